import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import { Collector } from '../../../shared/importers/collector.ts';
import { jsonLinesLogs } from '../../../shared/importers/json-lines-logs.ts';
import { redactSecrets } from '../../../shared/importers/secrets.ts';
import { encodeUtf8 } from '../../../shared/importers/utf8.ts';
import { LogDigestBuilder } from '../../../shared/incident/log-digest.ts';
import { SAMPLES } from './samples.ts';

class WholeLines extends Collector {
  override digest(): null {
    return null;
  }
}

/** Two files, read by bytes where that is possible or line by line, into one digest. */
function digestOf(texts: readonly string[], whole: boolean, chunk = 64) {
  const digest = new LogDigestBuilder({
    dedupe: texts.length > 1,
    redact: (text) => redactSecrets(text).text,
  });
  const summaries = texts.map((text, i) => {
    const collector = whole ? new WholeLines(digest) : new Collector(digest);
    const parser = jsonLinesLogs.parse(
      {
        source: `E${i + 1}`,
        zone: 'Europe/Berlin',
        zoneOrigin: 'incident',
        offsetMs: 250,
        head: { text, complete: true },
        near: null,
        dayFirst: null,
      },
      collector,
    );
    const bytes = encodeUtf8(text);
    for (let at = 0; at < bytes.length; at += chunk) parser.push(bytes.slice(at, at + chunk));
    const summary = parser.end();
    return { summary, rejects: collector.finish(file(`E${i + 1}`), summary).source.rejects };
  });
  return { digest: digest.finish(), summaries, secrets: digest.redactedLines('E1') };
}

const file = (id: `E${number}`) =>
  ({
    id,
    file: 'f',
    sizeBytes: 0,
    sha256: '',
    importer: 'json-lines-logs',
    format: '',
    offsetMs: 0,
  }) as const;

const odd = fc.oneof(
  fc.constantFrom(
    'pool empty after 2000 ms',
    'GET /cart/17 200',
    'level=error msg="inner"',
    '{"msg":"inner"}',
    'password=hunter2secret',
    'x msg=y',
    'ünïcode',
    '"quoted"',
    'tab\there',
    '',
    'a,b=c',
    'error',
  ),
  fc.string({ maxLength: 30 }),
);
const scalar = fc.oneof(
  odd,
  fc.integer(),
  fc.double({ noNaN: true, noDefaultInfinity: true }),
  fc.boolean(),
  fc.constant(null),
  fc.constant({ nested: 1 }),
  fc.constant([1]),
);
const time = fc.oneof(
  fc.integer({ min: 0, max: 90_000 }).map((ms) => new Date(1795168800000 + ms).toISOString()),
  fc.integer({ min: 0, max: 90_000 }).map((ms) => 1795168800000 + ms),
  fc.integer({ min: 0, max: 90 }).map((s) => 1795168800 + s + 0.25),
  fc.constantFrom(
    '2026-10-25 02:30:00',
    '2026-10-25T02:30:00,125',
    '1795168800',
    'never',
    '',
    '2026-02-30T00:00:00Z',
    '2026-11-20T10:00:00.1239+05:30',
  ),
);
const record = fc.record(
  {
    time,
    ts: time,
    level: fc.oneof(fc.constantFrom('info', 'ERROR', 'warn', 30, 50, 'odd', '', null), scalar),
    service: fc.oneof(fc.constantFrom('cart', 'pay'), scalar),
    msg: odd,
    message: odd,
    host: fc.constantFrom('a', 'b'),
    status: fc.constantFrom(200, 503, '503'),
    id: fc.integer({ min: 0, max: 200 }),
    ratio: fc.constantFrom(1.5, 2),
    error: scalar,
    v: fc.constant(0),
  },
  { requiredKeys: ['msg'] },
);
const line = fc.oneof(
  { weight: 8, arbitrary: record.map((one) => JSON.stringify(one)) },
  {
    weight: 2,
    arbitrary: record.map((one) => JSON.stringify(one).replaceAll(':', ' : ').replaceAll(',"', ' , "')),
  },
  { weight: 1, arbitrary: record.map((one) => JSON.stringify(one).slice(0, -2)) },
  {
    weight: 1,
    arbitrary: fc.constantFrom(
      '',
      '  ',
      'text',
      '{}',
      '{"time":01}',
      '{"a":1,"a":2}',
      '[1]',
      '\u0000',
      '{"msg":"x","time":"2026-11-20T10:00:00Z","level":"info"} ',
      '{"msg":"x","time":"2026-11-20T10:00:00Z","level":"info"}x',
    ),
  },
);
const lines = fc
  .tuple(fc.array(line, { maxLength: 40 }), fc.constantFrom('\n', '\r\n'), fc.boolean())
  .map(([all, end, repeat]) => (repeat ? [...all, ...all] : all).join(end));

describe('log lines that are read as bytes', () => {
  it.each(SAMPLES.filter((sample) => sample.importer === 'json-lines-logs'))(
    '$name: the same as line by line',
    ({ text }) => {
      // Only what comes again is read as bytes.
      const again = text.endsWith('\n') ? text.repeat(3) : text;
      expect(digestOf([again], false)).toEqual(digestOf([again], true));
    },
  );

  it('are parsed once for each shape, level and service', () => {
    const parse = vi.spyOn(JSON, 'parse');
    const text = Array.from({ length: 300 }, (_, i) =>
      JSON.stringify({
        time: 1795168800000 + i,
        level: i % 2 ? 'info' : 'error',
        service: 'cart',
        msg: `took ${i} ms`,
      }),
    ).join('\n');
    digestOf([`${text}\n`], false);
    expect(parse).toHaveBeenCalledTimes(2);
    parse.mockRestore();
  });

  it('say the same as line by line, whatever the lines are', () => {
    fc.assert(
      fc.property(lines, fc.integer({ min: 1, max: 300 }), (text, chunk) => {
        expect(digestOf([text], false, chunk)).toEqual(digestOf([text], true, chunk));
      }),
      { numRuns: 400 },
    );
  });

  it('are recognised when another file holds them too', () => {
    fc.assert(
      fc.property(lines, lines, (first, second) => {
        const files = [first, `${first}\n${second}`];
        expect(digestOf(files, false)).toEqual(digestOf(files, true));
      }),
      { numRuns: 200 },
    );
  });

  it('drop a field with too many values at the same line', () => {
    const text = Array.from({ length: 200 }, (_, i) =>
      JSON.stringify({
        time: 1795168800000 + i,
        level: 'info',
        msg: 'same',
        service: `s${i % 80}`,
        id: i,
        host: `h${i % 3}`,
      }),
    ).join('\n');
    const fast = digestOf([`${text}\n`], false);
    expect(fast).toEqual(digestOf([`${text}\n`], true));
    expect([...new Set(fast.digest?.dimensions.map((one) => one.field))]).toEqual(['host']);
  });
});
