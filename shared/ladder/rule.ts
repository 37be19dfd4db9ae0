/** Ids of the ladder's rules; one file each in rules/. */
export const RULE_IDS = [
  'blame',
  'solution-as-problem',
  'circular',
  'lack-of',
  'no-action',
  'too-early',
  'who-question',
  'two-answers-in-one',
  'unsupported',
  'only-temporal',
  'tunnel',
  'favourite-untested',
  'latest-deploy',
  'thin-rhythm',
  'scope-gap',
  'nothing-changed',
  'root-without-action',
  'action-without-root',
  'window-unexplained',
  'depth-reached',
  'addresses-model',
] as const;
export type RuleId = (typeof RULE_IDS)[number];

/** `block`: cannot stand as a root at finish unless overruled. `warn`: said, never in the way. */
export type Severity = 'block' | 'warn';

/** What a rule saw, where, and how to mend it. */
export interface RuleHit {
  readonly rule: RuleId;
  readonly severity: Severity;
  /** `root_causes[0]`, `questioning_sequence[2]`, `R2.1`: the place in a report or ladder. */
  readonly where: string;
  /** The words or the fact that the rule saw. */
  readonly text: string;
  readonly advice: string;
  /** Offset range in the checked sentence, for the underline; null for structure rules. */
  readonly range: readonly [from: number, to: number] | null;
  /** A wording that would pass, where one can be offered. */
  readonly rewording: string | null;
}
