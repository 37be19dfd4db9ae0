import { readdirSync, readFileSync } from 'node:fs';
import { lintReport } from '../../../shared/ladder/lint-report.ts';
import { lintSentence } from '../../../shared/ladder/lint-sentence.ts';
import { RULE_IDS, type RuleId } from '../../../shared/ladder/rule.ts';

/** Where a sentence stands: a rung, a cause of its own, a whole report's root, its problem, its evidence. */
type Place = 'answer' | 'question' | 'cause' | 'root' | 'rung' | 'problem' | 'evidence';

export interface LabelledSentence {
  readonly rule: RuleId;
  readonly set: string;
  readonly place: Place;
  readonly text: string;
  /** True when the rule must see something in it. */
  readonly broken: boolean;
  readonly ancestors: readonly string[];
}

const FOLDER = new URL('./sentences/', import.meta.url);

/**
 * The sentences of `sentences/<rule>.<set>.txt`: `+` breaks the rule, `-` does not, `^` gives what stands above the
 * lines after it, `=` the place in which they stand.
 */
export function labelledSentences(): LabelledSentence[] {
  return readdirSync(FOLDER)
    .filter((name) => name.endsWith('.txt'))
    .toSorted()
    .flatMap((name) => {
      const [id = '', set = ''] = name.split('.');
      const rule = RULE_IDS.find((one) => one === id);
      if (!rule) throw new Error(`${name}: no rule is called ${id}`);
      let ancestors: readonly string[] = [];
      let place: Place = 'answer';
      return readFileSync(new URL(name, FOLDER), 'utf8')
        .split('\n')
        .flatMap((line): LabelledSentence[] => {
          const text = line.slice(2);
          if (line.startsWith('^ ')) ancestors = text.split(' | ');
          if (line.startsWith('= ')) place = text as Place;
          if (!line.startsWith('+ ') && !line.startsWith('- ')) return [];
          return [{ rule, set, place, text, broken: line.startsWith('+'), ancestors }];
        });
    });
}

/** Whether the rule sees something in the sentence, in the place where it stands. */
export function isSeen({ rule, place, text, ancestors }: LabelledSentence): boolean {
  if (place === 'answer' || place === 'question' || place === 'cause')
    return lintSentence(text, { ancestors, role: place }).some((hit) => hit.rule === rule);
  const hits = lintReport({
    problem_statement: place === 'problem' ? text : 'Orders fail on and off since 11:07',
    questioning_sequence: [
      { level: 1, question: 'What lies behind it?', answer: place === 'rung' ? text : 'It follows a clock' },
    ],
    root_causes: place === 'root' ? [{ cause: text }] : [],
    evidence: place === 'evidence' ? [{ id: 'S1', kind: 'statement', statement: text }] : [],
  });
  if (!hits.ok) throw new Error(hits.error.message);
  return hits.value.some((hit) => hit.rule === rule);
}
