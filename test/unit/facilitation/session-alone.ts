import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readIncident } from '../../../electron/analyst/read-incident.ts';
import { decideContext } from '../../../electron/sessions/decide-context.ts';
import type { IncidentFiles } from '../../../scripts/samples/files.ts';
import { analyse } from '../../../shared/analyses/analyse.ts';
import type { AnalysisResult } from '../../../shared/analyses/analysis-result.ts';
import { numberFindings } from '../../../shared/analyses/number-findings.ts';
import { autoFacilitate } from '../../../shared/facilitation/auto-facilitate.ts';
import { BUNDLED_PERSONALITIES } from '../../../shared/facilitation/personalities.ts';
import type { Personality } from '../../../shared/facilitation/personality.ts';
import type { Incident } from '../../../shared/incident/incident.ts';
import type { NotedEntry } from '../../../shared/incident/noted-entries.ts';
import type { Command } from '../../../shared/session/commands.ts';
import { decide } from '../../../shared/session/decide.ts';
import type { EventBody, SessionEvent } from '../../../shared/session/events.ts';
import { factsOf } from '../../../shared/session/incident-facts.ts';
import { emptyLog, extendLog, type SessionLog } from '../../../shared/session/session-log.ts';
import type { SessionState } from '../../../shared/session/state.ts';

/** Reads a generated folder through the product's own importers, with what the room noted. */
export async function incidentOf(files: IncidentFiles, noted: readonly NotedEntry[] = []): Promise<Incident> {
  const folder = mkdtempSync(join(tmpdir(), 'facilitation-'));
  try {
    for (const [name, text] of files) writeFileSync(join(folder, name), text);
    const read = await readIncident(
      { id: 'test', paths: [folder], brief: null, unreadable: [], analyse: true, noted },
      () => undefined,
    );
    if (!read.ok) throw new Error(read.error.message);
    return read.value.incident;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

export interface AloneChoice {
  readonly personality?: string;
  readonly maxDepth?: number;
  readonly personalities?: readonly Personality[];
}

type Log = SessionLog<SessionEvent>;

/** Appends what a command decides; a refusal is a mistake of the playbook. */
function appended(log: Log, bodies: readonly EventBody[], at: number): Log {
  const events = bodies.map(
    (body, n): SessionEvent => ({
      session: 'alone',
      seq: log.state.seq + 1 + n,
      at,
      role: 'cli',
      v: 1,
      body,
    }),
  );
  const longer = extendLog(log, events);
  if (!longer.ok) throw new Error(longer.error.message);
  return longer.value;
}

const analysed = new WeakMap<Incident, AnalysisResult>();

/** What the engine says of an incident: the same however often it is asked, so it is asked once. */
function analysisOf(incident: Incident): AnalysisResult {
  const result = analysed.get(incident) ?? analyse(incident);
  analysed.set(incident, result);
  return result;
}

/** A session on an incident before anything was asked. */
export function opened(incident: Incident, choice: AloneChoice = {}): Log {
  const brief = {
    ...incident.brief,
    personality: choice.personality ?? incident.brief.personality,
    maxDepth: choice.maxDepth ?? incident.brief.maxDepth,
  };
  const { findings, ...result } = analysisOf(incident);
  const log = appended(
    emptyLog<SessionEvent>('alone'),
    [{ kind: 'session-opened', title: incident.name, brief, folder: null }],
    incident.now,
  );
  return appended(
    log,
    [
      {
        kind: 'evidence-imported',
        sources: incident.sources,
        facts: factsOf(incident),
        changed: [],
      },
      {
        kind: 'analysed',
        engine: result.engine,
        inputHash: 'test',
        findings: numberFindings([], findings),
        result,
        pins: {},
      },
    ],
    incident.now,
  );
}

/** One command as main would take it. */
export function commanded(log: Log, command: Command, personalities = BUNDLED_PERSONALITIES): Log {
  const at = log.state.facts?.now ?? 0;
  const decided = decide(
    log,
    { session: 'alone', seen: log.state.seq, command },
    decideContext(at, personalities),
  );
  if (!decided.ok) throw new Error(`${command.kind}: ${decided.error.message}`);
  return appended(log, decided.value, at);
}

/** The ladder that the playbook reaches with nobody in the room. */
export function alone(incident: Incident, choice: AloneChoice = {}): SessionState {
  return aloneLog(incident, choice).state;
}

/** The same with its entries. */
export function aloneLog(incident: Incident, choice: AloneChoice = {}): Log {
  let log = opened(incident, choice);
  for (let n = 0; n < 200; n += 1) {
    const command = autoFacilitate(log.state);
    if (command === null) return log;
    log = commanded(log, command, choice.personalities);
  }
  throw new Error('The playbook does not come to an end.');
}

/** The ladder without its questions: level, move, answer, status and cites of each rung. */
export function skeleton(state: SessionState): string[] {
  return state.rungs.map(
    (rung) =>
      `${rung.id} ${rung.level} ${rung.move} ${rung.status} ${rung.answer ?? rung.bring} [${rung.cites.map((cite) => cite.id)}] ${rung.root?.category ?? ''}`,
  );
}

/** Rungs that wait for evidence, by move. */
export function waiting(state: SessionState): string[] {
  return state.rungs.filter((rung) => rung.status === 'parked').map((rung) => rung.move);
}

/** Answers taken as roots, by category. */
export function rootCategories(state: SessionState): string[] {
  return state.rungs
    .flatMap((rung) => (rung.root && rung.status !== 'refuted' ? [rung.root.category] : []))
    .sort();
}
