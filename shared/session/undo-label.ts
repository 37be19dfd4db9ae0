import type { EventBody } from './events.ts';

const LABELS: Partial<Record<EventBody['kind'], string>> = {
  'brief-changed': 'the change of the problem',
  'source-clock-set': 'the zone and clock of the file',
  'source-format-set': 'what the file is taken for',
  'personality-switched': 'the switch of personality',
  'depth-set': 'the new depth',
  'question-asked': 'the question',
  'question-worded': 'the wording of the question',
  'answer-accepted': 'the answer',
  'question-settled': 'what was noted',
  'branch-added': 'the branch',
  'rung-refuted': 'the refutation',
  'rung-parked': 'parking the question',
  'rung-reopened': 'reopening the question',
  'root-claimed': 'taking it as a root',
  'root-withdrawn': 'withdrawing the root',
  'attempt-logged': 'the logged attempt',
  'entry-noted': 'the noted entry',
  'action-started': 'starting the action',
  'action-stopped': 'stopping the action',
  'verification-added': 'the verification',
  'blind-round-started': 'starting the blind round',
  'blind-round-extended': 'the minute more',
  'people-named': 'who is here',
  'card-added': 'the last card',
  'blind-round-skipped': 'skipping the blind round',
  'dissent-noted': 'the dissent',
  'step-added': 'the next step',
};

/** What an undo would take back, in words: "the answer at R1.2". */
export function undoLabel(body: EventBody): string | null {
  const label = LABELS[body.kind];
  if (label === undefined) return null;
  return 'rung' in body ? `${label} at ${body.rung}` : label;
}
