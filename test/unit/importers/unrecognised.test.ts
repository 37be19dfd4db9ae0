import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { recognise } from '../../../shared/importers/importers.ts';
import { unrecognised } from '../../../shared/importers/unrecognised.ts';

const said = (text: string) => {
  const head = { text, complete: true };
  expect(recognise(head)).toBeNull();
  return unrecognised(head).replace('no format that is known here: ', '');
};

describe('a file that no importer knows', () => {
  it('is a table whose column of times has another name', () => {
    expect(said('when it was;humidity\n2026-11-20T10:00:00Z;wet\n')).toBe(
      'a table with the columns when it was, humidity; "when it was" holds times: call that column "time" beside columns of numbers, or "start" beside a column "stream" that names what happened and a column "kind" (job, deploy, config, ...)',
    );
  });

  it('is a table whose times nobody can read', () => {
    expect(said('time,requests,errors\nthe first minute,100,1\nthe second,90,2\n')).toBe(
      'a table with the columns time, requests, errors; "the first minute" in its column time is no time that is known here: write it as 2026-11-20T10:00:00Z',
    );
  });

  it('is a table without times', () => {
    expect(said('city,people\nBonn,3\n')).toContain('none of them holds times');
  });

  it('is JSON in which nothing says what happened', () => {
    expect(said('[{"moment":"2026-11-20T10:00:00Z","colour":"red"}]')).toBe(
      'a JSON array with the fields moment, colour; "moment" is a time, but nothing says what happened: logs need a "message", counts need numbers',
    );
    expect(said('{"colour":"red"}\n{"colour":"blue"}\n')).toContain(
      'JSON lines with the fields colour; none of them is a time',
    );
    expect(said('{"version":3,"name":"x"}')).toContain('a JSON document with the fields version, name');
  });

  it('is text, XML or YAML', () => {
    expect(said('dear all,\nthe shop is down\n')).toContain(
      'text without a time at the front of its lines (the first one reads "dear all,")',
    );
    expect(said('<html><body>x</body></html>')).toContain('XML or HTML');
    expect(said('apiVersion: v1\nkind: List\nitems:\n- a: 1\n')).toContain('kubectl: -o json');
    expect(said('\n \n')).toBe('the file holds blank lines only');
  });

  it('is a table of a console that says how long ago, or times that a spreadsheet has rounded', () => {
    expect(
      said('Linux 5.10.0 (web1)  05/04/2026  _x86_64_ (4 CPU)\n\n10:00:01 AM     CPU     %user\n'),
    ).toContain('sadf -d');
    expect(
      said('NAME         COMPLETIONS   DURATION   AGE\nwarm-28764   1/1           18m        40m\n'),
    ).toContain('export with -o json');
    expect(
      said('LAST SEEN   TYPE      REASON    OBJECT       MESSAGE\n3m   Warning   BackOff   pod/cart   x\n'),
    ).toContain('how long ago and not when');
    expect(said('time,requests,errors\n1.79517E+09,100,1\n1.79517E+09,101,2\n')).toContain(
      'rounded by a spreadsheet',
    );
  });

  it('is always answered with a sentence of readable length', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 3_000 }), (text) => {
        expect(unrecognised({ text, complete: true }).length).toBeLessThan(600);
      }),
      { numRuns: 500 },
    );
  });
});
