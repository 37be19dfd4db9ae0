import { csvLine } from './csv-line.ts';

/** One tag of XML with the text behind it; no attribute holds a `>` in what spreadsheets write. */
const TAG = /<(\/?)(?:\w+:)?(\w+)([^>]*)>([^<]*)/g;
const ENTITY = /&(?:#(\d{1,7})|#x([\da-f]{1,6})|(amp|lt|gt|quot|apos));/gi;
const NAMED: ReadonlyMap<string, string> = new Map([
  ['amp', '&'],
  ['lt', '<'],
  ['gt', '>'],
  ['quot', '"'],
  ['apos', "'"],
]);
const DAY_MS = 86_400_000;
/** Day 0 of spreadsheets, and of those that count from 1904. */
const EPOCH_1900 = Date.UTC(1899, 11, 30);
const EPOCH_1904 = Date.UTC(1904, 0, 1);
/** A sheet may have 16,384; nobody writes evidence into so many. */
const MOST_COLUMNS = 2_000;

interface Tag {
  readonly closes: boolean;
  readonly name: string;
  readonly attributes: string;
  readonly text: string;
}

function* tags(xml: string): Generator<Tag> {
  for (const [, slash, name = '', attributes = '', text = ''] of xml.matchAll(TAG))
    yield { closes: slash === '/', name, attributes, text };
}

function decoded(text: string): string {
  return text.replace(ENTITY, (all, decimal?: string, hex?: string, name?: string) => {
    if (name !== undefined) return NAMED.get(name.toLowerCase()) ?? all;
    const code = decimal === undefined ? Number.parseInt(hex ?? '', 16) : Number(decimal);
    return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : all;
  });
}

function attribute(attributes: string, name: string): string | null {
  const found = new RegExp(`(?:^|[\\s:])${name}="([^"]*)"`).exec(attributes)?.[1];
  return found === undefined ? null : decoded(found);
}

/** The texts that cells point at. */
export function sharedStrings(xml: string): string[] {
  const strings: string[] = [];
  let phonetic = false;
  for (const { closes, name, text } of tags(xml)) {
    if (name === 'si' && !closes) strings.push('');
    // How a word is read, beside the word.
    else if (name === 'rPh') phonetic = !closes;
    else if (name === 't' && !closes && !phonetic && strings.length > 0)
      strings[strings.length - 1] += decoded(text);
  }
  return strings;
}

/** What a cell's format makes of its number. */
type Format = 'number' | 'day' | 'time' | 'clock' | 'length' | 'percent';

function formatOf(id: number, code: string | undefined): Format {
  if (code === undefined) {
    if (id === 9 || id === 10) return 'percent';
    if ((id >= 14 && id <= 17) || (id >= 27 && id <= 31) || (id >= 50 && id <= 58)) return 'day';
    if (id === 22) return 'time';
    if (id === 46) return 'length';
    return (id >= 18 && id <= 21) || id === 45 || id === 47 ? 'clock' : 'number';
  }
  if (/\[(?:h+|m+|s+)\]/i.test(code)) return 'length';
  // Colours, conditions, zones and what stands in quotes say nothing of the kind.
  const plain = code.replace(/"[^"]*"|\\.|\[[^\]]*\]/g, '').toLowerCase();
  if (plain.includes('%')) return 'percent';
  const day = /[dy]/.test(plain);
  const clock = /[hs]/.test(plain);
  return day && clock ? 'time' : day ? 'day' : clock ? 'clock' : 'number';
}

/** Formats of the cells by their style. */
export function cellFormats(xml: string): Format[] {
  const codes = new Map<number, string>();
  const formats: Format[] = [];
  let inCells = false;
  for (const { closes, name, attributes } of tags(xml)) {
    if (name === 'numFmt')
      codes.set(Number(attribute(attributes, 'numFmtId')), attribute(attributes, 'formatCode') ?? '');
    else if (name === 'cellXfs') inCells = !closes;
    else if (name === 'xf' && !closes && inCells) {
      const id = Number(attribute(attributes, 'numFmtId') ?? '0');
      formats.push(formatOf(id, codes.get(id)));
    }
  }
  return formats;
}

/** A sheet of a workbook: its name and the part that holds it. */
export interface Sheet {
  readonly name: string;
  readonly part: string;
}

/** The sheets in their order, and whether their days count from 1904. */
export function sheetsOf(
  workbook: string,
  relations: string,
): { readonly sheets: Sheet[]; readonly from1904: boolean } {
  const parts = new Map<string, string>();
  for (const { name, attributes } of tags(relations)) {
    const [id, target] = [attribute(attributes, 'Id'), attribute(attributes, 'Target')];
    if (name === 'Relationship' && id !== null && target !== null)
      parts.set(id, target.startsWith('/') ? target.slice(1) : `xl/${target}`);
  }
  const sheets: Sheet[] = [];
  let from1904 = false;
  for (const { closes, name, attributes } of tags(workbook)) {
    if (name === 'workbookPr') from1904 = /^(?:1|true)$/.test(attribute(attributes, 'date1904') ?? '');
    if (name !== 'sheet' || closes) continue;
    const part = parts.get(attribute(attributes, 'id') ?? '');
    if (part !== undefined) sheets.push({ name: attribute(attributes, 'name') ?? 'sheet', part });
  }
  return { sheets, from1904 };
}

/** Column of a reference such as "AB12", from 0; null for none. */
function columnOf(reference: string | null): number | null {
  const letters = /^[A-Z]{1,3}/.exec(reference ?? '')?.[0];
  if (letters === undefined) return null;
  const column = [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1;
  return column < MOST_COLUMNS ? column : null;
}

function written(value: string, format: Format, from1904: boolean): string {
  const number = Number(value);
  if (format === 'number' || !Number.isFinite(number) || value.trim() === '') return value;
  if (format === 'percent') return `${Math.round(number * 1e8) / 1e6}%`;
  const seconds = Math.round(number * 86_400);
  if (format === 'length') {
    const two = (n: number): string => String(n).padStart(2, '0');
    return `${Math.floor(seconds / 3600)}:${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`;
  }
  const at = (from1904 ? EPOCH_1904 : EPOCH_1900) + seconds * 1000;
  if (!(Math.abs(at) < 8.64e15)) return value;
  const iso = new Date(at).toISOString();
  const [day, clock] = [iso.slice(0, 10), iso.slice(11, 19)];
  if (format === 'clock') return number < 1 ? clock : `${day} ${clock}`;
  return format === 'day' && at % DAY_MS === 0 ? day : `${day} ${clock}`;
}

/** The rows of a sheet as CSV, its days and times written out; rows without a cell, together, are an empty line. */
export function* sheetRows(
  xml: string,
  strings: readonly string[],
  formats: readonly Format[],
  from1904: boolean,
): Generator<string> {
  let row: string[] = [];
  let at = 0;
  let last = 0;
  let column = 0;
  let type = '';
  let format: Format = 'number';
  for (const { closes, name, attributes, text } of tags(xml)) {
    if (name === 'row') {
      if (row.some((cell) => cell !== '')) {
        if (last > 0 && at > last + 1) yield '\n';
        yield csvLine(Array.from(row, (cell) => cell ?? ''));
        last = at;
      }
      if (!closes) at = Number(attribute(attributes, 'r') ?? at + 1);
      row = [];
      column = 0;
    } else if (name === 'c' && !closes) {
      column = columnOf(attribute(attributes, 'r')) ?? row.length;
      type = attribute(attributes, 't') ?? 'n';
      format = formats[Number(attribute(attributes, 's') ?? '-1')] ?? 'number';
      row[column] ??= '';
    } else if (name === 'v' && !closes) {
      const value = decoded(text);
      if (type === 's') row[column] = strings[Number(value)] ?? '';
      else if (type === 'n') row[column] = written(value, format, from1904);
      else row[column] = type === 'b' ? (value === '1' ? 'true' : 'false') : type === 'e' ? '' : value;
    } else if (name === 't' && !closes && type === 'inlineStr')
      row[column] = `${row[column] ?? ''}${decoded(text)}`;
  }
}
