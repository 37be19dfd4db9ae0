import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { IMPORTERS } from '../../../shared/importers/importers.ts';
import { decodeHead, encodeUtf8 } from '../../../shared/importers/utf8.ts';
import { readBytes, readText } from './read-text.ts';
import { SAMPLES } from './samples.ts';

describe('every format', () => {
  it.each(SAMPLES)(
    '$name is recognised by its content alone and read whole',
    ({ text, importer, records, rejects, first, last }) => {
      const { file, importer: found } = readText(text);
      expect(found).toBe(importer);
      expect(file.source.rejects.map((reject) => reject.reason)).toEqual(rejects ?? []);
      expect(file.source.records).toBe(records);
      const { span } = file.source;
      if (first !== undefined) expect(span?.from).toBe(Date.parse(first));
      if (last !== undefined) expect(span?.to).toBe(Date.parse(last) + 1);
    },
  );

  it.each(SAMPLES)('$name is claimed by one importer, the next one is well behind', ({ text }) => {
    const head = { text: decodeHead(encodeUtf8(text).subarray(0, 65_536)), complete: text.length < 65_536 };
    const claims = IMPORTERS.map((importer) => importer.sniff(head)).sort((a, b) => b - a);
    expect((claims[0] ?? 0) - (claims[1] ?? 0)).toBeGreaterThanOrEqual(0.05);
  });

  it.each(SAMPLES.filter(({ importer, records }) => importer.endsWith('csv') && records > 0))(
    '$name is recognised when it is long, too',
    ({ text, importer }) => {
      const lines = text.split('\n').filter((line) => line.trim() !== '');
      const all = [...lines, ...Array.from({ length: 80 }, () => lines.at(-1) ?? '')].join('\n');
      expect(readText(`${all}\n`).importer).toBe(importer);
    },
  );

  it('has a sample for each importer', () => {
    const covered = new Set(SAMPLES.map((sample) => sample.importer));
    expect(IMPORTERS.map((importer) => importer.id).filter((id) => !covered.has(id))).toEqual([]);
  });

  it.each(SAMPLES)('$name reads the same however its bytes arrive', ({ text }) => {
    const whole = readText(text);
    const bytes = encodeUtf8(text);
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 40 }), { maxLength: 60 }), (chunks) => {
        expect(readBytes(bytes, { chunks })).toEqual(whole);
      }),
      { numRuns: 15, seed: 7 },
    );
  });

  it.each(SAMPLES)(
    '$name reads the same as UTF-16 of either byte order, with and without a mark',
    ({ text }) => {
      const plain = readText(text);
      for (const mark of ['\uFEFF', '']) {
        for (const order of ['little', 'big'] as const) {
          const little = Buffer.from(`${mark}${text.replace(/^\uFEFF/, '')}`, 'utf16le');
          const wide = new Uint8Array(order === 'big' ? Buffer.from(little).swap16() : little);
          const read = readBytes(wide, { chunks: [1, 2, 1, 30, 7] });
          expect(read.importer).toBe(plain.importer);
          expect(read.file.source.records).toBe(plain.file.source.records);
          expect(read.file.source.rejects).toEqual(plain.file.source.rejects);
          expect(read.logs.map((log) => log.message)).toEqual(plain.logs.map((log) => log.message));
          for (const { ref } of [...read.logs, ...read.file.events, ...read.file.changes]) {
            const [from, to] = ref?.bytes ?? [0, 0];
            const bytes = Buffer.from(wide.slice(from, to));
            const record = (order === 'big' ? bytes.swap16() : bytes).toString('utf16le');
            if (/^[[{]/.test(record) && /^\s*[[{]"/.test(text))
              expect(() => JSON.parse(record)).not.toThrow();
          }
        }
      }
    },
  );

  it.each(SAMPLES)('$name points at whole records', ({ text }) => {
    const { file, logs } = readText(text);
    const bytes = encodeUtf8(text);
    const refs = [...logs, ...file.events, ...file.notes, ...file.changes].flatMap(
      (record) => record.ref ?? [],
    );
    for (const ref of refs) {
      expect(ref.bytes[1]).toBeGreaterThan(ref.bytes[0]);
      const before = Buffer.from(bytes.slice(0, ref.bytes[0])).toString();
      const record = Buffer.from(bytes.slice(ref.bytes[0], ref.bytes[1])).toString();
      expect(before.split('\n').length).toBe(ref.lines[0]);
      expect(ref.lines[1] - ref.lines[0]).toBe(record.split('\n').length - 1);
      if (/^[[{]/.test(record) && (text.trimStart().startsWith('{') || text.startsWith('[{')))
        expect(() => JSON.parse(record)).not.toThrow();
    }
  });

  it.each(SAMPLES)('$name takes Windows line ends and a byte order mark', ({ text, records }) => {
    // A line end inside a quoted cell is part of its text.
    if (/"[^",\n]*\n[^",\n]*"/.test(text)) return;
    const windows = readText(`\uFEFF${text.replace(/^\uFEFF/, '').replace(/\r?\n/g, '\r\n')}`);
    expect(windows.file.source.records).toBe(records);
    const bytes = encodeUtf8(`\uFEFF${text.replace(/^\uFEFF/, '')}`);
    expect(readBytes(bytes, { chunks: [1, 1, 2] })).toEqual(readBytes(bytes));
  });
});
