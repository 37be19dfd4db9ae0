import { firstWords } from '../analyses/contrast/short-name.ts';
import { asRead } from '../analyses/templates.ts';
import type { LadderState } from '../ladder/ladder-state.ts';
import { all, citeOf, type FindingOf } from './case.ts';
import { answered } from './move-spec.ts';
import type { EvidenceReply } from './playbook-types.ts';
import { ANSWER_LENGTH, fitting } from './wording.ts';

type Mark = FindingOf<'signature'>;

/** The mark of a failure that no stream lists, where it is clear enough to answer a rung; the engine's order decides. */
export function clearMark(state: LadderState, rung: Mark['data']['answers']): Mark | null {
  return (
    all(state, 'signature').find(
      (f) => f.data.answers === rung && f.verdict === 'supported' && f.strength === 'strong',
    ) ?? null
  );
}

/** Is there any mark for a rung, clear or not, that nothing has refuted? */
export function isMarked(state: LadderState, rung: Mark['data']['answers']): boolean {
  return all(state, 'signature').some((f) => f.data.answers === rung && f.verdict !== 'ruled-out');
}

/** The answer that a clear mark carries. */
export function markedAnswer(mark: Mark, rivals: Parameters<typeof answered>[3]): EvidenceReply {
  return answered(fitting([mark.data.answer], ANSWER_LENGTH), citeOf(mark), mark.data.about, rivals);
}

/** What to bring for a mark that is not clear enough: an open lead, said before the general request. */
export function leadTo(state: LadderState, rung: Mark['data']['answers'], general: string): string {
  const lead = all(state, 'signature').find(
    (f) => f.data.answers === rung && f.verdict !== 'ruled-out' && f.data.bring !== null,
  );
  if (lead?.data.bring) return `${lead.data.bring} (open lead ${lead.id}: ${lead.data.answer}.) ${general}`;
  const line = rung === 'clock' ? lineBefore(state) : null;
  return line ? `What writes “${line.text}” (${line.id}), what starts that, and when. ${general}` : general;
}

/** A line of the logs that comes before each window: what it tells of may start them. */
export function lineBefore(state: LadderState): { readonly id: string; readonly text: string } | null {
  const found = all(state, 'template').find((f) => f.verdict === 'supported' && f.data.how === 'before');
  return found ? { id: found.id, text: firstWords(asRead(found.data.text), 60) } : null;
}
