/** What kind of question a rung answers: the moves of the playbook (facilitation.md). */
export const MOVES = [
  'contain',
  'frame',
  'challenge',
  'pattern',
  'clock',
  'mechanism',
  'trigger',
  'guard',
  'test',
  'prevent',
  'stop',
  'own',
] as const;
/** `own`: a question that the facilitator wrote without a move. */
export type Move = (typeof MOVES)[number];

/** `R1` at the top, `R1.2` its second child, and so on down. */
export type RungId = `R${string}`;

/** open: asked, unanswered. parked: left for later. asserted: answered without enough evidence. */
export type RungStatus = 'open' | 'parked' | 'asserted' | 'supported' | 'refuted';

/** Cites a finding (with the revision that was read), a statement, an attempt or a source. */
export interface Cite {
  readonly id: string;
  /** Findings only; null for everything else. */
  readonly revision: number | null;
}

/** Who asked, worded or decided something. */
export type Author = 'playbook' | 'model' | 'team';

/** One step of the ladder: a question and one answer to it. Rival answers to the same question are siblings. */
export interface Rung {
  readonly id: RungId;
  readonly parent: RungId | null;
  /** 0 for what the problem itself is, below it from 1; rival answers share it. */
  readonly level: number;
  readonly move: Move;
  readonly question: string;
  /** The playbook's own wording, kept when the model's or the team's was taken. */
  readonly playbookQuestion: string;
  readonly why: string;
  readonly askedIn: string;
  readonly askedBy: Author;
  readonly answer: string | null;
  readonly answeredBy: Author | null;
  readonly status: RungStatus;
  /** Half a sentence: why it has this status. */
  readonly statusReason: string;
  readonly cites: readonly Cite[];
  /** Ids of streams, gauges, teams that the answer is about, from its cites: what the ladder "names". */
  readonly about: readonly string[];
  /** For an open question: what to bring, and who can. */
  readonly bring: string | null;
  /** A cited finding has changed since. */
  readonly checkAgain: boolean;
  /** Id of the finding or statement that refuted it. */
  readonly refutedBy: string | null;
  /** Set when the team takes this answer as a root cause. */
  readonly root: RootClaim | null;
}

export const ROOT_CATEGORIES = [
  'capacity limit',
  'change process',
  'missing guard',
  'code',
  'configuration',
  'data',
  'dependency',
  'schedule',
  'traffic',
  'unknown',
] as const;
export type RootCategory = (typeof ROOT_CATEGORIES)[number];

/** A rung taken as a root cause, with what would remove it. */
export interface RootClaim {
  readonly category: RootCategory;
  /** Id of an intervention of the prevention model, when one fits. */
  readonly intervention: string | null;
  readonly action: string | null;
  /** A team, or null: "owner open". */
  readonly owner: string | null;
  readonly horizon: 'immediate' | 'long-term';
}
