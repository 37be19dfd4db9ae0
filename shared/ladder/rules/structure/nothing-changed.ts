import { nounGroups, type Reading, readingOf } from '../../language/clauses.ts';
import { isOrdinary, isPersonGroup } from '../people.ts';
import type { StructureHit, StructureRule } from './structure-rule.ts';

const ALTER = new Set('change alter modify touch adjust update edit reconfigure'.split(' '));
const HAPPEN = new Set(
  'happen occur be exist deploy make do find record report log ship release configure'.split(' '),
);
const CHANGE = /^(?:changes?|modifications?|alterations?|adjustments?|edits?)$/;
const NONE = /^(?:nothing|no|none|zero|not|neither|nobody|no-one)$/;
const DIFFERENT = /^(?:new|different|unusual|special|else|changed|altered|modified|touched)$/;
/** The whole of it; a part that stayed the same says nothing of the rest. */
const WHOLE =
  /^(?:everything|all|system|systems|setup|set-up|environment|platform|configuration|config|configs|code|codebase|infrastructure|infra|stack|side|production|prod|software|hardware|service|application|app|architecture|deployment|landscape|settings)$/;
const SAME =
  /\b(?:the same|unchanged|identical|as (?:it|they) (?:was|were|is|are|always)|as before|as always|as usual|unmodified|untouched)\b/i;

function place(reading: Reading, from: number, to: number): string {
  return reading.text.slice(
    reading.words[from]?.from ?? 0,
    reading.words[Math.max(from, to)]?.to ?? reading.text.length,
  );
}

