import { autoFacilitate } from '../../shared/facilitation/auto-facilitate.ts';
import { BUNDLED_PERSONALITIES, withOwn } from '../../shared/facilitation/personalities.ts';
import type { Personality } from '../../shared/facilitation/personality.ts';
import { buildReport } from '../../shared/report/build-report.ts';
import type { Report } from '../../shared/report/report.ts';
import { decide } from '../../shared/session/decide.ts';
import type { EventBody, SessionEvent } from '../../shared/session/events.ts';
import { headHash } from '../../shared/session/hash-chain.ts';
import { emptyLog, extendLog, type SessionLog } from '../../shared/session/session-log.ts';
import type { AnalystOutput } from '../analyst/job.ts';
import { BODY_VERSION } from '../sessions/body-version.ts';
import { decideContext } from '../sessions/decide-context.ts';
import { evidenceEvents } from '../sessions/evidence-events.ts';
import { sha256 } from '../storage/sha256.ts';

/** What the command line chooses for its session. */
export interface AloneOptions {
  /** Null: the one that incident.yaml names, or has beside it. */
  readonly personality: Personality | null;
  readonly maxDepth: number | null;
  readonly generatedAt: number;
}

/** The longest ladder that one run may make: a guard against a playbook that never stops. */
const MOST_COMMANDS = 400;

/** The log with these bodies behind it, stamped as the command line's. */
export function appended(
  log: SessionLog<SessionEvent>,
  bodies: readonly EventBody[],
  at: number,
): SessionLog<SessionEvent> {
  const events = bodies.map(
    (body, index): SessionEvent => ({
      session: log.session,
      seq: log.state.seq + 1 + index,
      at,
      role: 'cli',
      v: BODY_VERSION,
      body,
    }),
  );
  const longer = extendLog(log, events);
  if (!longer.ok) throw new Error(longer.error.message);
  return longer.value;
}

/**
 * A session with nobody in the room: the playbook answers as far as findings and statements carry, through the same
 * commands as a window. Events are stamped with the end of the evidence, so that two runs differ in `generated` only.
 */
export function facilitateAlone(
  output: AnalystOutput,
  options: AloneOptions,
): { readonly report: Report; readonly log: SessionLog<SessionEvent> } {
  const at = output.facts.now;
  const beside = output.ownPersonality?.ok ? output.ownPersonality.value : null;
  const personality = options.personality ?? beside;
  const brief = {
    ...output.brief,
    personality: personality?.id ?? output.brief.personality,
    maxDepth: options.maxDepth ?? output.brief.maxDepth,
  };
  const id = `cli-${sha256(`${output.inputHash} ${JSON.stringify(brief)}`).slice(0, 16)}`;
  const context = decideContext(at, withOwn(personality, BUNDLED_PERSONALITIES));
  let log = appended(
    emptyLog<SessionEvent>(id),
    [
      {
        kind: 'session-opened',
        title: output.title,
        brief,
        folder: null,
        ...(personality ? { ownPersonality: personality } : {}),
      },
    ],
    at,
  );
  log = appended(log, evidenceEvents(log.state, output), at);
  for (let n = 0; n < MOST_COMMANDS; n += 1) {
    const command = autoFacilitate(log.state);
    if (command === null) break;
    const decided = decide(log, { session: id, seen: log.state.seq, command }, context);
    if (!decided.ok)
      throw new Error(`The playbook's own ${command.kind} was refused: ${decided.error.message}`);
    log = appended(log, decided.value, at);
  }
  return { report: reportOf(log, options.generatedAt), log };
}

/** The report of a session as it stands. */
export function reportOf(log: SessionLog<SessionEvent>, generatedAt: number): Report {
  return buildReport(log.state, { generatedAt, headHash: headHash(log.events, sha256) });
}
