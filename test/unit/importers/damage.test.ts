import { describe, expect, it } from 'vitest';
import { IMPORTERS, importerById } from '../../../shared/importers/importers.ts';
import { encodeUtf8 } from '../../../shared/importers/utf8.ts';
import { mutate, random } from './mutate.ts';
import { readBytes, readText } from './read-text.ts';
import { SAMPLES } from './samples.ts';

/**
 * Mutated files in all. `WHYLADDER_MUTATIONS=25000 npm run test:unit -- test/unit/importers/damage` looks further, and
 * `WHYLADDER_SEED` at other ones.
 */
const MUTATIONS = Number(process.env.WHYLADDER_MUTATIONS ?? 600);
const EACH = Math.ceil(MUTATIONS / SAMPLES.length);
const SEED = Number(process.env.WHYLADDER_SEED ?? 1);
/** What a file of this size may take (importing.md, Hostile input), as computing time: a busy machine fails no test. */
const LIMIT_MS = 2_000;

/** Computing time of this thread, ms. */
function computed(): number {
  const { user, system } = process.threadCpuUsage();
  return (user + system) / 1_000;
}

describe('damaged files', () => {
  it.each(SAMPLES)(
    '$name: mutations never throw and never take long',
    ({ name, text, importer }) => {
      const next = random(SEED * 1_000_003 + name.length * 7_919 + text.length);
      const bytes = encodeUtf8(text);
      for (let i = 0; i < EACH; i += 1) {
        let mutated = mutate(bytes, next);
        if (i % 3 === 0) mutated = mutate(mutated, next);
        // What it is taken for, and its own format's parser by order of the team.
        const forced = i % 2 === 0 ? importerById(importer) : null;
        const started = computed();
        readBytes(mutated, forced ? { importer: forced } : {});
        expect(computed() - started).toBeLessThan(LIMIT_MS);
      }
    },
    600_000,
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
        const started = computed();
        readText(
          `${line}\n2026-11-20T11:00:00Z ${line}\n{"time":"2026-11-20T11:00:00Z","message":${JSON.stringify(line)}}\n`,
          { importer },
        );
        expect(computed() - started).toBeLessThan(LIMIT_MS);
      }
    },
    30_000,
  );
});
