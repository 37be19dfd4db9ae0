import { parse } from 'jsonc-parser';
import { isObject, type JsonObject } from './field-access.ts';
import type { FileHead } from './importer.ts';
import { MAX_DEPTH, nestsDeeper } from './json-lines.ts';

/** What the head of a JSON file shows. */
export type JsonHead =
  | { readonly shape: 'lines'; readonly records: readonly JsonObject[] }
  | { readonly shape: 'array'; readonly records: readonly JsonObject[] }
  | { readonly shape: 'object'; readonly value: JsonObject };

const cache = new WeakMap<FileHead, { readonly head: JsonHead | null }>();

function objects(values: readonly unknown[]): JsonObject[] {
  return values.filter(isObject).slice(0, 50);
}

function read(head: FileHead): JsonHead | null {
  const text = head.text.trimStart();
  const first = text.charAt(0);
  // A start script may have said something before the first record.
  const later = first !== '{' && first !== '[' && /\n\{"/.test(text.slice(0, 4_096));
  if (first !== '{' && first !== '[' && !later) return null;
  if (first === '{' || later) {
    const lines = text.split('\n').slice(0, 52);
    if (!head.complete) lines.pop();
    const parsed: JsonObject[] = [];
    for (const line of lines) {
      if (!line.startsWith('{') || nestsDeeper(line, MAX_DEPTH)) continue;
      try {
        const value: unknown = JSON.parse(line);
        if (isObject(value)) parsed.push(value);
      } catch {
        // A line that is no JSON tells nothing here; the parser will name it.
      }
    }
    const filled = lines.filter((line) => line.trim() !== '').length;
    if (parsed.length > 1 || (parsed.length === 1 && filled <= 2)) {
      if (parsed.length >= filled * 0.5) {
        const only = parsed[0];
        if (filled === 1 && only && looksLikeDocument(only)) return { shape: 'object', value: only };
        return { shape: 'lines', records: parsed };
      }
    }
  }
  // "[2026-11-20 10:00] ..." is a log line, no list.
  if (later || (first === '[' && !/^\[\s*[[{\]]/.test(text)) || nestsDeeper(text, MAX_DEPTH)) return null;
  const value: unknown = parse(text);
  // Pages in one array: the records lie one level deeper.
  if (Array.isArray(value)) return { shape: 'array', records: objects(value.flat()) };
  return isObject(value) ? { shape: 'object', value } : null;
}

/** One object that holds arrays of objects is a document, not a log line. */
function looksLikeDocument(value: JsonObject): boolean {
  return Object.values(value).some(
    (field) =>
      (Array.isArray(field) && field.some(isObject)) || (isObject(field) && looksLikeDocument(field)),
  );
}

/** The head read as JSON, as far as it goes; null when it is none. */
export function jsonHead(head: FileHead): JsonHead | null {
  let known = cache.get(head);
  if (!known) {
    known = { head: read(head) };
    cache.set(head, known);
  }
  return known.head;
}

/** Objects of the array under `keys` of a document, or of the document itself when it is an array. */
export function headRecords(head: FileHead, ...keys: readonly string[]): readonly JsonObject[] {
  const json = jsonHead(head);
  if (!json) return [];
  if (json.shape === 'lines') return keys.length === 0 ? json.records : [];
  if (json.shape === 'array' && keys.length === 0) return json.records;
  const pages = json.shape === 'array' ? json.records : [json.value];
  return objects(
    pages.flatMap((page) => {
      let at: unknown = page;
      for (const key of keys) at = isObject(at) ? at[key] : undefined;
      return Array.isArray(at) ? at : [];
    }),
  );
}

/** An array of objects in a document, with the keys that lead to it. */
export interface HeadList {
  readonly path: readonly string[];
  readonly records: readonly JsonObject[];
}

const LIST_DEPTH = 5;

/** The arrays of objects that the head of a document shows, the outer ones first; a bare array has no keys. */
export function headLists(head: FileHead): readonly HeadList[] {
  const json = jsonHead(head);
  if (!json || json.shape === 'lines') return [];
  if (json.shape === 'array') return [{ path: [], records: json.records }];
  const found: HeadList[] = [];
  let level: readonly { readonly path: readonly string[]; readonly value: JsonObject }[] = [
    { path: [], value: json.value },
  ];
  for (let depth = 0; depth < LIST_DEPTH && level.length > 0; depth += 1) {
    const inner: { path: readonly string[]; value: JsonObject }[] = [];
    for (const { path, value } of level) {
      for (const [key, field] of Object.entries(value).slice(0, 40)) {
        if (isObject(field)) inner.push({ path: [...path, key], value: field });
        else if (Array.isArray(field) && field.some(isObject))
          found.push({ path: [...path, key], records: objects(field) });
      }
    }
    level = inner;
  }
  return found;
}

/** Share of records that have all of these keys. */
export function shareWith(records: readonly JsonObject[], keys: readonly string[]): number {
  if (records.length === 0) return 0;
  return records.filter((record) => keys.every((key) => record[key] !== undefined)).length / records.length;
}
