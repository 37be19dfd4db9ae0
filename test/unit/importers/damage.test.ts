import { describe, expect, it } from 'vitest';
import { IMPORTERS, importerById } from '../../../shared/importers/importers.ts';
import { encodeUtf8 } from '../../../shared/importers/utf8.ts';
import { readBytes, readText } from './read-text.ts';
import { SAMPLES } from './samples.ts';

/** A small seeded generator (mulberry32), so that a failing mutation can be played again. */
function random(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

const NASTY = [
  '\u0000',
  '"',
  '\\',
  '[',
  '{',
  '}',
  ']',
  ',',
  '\n',
  '\r',
  '9'.repeat(40),
  '\ud83d\ude00',
  '<script>',
  '-1e999',
  'null',
  '\u202e',
];

function mutate(bytes: Uint8Array, next: () => number): Uint8Array {
  const at = Math.floor(next() * bytes.length);
  const kind = Math.floor(next() * 5);
  if (kind === 0) {
    const copy = bytes.slice();
    for (let i = 0; i < 4; i += 1) copy[Math.floor(next() * copy.length)] = Math.floor(next() * 256);
    return copy;
  }
  if (kind === 1) return bytes.slice(0, at);
  const tail = bytes.slice(kind === 2 ? Math.min(bytes.length, at + Math.floor(next() * 30)) : at);
  const middle =
    kind === 2
      ? new Uint8Array()
      : kind === 3
        ? encodeUtf8(NASTY[Math.floor(next() * NASTY.length)] ?? '')
        : bytes.slice(at, at + 80);
  return new Uint8Array([...bytes.slice(0, at), ...middle, ...tail]);
}

describe('damaged files', () => {
  it.each(SAMPLES)(
    '$name: 300 mutations never throw and never take long',
    ({ text, importer }) => {
      const next = random(text.length);
      const bytes = encodeUtf8(text);
      for (let i = 0; i < 300; i += 1) {
        let mutated = mutate(bytes, next);
        if (i % 3 === 0) mutated = mutate(mutated, next);
        const started = performance.now();
        readBytes(mutated);
        const forced = importerById(importer);
        if (forced) readBytes(mutated, { importer: forced });
        expect(performance.now() - started).toBeLessThan(2_000);
      }
    },
    60_000,
  );

  it.each(SAMPLES)(
    '$name cut off in its last record keeps what came before and says so',
    ({ text, records, importer }) => {
      const cut = text.trimEnd().slice(0, -7);
      const forced = importerById(importer);
      const read = readText(cut, forced ? { importer: forced } : {});
      expect(read.file.source.records).toBeLessThanOrEqual(records);
      if (text.startsWith('{"') && !text.includes('}\n'))
        expect(read.file.source.rejects.length).toBeGreaterThan(0);
    },
  );

  it('a truncated JSON line is a reject with its line, the others are kept', () => {
    const read = readText(
      '{"time":"2026-11-20T11:00:00Z","message":"a"}\n{"time":"2026-11-20T11:00:01Z","message":"b"}\n{"time":"2026-11-20T11:0',
    );
    expect(read.file.source.records).toBe(2);
    expect(read.file.source.rejects).toEqual([
      { line: 3, reason: 'the last line is cut off (not valid JSON)' },
    ]);
    expect(read.file.source.gaps[0]?.kind).toBe('truncated');
  });

  it('a truncated document keeps its whole records', () => {
    const document = SAMPLES.find((sample) => sample.name === 'Datadog logs v2')?.text ?? '';
    const read = readText(document.slice(0, document.indexOf('"ok {"')));
    expect(read.importer).toBe('datadog-logs-v2');
    expect(read.file.source.records).toBe(1);
    expect(read.file.source.rejects[0]?.reason).toContain('ends in the middle');
  });

  it('deep nesting is a reject, not the end of the process', () => {
    for (const deep of [
      '['.repeat(100_000),
      `{"data":[${'['.repeat(10_000)}`,
      `{"a":`.repeat(20_000),
      `{"time":"2026-11-20T11:00:00Z","message":"x","y":${'['.repeat(9_000)}${']'.repeat(9_000)}}\n`,
    ]) {
      for (const id of [
        'datadog-logs-v2',
        'json-lines-logs',
        'github-deployments',
        'datadog-metrics-v2',
        'otlp-logs',
      ]) {
        const importer = importerById(id);
        if (!importer) throw new Error(id);
        const read = readText(deep, { importer });
        expect(read.file.source.records).toBe(0);
        expect(read.file.source.rejects.length).toBeGreaterThan(0);
      }
      readText(deep);
    }
  });

  it('NUL bytes, a line of a megabyte and a broken quote cost only their own record', () => {
    const good = '{"time":"2026-11-20T11:00:00Z","message":"fine"}\n';
    const read = readText(
      `${good}{"time":"2026-11-20T11:00:01Z","message":"n\u0000ul"}\n{"time":"2026-11-20T11:00:02Z","message":"${'x'.repeat(1_048_576)}"}\n${good}`,
    );
    expect(read.file.source.records).toBe(4);
    const csv = readText(
      'stream,kind,start,end,title\na,job,2026-11-20T11:00:00Z,,one\na,job,2026-11-20T11:10:00Z,,"open\na,job,2026-11-20T11:20:00Z,,three\n',
    );
    expect(csv.file.events.map((event) => event.title)).toEqual(['one', 'three']);
    expect(csv.file.source.rejects).toEqual([
      { line: 3, reason: 'a quoted cell that is opened here is never closed' },
    ]);
  });

  it.each(IMPORTERS.map((importer) => [importer.id, importer] as const))(
    '%s: lines made to keep a pattern busy take no longer than others',
    (_, importer) => {
      const size = 150_000;
      for (const piece of [
        'a',
        'a.',
        '-1',
        '"',
        '\\',
        '[',
        ' ',
        '1',
        '{"a":',
        'a=',
        'a="',
        '<1>',
        ', ',
        '| ',
        '://a',
        'key=',
      ]) {
        const line = piece.repeat(Math.ceil(size / piece.length));
        const started = performance.now();
        readText(
          `${line}\n2026-11-20T11:00:00Z ${line}\n{"time":"2026-11-20T11:00:00Z","message":${JSON.stringify(line)}}\n`,
          { importer },
        );
        expect(performance.now() - started).toBeLessThan(2_000);
      }
    },
    30_000,
  );
});
