import type { RuleId, Severity } from '../../rule.ts';
import type { ReportUnderCheck } from '../report-under-check.ts';

/** What a structure rule saw: the place in the report, the words or the fact, and how to mend it. */
export interface StructureHit {
  readonly where: string;
  readonly text: string;
  readonly advice: string;
}

/** One rule over a whole report; each hit names its place. */
export interface StructureRule {
  readonly id: RuleId;
  readonly severity: Severity;
  check(report: ReportUnderCheck): readonly StructureHit[];
}

/** The kind of a cited piece of evidence; empty when the report does not say. */
export function kindOf(report: ReportUnderCheck, id: string): string {
  return report.evidence?.find((one) => one.id === id)?.kind ?? '';
}

/** The roots with their places. */
export function roots(report: ReportUnderCheck) {
  return (report.root_causes ?? []).map((root, index) => ({ root, index, where: `root_causes[${index}]` }));
}
