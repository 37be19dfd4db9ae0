import type { RuleHit } from '../rule.ts';
import type { ReportUnderCheck } from './report-under-check.ts';
import { actionWithoutRoot } from './structure/action-without-root.ts';
import { addressesModel } from './structure/addresses-model.ts';
import { depthReached } from './structure/depth-reached.ts';
import { favouriteUntested } from './structure/favourite-untested.ts';
import { latestDeploy } from './structure/latest-deploy.ts';
import { noAction } from './structure/no-action.ts';
import { nothingChanged } from './structure/nothing-changed.ts';
import { onlyTemporal } from './structure/only-temporal.ts';
import { rootWithoutAction } from './structure/root-without-action.ts';
import { scopeGap } from './structure/scope-gap.ts';
import type { StructureRule } from './structure/structure-rule.ts';
import { thinRhythm } from './structure/thin-rhythm.ts';
import { tooEarly } from './structure/too-early.ts';
import { tunnel } from './structure/tunnel.ts';
import { unsupported } from './structure/unsupported.ts';
import { windowUnexplained } from './structure/window-unexplained.ts';

/** The rules that look at a report as a whole. */
const STRUCTURE_RULES: readonly StructureRule[] = [
  noAction,
  tooEarly,
  unsupported,
  onlyTemporal,
  tunnel,
  favouriteUntested,
  latestDeploy,
  thinRhythm,
  scopeGap,
  nothingChanged,
  rootWithoutAction,
  actionWithoutRoot,
  windowUnexplained,
  depthReached,
  addressesModel,
];

/** All hits of the structure rules on a report. */
export function structureHits(report: ReportUnderCheck): RuleHit[] {
  return STRUCTURE_RULES.flatMap((rule) =>
    rule
      .check(report)
      .map((hit) => ({ rule: rule.id, severity: rule.severity, ...hit, range: null, rewording: null })),
  );
}
