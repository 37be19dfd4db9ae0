import { describe, expect, it } from 'vitest';
import { encodeUtf8 } from '../../../shared/importers/utf8.ts';
import { readBytes, readText } from './read-text.ts';

describe('the bytes of a text', () => {
  it('a CSV as a spreadsheet saves it in Windows-1252 keeps its letters', () => {
    const text = 'time;Größe;Anzahl\n2026-11-20 10:00:00;üblich;3\n2026-11-20 10:01:00;plain;4\n';
    const { file } = readBytes(new Uint8Array(Buffer.from(text, 'latin1')), { chunks: [7, 11] });
    expect(file.series.map((series) => series.id)).toEqual(['Anzahl{Größe=üblich}', 'Anzahl{Größe=plain}']);
  });

  it('a line that is UTF-8 but for one broken character stays UTF-8', () => {
    const bytes = encodeUtf8('2026-11-20T10:00:00Z ERROR müde x\n');
    bytes[bytes.length - 2] = 0xff;
    expect(readBytes(bytes).logs[0]?.message).toContain('müde \ufffd');
  });

  it('lines may end with a carriage return alone', () => {
    const lines = ['time,requests,errors', '2026-11-20T10:00:00Z,100,1', '2026-11-20T10:01:00Z,101,2', ''];
    const mac = readText(lines.join('\r'), { chunks: [5, 30] });
    expect(mac).toEqual(readText(lines.join('\n')));
    expect(mac.file.source.records).toBe(2);
  });
});
