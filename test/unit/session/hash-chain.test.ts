import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canonicalJson } from '../../../shared/session/canonical-json.ts';
import { GENESIS, hashLink, headHash, linkOf } from '../../../shared/session/hash-chain.ts';
import { Room, sha256 } from './session-builder.ts';

describe('canonical JSON (RFC 8785)', () => {
  it('sorts members by UTF-16 code units and writes numbers as ECMAScript does', () => {
    // The RFC's own example, section 3.2.2 and 3.2.3.
    const value = {
      numbers: [Number('333333333.33333329'), 1e30, 4.5, 2e-3, 0.000000000000000000000000001],
      string: '\u20ac$\u000f\u000aA\'\u0042\u0022\u005c\\"/',
      literals: [null, true, false],
    };
    expect(canonicalJson(value)).toBe(
      '{"literals":[null,true,false],"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27],"string":"€$\\u000f\\nA\'B\\"\\\\\\\\\\"/"}',
    );
    const keys = { '\u20ac': 1, '\r': 2, '\ufb33': 3, '1': 4, '\ud83d\ude00': 5, '\u0080': 6, '\u00f6': 7 };
    expect(Object.values(JSON.parse(canonicalJson(keys)) as object)).toHaveLength(7);
    expect([...canonicalJson(keys).matchAll(/:(\d)/g)].map((match) => match[1]).join('')).toBe('2467153');
  });

  it('does not depend on the order in which members were written, and loses nothing', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const text = canonicalJson(value);
        expect(canonicalJson(JSON.parse(text))).toBe(text);
        expect(JSON.parse(text)).toEqual(JSON.parse(JSON.stringify(value)));
      }),
    );
  });

  it('refuses what JSON cannot hold', () => {
    expect(() => canonicalJson({ a: Number.NaN })).toThrow();
    expect(() => canonicalJson([() => 1])).toThrow();
  });
});

describe('the hash chain', () => {
  it('changes with every part of every event', () => {
    const { events } = new Room().ask('When?').answer('R1', 'At noon').log;
    const head = headHash(events, sha256);
    for (const [i, event] of events.entries()) {
      for (const tampered of [
        { ...event, at: event.at + 1 },
        { ...event, role: 'cli' as const },
        { ...event, v: 2 },
        { ...event, session: 's2' },
        { ...event, body: { kind: 'depth-set', maxDepth: 5 } as const },
      ]) {
        expect(headHash(events.with(i, tampered), sha256)).not.toBe(head);
      }
    }
  });

  it('stays valid when a body is erased and only its hash is kept', () => {
    const { events } = new Room().ask('When?').log;
    const links = events.map((event) => linkOf(event, sha256));
    const fromLinks = links.reduce((prev, link) => hashLink(prev, link, sha256), GENESIS);
    expect(fromLinks).toBe(headHash(events, sha256));
  });
});
