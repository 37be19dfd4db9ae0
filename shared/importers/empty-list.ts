import { isObject, type JsonObject } from './field-access.ts';
import type { FileHead, Importer } from './importer.ts';
import { jsonHead } from './json-head.ts';

/** An answer has few fields beside its list: a page, a status, a total. */
const MOST_FIELDS = 8;

/** Every list in a document and in the objects inside it. */
function listsIn(document: JsonObject): unknown[][] {
  return Object.values(document).flatMap((field) =>
    Array.isArray(field) ? [field] : isObject(field) ? listsIn(field) : [],
  );
}

/** `{"incidents": [], "page": {...}}`: an answer in which every list is empty. */
function isEmptyAnswer(head: FileHead): boolean {
  const json = jsonHead(head);
  const only = json?.shape === 'lines' && json.records.length === 1 ? json.records[0] : undefined;
  const document = json?.shape === 'object' ? json.value : only;
  if (document === undefined || Object.keys(document).length > MOST_FIELDS) return false;
  const lists = listsIn(document);
  return lists.length > 0 && lists.every((list) => list.length === 0);
}

/** An export of nothing: the query found no record. It is said once, calmly; there is no record to refuse. */
export const emptyList: Importer = {
  id: 'empty-list',
  format: 'An empty list: the export holds nothing',
  sniff(head) {
    if (!head.complete) return 0;
    if (/^\s*(?:\[\s*\]|\{\s*\})\s*$/.test(head.text)) return 0.9;
    // Any format that knows the answer comes first.
    return isEmptyAnswer(head) ? 0.31 : 0;
  },
  parse: (context) => ({
    push: () => undefined,
    end: () => ({ records: 0, span: null, zone: context.zone, zoneOrigin: context.zoneOrigin }),
  }),
};
