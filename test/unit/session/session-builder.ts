import { createHash } from 'node:crypto';
import type { NumberedFinding } from '../../../shared/analyses/finding.ts';
import type { Brief } from '../../../shared/incident/incident.ts';
import type { Result } from '../../../shared/result.ts';
import type { Command } from '../../../shared/session/commands.ts';
import { decide } from '../../../shared/session/decide.ts';
import type { DecideContext } from '../../../shared/session/decide-context.ts';
import { EMPTY_BRIEF } from '../../../shared/session/empty-state.ts';
import type { EventBody, SessionEvent } from '../../../shared/session/events.ts';
import { emptyLog, extendLog, type SessionLog } from '../../../shared/session/session-log.ts';

export const sha256 = (text: string): string => createHash('sha256').update(text, 'utf8').digest('hex');

export const BRIEF: Brief = { ...EMPTY_BRIEF, problem: 'Orders fail twice an hour' };

/** Rules simple enough to predict: a cite supports, nothing blocks, the playbook asks one question below the last answer. */
export const CONTEXT: DecideContext = {
  now: 1_700_000_000_000,
  personalities: ['default', 'investigator'],
  standing: (_state, claim) => ({
    status: claim.cites.length > 0 ? 'supported' : 'asserted',
    reason: 'by the test rule',
    refutedBy: null,
    about: claim.cites.map((cite) => cite.id),
  }),
  questions: (state) => {
    const parent = state.rungs.findLast((rung) => rung.status === 'supported')?.id ?? null;
    const level = (state.rungs.find((rung) => rung.id === parent)?.level ?? 0) + 1;
    const base = { parent, level, why: 'asked in a test', prompts: [], score: 1 };
    return [{ ...base, move: 'pattern', question: `What is below ${parent ?? 'the problem'}?` }];
  },
  blocks: () => [],
};

export function finding(id: `F${number}`, revision = 1, withdrawn = false): NumberedFinding {
  return {
    id,
    revision,
    withdrawn,
    key: `test/${id}`,
    title: `Finding ${id}`,
    statement: `What ${id} says`,
    measure: 'n = 4',
    verdict: 'supported',
    strength: 'strong',
    cites: [],
    pins: [],
    computedFrom: [],
    data: { kind: 'coverage', source: 'E1' },
  };
}

export function analysed(findings: readonly NumberedFinding[]): EventBody {
  return {
    kind: 'analysed',
    engine: 'test',
    inputHash: 'none',
    findings,
    result: {
      engine: 'test',
      timeline: {
        span: { from: 0, to: 1 },
        now: 1,
        zone: 'UTC',
        windows: [],
        nextWindow: null,
        runs: [],
        timers: [],
        fixes: [],
        traffic: null,
        errorRate: null,
        gauge: null,
        marks: [],
        intervals: [],
      },
      episodes: [],
      state: 'undetermined',
      candidates: [],
      inseparable: [],
      intervals: { medianMs: null, periodic: 'unknown', p: null, n: 0 },
      fixes: [],
      prevention: null,
    },
    pins: {},
  };
}

/** A session that one facilitator drives in memory, with a clock that ticks a second an event. */
export class Room {
  log: SessionLog<SessionEvent> = emptyLog('s1');
  readonly context: DecideContext;

  constructor(context: DecideContext = CONTEXT) {
    this.context = context;
    this.append([{ kind: 'session-opened', title: 'Orders', brief: BRIEF, folder: null }]);
  }

  append(bodies: readonly EventBody[]): void {
    const events = bodies.map(
      (body, i): SessionEvent => ({
        session: 's1',
        seq: this.log.state.seq + 1 + i,
        at: this.context.now + (this.log.state.seq + i) * 1_000,
        role: 'facilitator',
        v: 1,
        body,
      }),
    );
    const extended = extendLog(this.log, events);
    if (!extended.ok) throw new Error(extended.error.message);
    this.log = extended.value;
  }

  try(command: Command, seen = this.log.state.seq): Result<EventBody[]> {
    const decision = decide(this.log, { session: 's1', seen, command }, this.context);
    if (decision.ok) this.append(decision.value);
    return decision;
  }

  do(command: Command): this {
    const decision = this.try(command);
    if (!decision.ok) throw new Error(`${decision.error.code}: ${decision.error.message}`);
    return this;
  }

  ask(question: string, parent: `R${string}` | null = null): this {
    return this.do({ kind: 'ask', move: 'own', parent, question, askedBy: 'team' });
  }

  answer(rung: `R${string}`, answer = 'Because of that', cites: readonly string[] = []): this {
    return this.do({
      kind: 'accept-answer',
      rung,
      answer,
      cites: cites.map((id) => ({ id, revision: id.startsWith('F') ? 1 : null })),
      answeredBy: 'team',
    });
  }

  rung(id: string) {
    return this.log.state.rungs.find((rung) => rung.id === id);
  }
}
