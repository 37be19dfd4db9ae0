import type { Incident } from '../../incident/incident.ts';
import type { SourceId } from '../../incident/source.ts';
import type { Attribution } from '../attribution/attribute.ts';
import type { Verdict } from '../finding.ts';
import type { ReadyTime } from '../fixes/ready-times.ts';
import type { Segmentation } from '../segmentation.ts';

/** What every signature reads. */
export interface SignatureInput {
  readonly incident: Incident;
  readonly segmentation: Segmentation;
  readonly found: Attribution;
  /** When the process was back after a fix or a deployment. */
  readonly ready: readonly ReadyTime[];
}

/** The mark of one kind of failure that no stream lists, or that data for it are missing. */
export interface Signature {
  /** `garbage-collection`, `retry-herd`, ... */
  readonly name: string;
  readonly title: string;
  /** One sentence, with the numbers and n. */
  readonly statement: string;
  readonly about: readonly string[];
  /** Windows, or events, that show it. */
  readonly n: number;
  readonly verdict: Verdict;
  readonly strong: boolean;
  /** The rung that it can answer: what times the failures, how they come about, or neither: what keeps them up. */
  readonly answers: 'clock' | 'mechanism' | 'lead';
  /** A few words for that rung. */
  readonly answer: string;
  /** What to bring to settle it, null when it is settled. */
  readonly bring: string | null;
  /** Beyond the sources of the failure windows. */
  readonly sources: readonly SourceId[];
}

/** Looks for one signature. Null: the data do not show it, and nothing hints at it. */
export type SignatureTest = (input: SignatureInput) => Signature | null;
