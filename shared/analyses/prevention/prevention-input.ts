import type { Incident } from '../../incident/incident.ts';
import type { Contrast } from '../contrast/contrast.ts';
import type { Finding } from '../finding.ts';
import type { FixLedger, KnownClock } from '../fixes/fix-ledger.ts';
import type { Segmentation } from '../segmentation.ts';
import type { CauseVerdict } from '../verdict.ts';

/** What a replay is computed from: the evidence and what the analyses before it found. */
export interface PreventionInput {
  readonly incident: Incident;
  readonly segmentation: Segmentation;
  readonly verdict: CauseVerdict;
  readonly causal: readonly Finding[];
  readonly compared: Contrast;
  readonly changed: readonly Finding[];
  readonly ledger: FixLedger;
  readonly clock: KnownClock | null;
}
