import type { Importer } from './importer.ts';

/** An export of nothing: the query found no record. It is said once, calmly; there is no record to refuse. */
export const emptyList: Importer = {
  id: 'empty-list',
  format: 'An empty list: the export holds nothing',
  sniff: (head) => (head.complete && /^\s*(?:\[\s*\]|\{\s*\})\s*$/.test(head.text) ? 0.9 : 0),
  parse: (context) => ({
    push: () => undefined,
    end: () => ({ records: 0, span: null, zone: context.zone, zoneOrigin: context.zoneOrigin }),
  }),
};
