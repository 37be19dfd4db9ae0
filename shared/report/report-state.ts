import type { EvidencePin } from '../incident/evidence-pin.ts';
import type { LoggedAttempt, NotedEntry } from '../incident/noted-entries.ts';
import type { SourceClock, SourceFormat } from '../incident/source.ts';
import type { OpenEnd } from '../ladder/closing.ts';
import type { LadderState } from '../ladder/ladder-state.ts';

/** All that a report reads of a session: the session's state has these fields and more. */
export interface ReportState extends LadderState {
  readonly id: string;
  readonly seq: number;
  readonly inputHash: string | null;
  readonly pins: Readonly<Record<string, readonly EvidencePin[]>>;
  /** What the room says is missing, beside the questions of the ladder that are open. */
  readonly openEnds: readonly OpenEnd[];
  readonly noted: readonly NotedEntry[];
  /** Zones and clocks that the team set in the session. */
  readonly clocks: readonly SourceClock[];
  /** What the team says that files are. */
  readonly formats: readonly SourceFormat[];
  readonly loggedAttempts: readonly LoggedAttempt[];
  readonly dissent: readonly { readonly text: string; readonly reason: string }[];
  /** Seqs of the entries in which words were erased on request. */
  readonly erased: readonly number[];
  readonly finished: { readonly at: number; readonly overruled: readonly string[] } | null;
}
