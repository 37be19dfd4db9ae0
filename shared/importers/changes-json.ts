import { changeKindOf } from '../incident/change-kind.ts';
import { isDayAlone } from '../incident/timestamp.ts';
import { arrayAt, firstOf, isObject, type JsonObject, textAt } from './field-access.ts';
import type { Importer } from './importer.ts';
import { jsonDocumentParser } from './json-document.ts';
import { headRecords } from './json-head.ts';

const AT = ['at', 'time', 'timestamp', 'date', 'start', 'start_date', 'planned_start'] as const;
const WHAT = ['what', 'change', 'summary', 'title', 'description'] as const;

/** A list of names, or one text with `;` between them. */
function names(value: unknown): string[] {
  if (typeof value === 'string')
    return value
      .split(';')
      .map((name) => name.trim())
      .filter((name) => name !== '');
  return arrayAt(value).flatMap((name) => textAt(name) ?? []);
}

function isChange(one: JsonObject): boolean {
  return (
    firstOf(one, AT) !== undefined &&
    firstOf(one, WHAT) !== undefined &&
    changeKindOf(textAt(firstOf(one, ['kind', 'type', 'category'])) ?? '') !== null &&
    one.stream === undefined
  );
}

function told(one: JsonObject): boolean {
  return one.known_to !== undefined || one.not_known_to !== undefined;
}

/** The change calendar of the own formats as JSON: `{changes: [{at, kind, what, about, known_to, not_known_to}]}`. */
export const changesJson: Importer = {
  id: 'changes-json',
  format: 'Change calendar (JSON)',
  sniff(head) {
    const named = headRecords(head, 'changes').filter(isChange);
    const bare = headRecords(head).filter(isChange);
    if ([...named, ...bare].some(told)) return 0.97;
    if (named.length > 0) return 0.7;
    return bare.length > 0 && bare.length >= headRecords(head).length * 0.6 ? 0.58 : 0;
  },
  parse(context, sink) {
    return jsonDocumentParser(context, sink, [['changes', '*'], ['*']], {
      wholeWhenNone: true,
      record(record, tally) {
        const one = isObject(record.value) ? record.value : {};
        const kind = changeKindOf(textAt(firstOf(one, ['kind', 'type', 'category'])) ?? '');
        const what = textAt(firstOf(one, WHAT));
        const at = tally.times.read(firstOf(one, AT));
        if (kind === null || what === null || at === null) return 'no at, kind and what of a change';
        sink.change({
          kind,
          what,
          at,
          ...(isDayAlone(textAt(firstOf(one, AT)) ?? '') ? { atIs: 'day' } : {}),
          about: names(one.about ?? one.service ?? one.target),
          knownTo: names(one.known_to ?? one.knownTo),
          notKnownTo: names(one.not_known_to ?? one.notKnownTo),
          ref: tally.refAt(record, at),
        });
        return undefined;
      },
    });
  },
};