/** The words by which a sentence says that nothing changed at all, or null. */
export function deniesChange(text: string): string | null {
  const reading = readingOf(text);
  const { words, clauses } = reading;
  for (const clause of clauses) {
    const { subject } = clause;
    const from = subject && subject.from < clause.verb ? subject.from : clause.verbFrom;
    const first = words[subject?.from ?? -1]?.lower ?? '';
    const head = words[subject?.head ?? -1]?.lower ?? '';
    const rest = words.slice(clause.verb + 1, clause.to).map((word) => word.lower);
    const said = place(reading, from, clause.to - 1);
    const person =
      (isPersonGroup(words, subject) && !isOrdinary(head)) || /^none of (?:us|them|you|the)\b/i.test(said);
    const none = NONE.test(first) || NONE.test(words[(subject?.from ?? 0) - 1]?.lower ?? '');
    if (/\b(?:nothing|no \w+|none|not \w+ \w+) (?:but|except|besides|apart|other than)\b/i.test(said))
      continue;
    if (clause.modal !== null && !/^(?:could|can)$/.test(clause.modal)) continue;
    // "Nothing changed", "no change was made", "not a single thing was altered".
    const place_ = /^(?:take|took)$/.test(clause.lemma) && rest[0] === 'place';
    if (
      none &&
      place_ &&
      words.slice(subject?.from ?? 0, clause.verbFrom).some((word) => CHANGE.test(word.lower))
    )
      return said;
    if (
      /^(?:it|this)$/.test(head) &&
      clause.lemma === 'be' &&
      !clause.negated &&
      /\bthe same\b/i.test(said) &&
      rest.some((word) => WHOLE.test(word))
    )
      return said;
    if (none && !person && subject) {
      const thing = /^(?:nothing|none|thing|things)$/.test(head);
      if (
        thing &&
        (ALTER.has(clause.lemma) ||
          (clause.lemma === 'deploy' && /\b(?:altered|changed|modified|touched)\b/i.test(text))) &&
        (clause.object === null || clause.passive)
      )
        return said;
      if (
        thing &&
        HAPPEN.has(clause.lemma) &&
        (DIFFERENT.test(words[subject.to]?.lower ?? '') ||
          rest.slice(0, 2).some((word) => DIFFERENT.test(word)) ||
          words.slice(subject.from, clause.verbFrom).some((word) => DIFFERENT.test(word.lower)))
      )
        return said;
      if (
        CHANGE.test(head) &&
        (HAPPEN.has(clause.lemma) || /^(?:precede|explain|coincide|match|fit|show|stand)$/.test(clause.lemma))
      )
        return said;
    }
    const objects = nounGroups(words, clause.verb + 1, clause.to).filter((one) => one.preposition === null);
    const object = words[objects[0]?.head ?? -1]?.lower ?? '';
    const wide =
      object === '' || /^(?:anything|thing|things|something|nothing)$/.test(object) || WHOLE.test(object);
    // "We changed nothing", "nobody touched the system", "we have not changed anything".
    if (person && ALTER.has(clause.lemma) && (clause.negated || none) && (wide || clause.lemma === 'touch'))
      return said;
    if (person && ALTER.has(clause.lemma) && object === 'nothing') return said;
    if (
      person &&
      clause.negated &&
      /^(?:do|make)$/.test(clause.lemma) &&
      (rest.some((word) => /^(?:different|differently|new)$/.test(word)) || CHANGE.test(object))
    )
      return said;
    if (
      clause.negated &&
      clause.lemma === 'be' &&
      objects.some((one) => CHANGE.test(words[one.head]?.lower ?? '')) &&
      words[clause.verbFrom - 1]?.lower === 'there'
    )
      return said;
    if (
      words[clause.verbFrom - 1]?.lower === 'there' &&
      objects[0] &&
      CHANGE.test(object) &&
      /^(?:no|zero)$/.test(words[objects[0].from]?.lower ?? '')
    )
      return place(reading, clause.verbFrom - 1, objects[0].to - 1);
    if (
      person &&
      /^(?:have|see|find|make|know)$/.test(clause.lemma) &&
      CHANGE.test(object) &&
      !/^(?:the|this|that|its|their)$/.test(words[objects[0]?.from ?? -1]?.lower ?? '') &&
      (clause.negated || /^(?:no|zero)$/.test(words[objects[0]?.from ?? -1]?.lower ?? ''))
    )
      return said;
    // "The environment did not change", "everything is the same".
    if (subject && WHOLE.test(head) && !none) {
      if (clause.negated && ALTER.has(clause.lemma) && (clause.object === null || clause.passive))
        return said;
      if (
        !clause.negated &&
        SAME.test(place(reading, from, words.length)) &&
        /^(?:be|stay|remain|look|run|keep)$/.test(clause.lemma)
      )
        return said;
    }
  }
  const unaware =
    /\b(?:not aware|unaware|no knowledge) of (?:any|a) (?:\w+ )?changes?\b|^\s*no (?:[\w-]+ ){0,2}changes?\b(?=\s*(?:[,.;]|$|on\b|since\b|in\b|at\b))/i.exec(
      text,
    );
  if (unaware) return unaware[0];
  const without =
    /\bwithout (?:us |anyone |anybody )?(?:anything|something|any of it) (?:being |having been )?(?:changed|changing|altered|modified|touched)\b|\bwithout (?:us |anyone |anybody |them )?(?:changing|touching|altering|modifying) anything\b/i.exec(
      text,
    );
  if (without) return without[0];
  for (const group of nounGroups(words, 0, words.length)) {
    if (!CHANGE.test(words[group.head]?.lower ?? '')) continue;
    const first = words[group.from]?.lower ?? '';
    const lacking = group.preposition === 'without' || words[group.from - 1]?.lower === 'without';
    const inClause = clauses.some((clause) => group.head >= clause.from && group.head < clause.to);
    if (lacking && /^(?:any|a|changes?)$/.test(first))
      return place(reading, Math.max(0, group.from - 1), group.to - 1);
    if (!inClause && /^(?:no|zero)$/.test(first)) return place(reading, group.from, group.to - 1);
  }
  return null;
}

/** "Nothing changed" while the census of changes is not complete. */
export const nothingChanged: StructureRule = {
  id: 'nothing-changed',
  severity: 'warn',
  check: (report) => {
    const census = report.change_census ?? [];
    if (census.length > 0 && census.every((one) => one.state !== 'unknown')) return [];
    const unknown = census.filter((one) => one.state === 'unknown').map((one) => one.kind);
    const said: readonly (readonly [where: string, text: string])[] = [
      ['problem_statement', report.problem_statement],
      ...report.questioning_sequence.flatMap((rung, index) =>
        rung.answer && rung.status !== 'refuted'
          ? [[`questioning_sequence[${index}]`, rung.answer] as const]
          : [],
      ),
      ...(report.root_causes ?? []).map((root, index) => [`root_causes[${index}]`, root.cause] as const),
    ];
    return said.flatMap(([where, text]): StructureHit[] => {
      const match = deniesChange(text);
      return match === null
        ? []
        : [
            {
              where,
              text: match,
              advice: `That nobody told of a change is not that there was none: ${
                unknown.length > 0 ? `ask for ${unknown.join(', ')}` : 'go through the kinds of the census'
              }.`,
            },
          ];
    });
  },
};
