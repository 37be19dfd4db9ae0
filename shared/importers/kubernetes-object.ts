import type { JsonObject } from './field-access.ts';
import type { FileHead } from './importer.ts';
import { headRecords, jsonHead } from './json-head.ts';

/** Objects that `kubectl get -o json` gives: a List's items, or a single object. Items of typed lists carry no kind. */
export function kubernetesObjects(head: FileHead): readonly JsonObject[] {
  const json = jsonHead(head);
  if (json?.shape !== 'object') return [];
  const listed = headRecords(head, 'items');
  const kind = typeof json.value.kind === 'string' ? json.value.kind : '';
  if (listed.length === 0) return json.value.apiVersion === undefined ? [] : [json.value];
  const each = /^(\w+)List$/.exec(kind)?.[1];
  return each === undefined ? listed : listed.map((one) => ({ kind: each, ...one }));
}

/** "cart" of the pod "cart-6f9c7b5d4-abcde", of "cart-abcde", of "cart-0" and of the job "cart-28764500". */
export function workloadOf(pod: string): string {
  return pod
    .replace(/-\d{7,10}(?:-[a-z0-9]{5})?$/, '')
    .replace(/-[a-z0-9]{6,10}-[a-z0-9]{5}$/, '')
    .replace(/-(?:[a-z0-9]{5}|\d{1,3})$/, '');
}
