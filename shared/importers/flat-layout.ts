import { KIND } from './flat-json.ts';
import { LEVEL_KEYS, MESSAGE_KEYS, SERVICE_KEYS, TIME_KEYS, USED_KEYS } from './json-log-record.ts';

/** Keys whose presence changes what a record means: such lines are read whole. */
const OTHERWISE = new Set([
  'error',
  'err',
  'exception',
  '@x',
  'instant',
  'fields',
  '_source',
  'result',
  'labels',
  'jsonPayload',
  'textPayload',
  'protoPayload',
  'short_message',
  '__proto__',
]);
/** As many fields of a record are kept (`fieldsOf`). */
const MAX_FIELDS = 40;

/** Where a flat object with these keys, in this order, keeps what a log record consists of. */
export interface FlatLayout {
  readonly time: number;
  readonly level: number;
  /** -1 when no key names a service. */
  readonly service: number;
  readonly message: number;
  /** Places of the other fields, and their names. */
  readonly fields: readonly { readonly at: number; readonly name: string }[];
}

/**
 * Finds in keys and kinds of values what `logPartsOf` would find in the object; null when it takes the object itself to
 * tell, so that both ways of reading never differ.
 */
export function flatLayout(keys: readonly string[], kinds: readonly number[]): FlatLayout | null {
  if (new Set(keys).size !== keys.length || keys.some((key) => OTHERWISE.has(key) || /^\d+$/.test(key)))
    return null;
  const place = (wanted: readonly string[], fits: (kind: number) => boolean) => {
    for (const key of wanted) {
      const at = keys.indexOf(key);
      if (at !== -1 && fits(kinds[at] ?? KIND.null)) return at;
    }
    return -1;
  };
  const time = place(TIME_KEYS, (kind) => kind !== KIND.null);
  const level = place(LEVEL_KEYS, (kind) => kind !== KIND.null);
  const service = place(SERVICE_KEYS, (kind) => kind !== KIND.null && kind !== KIND.empty);
  const message = place(MESSAGE_KEYS, (kind) => kind !== KIND.null && kind !== KIND.empty);
  const timeKind = kinds[time];
  const levelKind = kinds[level];
  if (timeKind !== KIND.text && timeKind !== KIND.number) return null;
  if (levelKind !== KIND.text && levelKind !== KIND.number) return null;
  if (kinds[message] !== KIND.text || (service !== -1 && kinds[service] !== KIND.text)) return null;
  const fields = keys.flatMap((name, at) => {
    const kind = kinds[at];
    return USED_KEYS.has(name) || kind === KIND.null || kind === KIND.empty ? [] : [{ at, name }];
  });
  if (fields.length > MAX_FIELDS) return null;
  return { time, level, service, message, fields: fields.filter(({ name }) => name !== 'service') };
}
