import { describe, expect, it } from 'vitest';
import { redactSecrets } from '../../../shared/importers/secrets.ts';
import { Drain, maskMessage } from '../../../shared/incident/drain.ts';
import { LogDigestBuilder } from '../../../shared/incident/log-digest.ts';
import type { LogLevel, LogRecord } from '../../../shared/incident/records.ts';
import type { SourceId } from '../../../shared/incident/source.ts';

const T0 = Date.UTC(2026, 10, 20, 11);
const redact = (text: string) => redactSecrets(text).text;

function record(
  second: number,
  message: string,
  level: LogLevel = 'info',
  host = 'a',
  source: SourceId = 'E1',
): LogRecord {
  const at = T0 + second * 1000;
  return {
    at,
    level,
    service: 'shop',
    message,
    fields: { host },
    ref: {
      source,
      bytes: [second * 10, second * 10 + 9],
      lines: [second + 1, second + 1],
      time: { from: at, to: at + 1 },
    },
  };
}

describe('log templates', () => {
  it('masks what varies: numbers, hex, ids, addresses, paths, quoted text', () => {
    expect(
      maskMessage('order 17 from 10.0.0.1:80 took 0x1f "big one" 3f2504e0-4f89-11d3-9a0c-0305e82c3301'),
    ).toBe('order <*> from <*> took <*> <*> <*>');
    expect(maskMessage('GC(17) Pause Full 3912M->3829M(4096M) 4100.425ms, v2 of 5xx')).toBe(
      'GC(<*>) Pause Full <*>-><*>(<*>) <*>, v2 of 5xx',
    );
  });

  it('lines of one shape are one group, whatever their figures', () => {
    const drain = new Drain();
    const groups = Array.from({ length: 500 }, (_, i) =>
      drain.group(`Timed out after ${i} ms waiting (active=${i}, idle=0)`),
    );
    expect(new Set(groups).size).toBe(1);
    expect(drain.group('Order stored by user alice')).not.toBe(groups[0]);
    expect(drain.group('Order stored by user bob')).toBe(drain.group('Order stored by user alice'));
    expect(drain.group('Order stored by user bob').words.join(' ')).toBe('Order stored by user <*>');
  });

  it('free text does not make it grow for ever', () => {
    const drain = new Drain();
    const letters = (n: number) => n.toString(26).replace(/\d/g, (d) => 'qrstuvwxyz'[Number(d)] ?? 'q');
    for (let i = 0; i < 60_000; i += 1) drain.group(`${letters(i)} ${letters(i * 7)} ${letters(i * 13)}`);
    expect(drain.groups.length).toBeLessThanOrEqual(20_000);
  });
});

describe('the digest of log lines', () => {
  it('counts lines and errors in bins of ten seconds', () => {
    const builder = new LogDigestBuilder({ dedupe: false, redact });
    for (let i = 0; i < 60; i += 1)
      builder.add(record(i, `request ${i} served`, i >= 30 ? 'error' : 'info', i % 2 ? 'a' : 'b'));
    const digest = builder.finish();
    expect(digest?.bins).toEqual([0, 1, 2, 3, 4, 5].map((bin) => [bin, 10, bin >= 3 ? 10 : 0]));
    expect(digest?.templates.map((template) => [template.id, template.level, template.count])).toEqual([
      ['T1', 'info', 30],
      ['T2', 'error', 30],
    ]);
    expect(digest?.templates[1]?.ref.lines).toEqual([31, 31]);
    expect(digest?.dimensions.filter((one) => one.field === 'host').map((one) => one.value)).toEqual([
      'a',
      'b',
    ]);
    expect(digest?.coverage).toEqual([{ from: T0, to: T0 + 59_001 }]);
  });

  it('does not depend on the order of the lines', () => {
    const records = Array.from({ length: 300 }, (_, i) =>
      record(i, `step ${i % 3 === 0 ? 'alpha' : 'beta'} of ${i}`),
    );
    const digest = (all: readonly LogRecord[]) => {
      const builder = new LogDigestBuilder({ dedupe: false, redact });
      for (const one of all) builder.add(one);
      return builder.finish();
    };
    expect(digest(records.toReversed())).toEqual(digest(records));
  });

  it('an overlapping newer export adds only what is new, real repetitions stay', () => {
    const builder = new LogDigestBuilder({ dedupe: true, redact });
    for (const second of [0, 1, 1, 2]) builder.add(record(second, `tick ${second}`, 'info', 'a', 'E1'));
    for (const second of [1, 1, 2, 3, 4]) builder.add(record(second, `tick ${second}`, 'info', 'a', 'E2'));
    const digest = builder.finish();
    expect(digest?.lines).toBe(6);
    expect(digest?.sources).toEqual(['E1', 'E2']);
  });

  it('drops a field that takes too many values: it is an id', () => {
    const builder = new LogDigestBuilder({ dedupe: false, redact });
    for (let i = 0; i < 200; i += 1) {
      const one = record(i, 'served');
      builder.add({ ...one, fields: { request: `r${i}`, zone: i % 2 ? 'x' : 'y' } });
    }
    expect([...new Set(builder.finish()?.dimensions.map((one) => one.field))]).toEqual(['zone']);
  });

  it('masks credentials wherever a line is shown, and counts them', () => {
    const builder = new LogDigestBuilder({ dedupe: false, redact });
    for (let i = 0; i < 5; i += 1) builder.add(record(i, `retry with password=hunter${i}hunter2`));
    expect(builder.redactedLines('E1')).toBe(5);
    const text = JSON.stringify(builder.finish());
    expect(text).not.toContain('hunter2');
    expect(text).toContain('[redacted secret]');
  });

  it('keeps the first 2,000 times of a template, in a file that runs backwards too', () => {
    const builder = new LogDigestBuilder({ dedupe: false, redact });
    for (let i = 9_999; i >= 0; i -= 1) builder.add(record(i, 'tick'));
    const times = builder.finish()?.templates[0]?.times ?? [];
    expect(times.length).toBe(2_000);
    expect(times[0]).toBe(T0);
    expect(times.at(-1)).toBe(T0 + 1_999_000);
  });
});
