import { isRecorded } from '../../../analyses/candidate-id.ts';
import { type Candidate, isKind } from '../../../analyses/finding.ts';
import { mentions } from '../../../incident/mentions.ts';
import { type LadderState, liveFindings } from '../../../ladder/ladder-state.ts';

/** Words that people use for a kind of candidate instead of its name. */
const KIND_WORDS: Readonly<Record<string, readonly string[]>> = {
  traffic: ['traffic', 'load', 'peak demand', 'request volume'],
  accumulation: ['leak', 'memory leak', 'accumulation'],
  deploy: ['deploy', 'deployment', 'release', 'rollout'],
};

/** Names of what the findings rule out, and of the cause that they support. */
export interface CandidateNames {
  readonly ruledOut: readonly string[];
  readonly supported: readonly string[];
  /** Neither ruled out nor the cause: still possible. */
  readonly standing: readonly string[];
}

/** A change on record is one of its kind, and its label is a sentence that may name others: unless it is the cause, its id is its name. */
function namesOf({ id, label, kind }: Candidate, isCause: boolean): readonly string[] {
  if (isRecorded(id)) return isCause ? [id, label] : [id];
  return [id, label, ...(KIND_WORDS[kind] ?? [])];
}

/** Reads from the findings what may not be called the cause, and what may not be denied. */
export function candidateNames(state: Pick<LadderState, 'findings'>): CandidateNames {
  const supported = new Set<string>();
  const ruledOut = new Set<string>();
  const standing = new Set<string>();
  for (const finding of liveFindings(state)) {
    if (isKind(finding, 'cause')) {
      const { data } = finding;
      for (const candidate of data.candidates) {
        const names = namesOf(candidate, candidate.id === data.cause && data.state === 'cause');
        if (candidate.id === data.cause && data.state === 'cause')
          for (const name of names) supported.add(name);
        else if (candidate.ruledOut && candidate.kind !== 'none' && candidate.kind !== 'pair')
          for (const name of names) ruledOut.add(name);
        else for (const name of names) standing.add(name);
      }
      if (data.state === 'cause') supported.add(data.cause);
    }
    if (isKind(finding, 'rule-out') && finding.verdict === 'ruled-out') {
      const { candidate, candidateKind, about } = finding.data;
      const words = isRecorded(candidate) ? [] : (KIND_WORDS[candidateKind] ?? []);
      for (const name of [candidate, ...about, ...words]) ruledOut.add(name);
    }
  }
  const usable = (name: string): boolean =>
    (isRecorded(name) || name.trim().length > 2) && !/^(none|unknown)$/i.test(name);
  // A word that also stands for the cause, or for a candidate that still stands, condemns nothing.
  const shared = (name: string): boolean =>
    [...supported, ...standing].some((other) => mentions(other, name));
  return {
    supported: [...supported].filter(usable),
    standing: [...standing].filter(usable),
    ruledOut: [...ruledOut].filter((name) => usable(name) && !shared(name)),
  };
}
