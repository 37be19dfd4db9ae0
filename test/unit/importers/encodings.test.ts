import { describe, expect, it } from 'vitest';
import { decodeText, encodeUtf8 } from '../../../shared/importers/utf8.ts';
import { readBytes, readText } from './read-text.ts';

describe('the bytes of a text', () => {
  it('a CSV as a spreadsheet saves it in Windows-1252 keeps its letters', () => {
    const text = 'time;Größe;Anzahl\n2026-11-20 10:00:00;üblich;3\n2026-11-20 10:01:00;plain;4\n';
    const { file } = readBytes(new Uint8Array(Buffer.from(text, 'latin1')), { chunks: [7, 11] });
    expect(file.series.map((series) => series.id)).toEqual(['Anzahl{Größe=üblich}', 'Anzahl{Größe=plain}']);
  });

  it.each([
    ['Shift_JIS', '在庫連携,エラー数', '8ddd8cc998418c672c83478389815b9094'],
    ['Windows-1251', 'Запросы;Ошибки', 'c7e0eff0eef1fb3bcef8e8e1eae8'],
    ['GB18030', '请求数;错误数', 'c7ebc7f3cafd3bb4edcef3cafd'],
    ['EUC-KR', '요청 수;오류 수', 'bfe4c3bb20bcf63bbfc0b7f920bcf6'],
    ['Windows-1250', 'Żądania;Błędów', 'afb964616e69613b42b3ea64f377'],
  ])('a header in %s is read as it was written', (_, header, hex) => {
    const bytes = new Uint8Array(Buffer.from(hex, 'hex'));
    expect(decodeText(bytes)).toBe(header);
  });

  it.each([
    'l’arrêt d’urgence « déjà »',
    '“Größe” – müßig, 5 € … Straße',
    'año niño señal ¿qué?',
    'Ærø smørrebrød på øen',
    '12 m² und 5 m³, µs',
  ])('%s stays as Windows-1252 has it', (text) => {
    const codes: Record<string, number> = {
      '’': 0x92,
      '“': 0x93,
      '”': 0x94,
      '–': 0x96,
      '€': 0x80,
      '…': 0x85,
    };
    const bytes = Uint8Array.from(text, (letter) => codes[letter] ?? letter.charCodeAt(0));
    expect(decodeText(bytes)).toBe(text);
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
