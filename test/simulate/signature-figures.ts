import { attribute } from '../../shared/analyses/attribution/attribute.ts';
import { isKind } from '../../shared/analyses/finding.ts';
import { fixLedger } from '../../shared/analyses/fixes/fix-ledger.ts';
import { inOrder } from '../../shared/analyses/in-order.ts';
import { segment } from '../../shared/analyses/segment.ts';
import { signatures } from '../../shared/analyses/signatures/signatures.ts';
import type { Incident } from '../../shared/incident/incident.ts';
import { SIGNATURE_PLANS } from './planted-signatures.ts';
import { random } from './random.ts';

/** How often a signature is told of what plants it, or of what merely looks like it. */
export interface SignatureFigure {
  readonly signature: string;
  readonly what: string;
  readonly planted: boolean;
  readonly n: number;
  readonly told: number;
  /** Other signatures that were told of the same incidents, with their share. */
  readonly others: readonly (readonly [name: string, share: number])[];
}

/** Names of the signatures that the engine supports in an incident. */
export function signaturesIn(given: Incident): string[] {
  const incident = inOrder(given);
  const segmentation = segment(incident);
  const { ready } = fixLedger(incident, segmentation, null);
  const found = attribute(
    incident,
    segmentation,
    ready.map((r) => r.until),
  );
  return signatures({ incident, segmentation, found, ready }).flatMap((finding) =>
    isKind(finding, 'signature') && finding.verdict === 'supported' ? [finding.data.signature] : [],
  );
}

/** Told by plan. */
export function signatureFigures(seed: number, each = 30): SignatureFigure[] {
  return SIGNATURE_PLANS.map(({ signature, what, planted, make }) => {
    const counts = new Map<string, number>();
    for (let i = 0; i < each; i++)
      for (const name of signaturesIn(make(random(seed * 991 + i, what))))
        counts.set(name, (counts.get(name) ?? 0) + 1);
    const told = (counts.get(signature) ?? 0) / each;
    counts.delete(signature);
    const others = [...counts].map(([name, n]) => [name, n / each] as const);
    return { signature, what, planted, n: each, told, others };
  });
}
