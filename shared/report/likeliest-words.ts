import { share } from '../analyses/wording.ts';
import type { Report } from './report.ts';

/**
 * The most that a report claims: beyond it the calibration on simulated incidents says nothing. A report's 0.99 stands for
 * "over 99 %".
 */
export const MOST_CONFIDENCE = 0.99;

/** What a report without a root says in its place: how far the evidence carries. */
export function withoutRoot({ likeliest_cause }: Report): string {
  const none = 'None is established by this evidence.';
  if (likeliest_cause === null) return none;
  const { cause, label = cause, state, confidence_on_simulated_incidents: confidence } = likeliest_cause;
  const sure = `${confidence >= MOST_CONFIDENCE ? 'over 99 %' : share(confidence)}, on simulated incidents`;
  switch (state) {
    case 'cause':
      return `${none} What brings the failures is ${label} (${sure}); what lies behind it is open.`;
    case 'none':
      return `${none} Nothing that the evidence lists explains the failures (${sure}).`;
    case 'inseparable':
      return `${none} Several candidates meet the failures alike; ${label} is one of them.`;
    case 'undetermined':
      return `${none} The likeliest so far is ${label} (${sure}), which is too little to act on.`;
  }
}

/** What a report without a step says in its place. */
export function withoutStep({ verification, open_questions }: Report): string {
  const places = [
    ...(verification.some(({ status }) => status === 'pending') ? ['Verification'] : []),
    ...(open_questions.length > 0 ? ['Open questions'] : []),
  ];
  if (places.length === 0) return 'None.';
  return `None yet: steps follow from root causes. What would settle them stands under ${places.join(' and ')}.`;
}

/** Which zone is meant where: times of tables end in Z, sentences are said in the session's zone. Null where both agree. */
export function zoneNote({ provenance: { zone } }: Report): string | null {
  return zone === 'UTC' ? null : `Times that end in Z are UTC; all others are ${zone}.`;
}
