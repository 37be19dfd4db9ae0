import type { NumberedFinding } from '../analyses/finding.ts';
import { entails, speaksOf } from './entailment.ts';
import { subjectsOf } from './finding-subjects.ts';
import { type LadderState, liveFindings, rungOf } from './ladder-state.ts';
import { denies, deniesCause } from './language/negation.ts';
import type { Cite, Move, RungId, RungStatus } from './rung.ts';
import { type Testimony, testimonyOf } from './testimony.ts';

/** An answer with its cites, before it is accepted. `rung` is the rung that it would answer, when there is one. */
export interface AnswerClaim {
  readonly answer: string;
  readonly cites: readonly Cite[];
  readonly parent: RungId | null;
  readonly move?: Move;
}

/** What an answer would be, and why: shown beside "Accept". */
export interface Judgement {
  readonly status: Extract<RungStatus, 'asserted' | 'supported' | 'refuted'>;
  /** Half a sentence. */
  readonly reason: string;
  /** Ids that the answer is about, from its cites. */
  readonly about: readonly string[];
  /** The finding that contradicts it. */
  readonly refutedBy: string | null;
}

/**
 * The status of an answer from its cites alone. Supported: a supported finding entails it, or two independent
 * documents or roles state it. Refuted: a cited rule-out speaks of what it affirms. Else asserted; what rests on
 * an asserted rung is asserted too.
 */
export function statusOf(state: LadderState, claim: AnswerClaim): Judgement {
  const cited = findingsOf(state, claim.cites);
  const testimony = testimonyOf(state, claim.cites);
  const about = aboutOf(cited, testimony);
  const judged = (
    status: Judgement['status'],
    reason: string,
    refutedBy: string | null = null,
  ): Judgement => ({
    status,
    reason,
    about,
    refutedBy,
  });

  const affirms = !denies(claim.answer);
  const carrying = cited.filter((f) => f.verdict === 'supported' && entails(claim.answer, f));
  // "It is not the export job" is not carried by the finding that it is.
  const acquits = deniesCause(claim.answer);
  const carriers = acquits ? carrying.filter((f) => !accuses(f)) : carrying;
  const against = cited.filter((f) => f.verdict === 'ruled-out' && entails(claim.answer, f));
  if (affirms && carriers.length === 0 && against[0]) {
    return judged('refuted', `${against[0].id} speaks against it`, against[0].id);
  }
  const accuser = acquits && against.length === 0 ? carrying.find(accuses) : undefined;
  if (accuser) return judged('refuted', `${accuser.id} speaks against it`, accuser.id);
  const denied = affirms ? [] : against;
  const basis = [...carriers, ...denied].map((f) => f.id);
  const spoken = independent(testimony.filter((one) => speaksOf(claim.answer, one.text, one.about)));
  const two = spoken.length >= 2;
  if (basis.length === 0 && !two) return judged('asserted', missing(claim.cites, cited, testimony, spoken));

  const weak = unsupportedAncestor(state, claim.parent);
  if (weak) return judged('asserted', `rests on ${weak}, which is not supported`);
  if (basis.length > 0)
    return judged(
      'supported',
      `${basis.slice(0, 2).join(' and ')} ${basis.length > 1 ? 'carry' : 'carries'} it`,
    );
  return judged('supported', `stated by ${spoken.slice(0, 2).join(' and ')}`);
}

/** Findings that name a cause. */
function accuses(finding: NumberedFinding): boolean {
  return finding.data.kind === 'trigger' || finding.data.kind === 'cause' || finding.data.kind === 'dose';
}

function findingsOf(state: LadderState, cites: readonly Cite[]): readonly NumberedFinding[] {
  const ids = new Set(cites.map((cite) => cite.id));
  return liveFindings(state).filter((finding) => ids.has(finding.id));
}

function aboutOf(findings: readonly NumberedFinding[], testimony: readonly Testimony[]): readonly string[] {
  return [...new Set([...findings.flatMap(subjectsOf), ...testimony.flatMap((one) => one.about)])];
}

/** The documents and roles, one each. */
function independent(testimony: readonly Testimony[]): readonly string[] {
  return [...new Set(testimony.map((one) => one.witness))];
}

function missing(
  cites: readonly Cite[],
  cited: readonly NumberedFinding[],
  testimony: readonly Testimony[],
  spoken: readonly string[],
): string {
  const one = testimony[0];
  if (cites.length === 0) return 'no evidence cited';
  if (one && spoken.length === 1) return `${one.id} is one ${one.form === 'said' ? 'role' : 'document'}`;
  const silent = cited[0];
  if (silent?.verdict === 'undetermined') return `${silent.id} is not decided`;
  return silent ? `${silent.id} does not say so` : 'the cited evidence does not say so';
}

function unsupportedAncestor(state: LadderState, parent: RungId | null): RungId | null {
  const rung = rungOf(state, parent);
  return rung && rung.status !== 'supported' ? rung.id : null;
}
