import { analyse } from '../../shared/analyses/analyse.ts';
import type { AnalysisResult } from '../../shared/analyses/analysis-result.ts';
import type { EvidencePin } from '../../shared/incident/evidence-pin.ts';
import type { Incident } from '../../shared/incident/incident.ts';
import type { RecordRef } from '../../shared/incident/source.ts';
import { fail } from '../../shared/result.ts';
import { factsOf } from '../../shared/session/incident-facts.ts';
import { describeIncident } from './describe-incident.ts';
import type { InputFile } from './input-file.ts';
import type { AnalystJob, AnalystMessage, AnalystOutput } from './job.ts';
import { pinsOf } from './pins.ts';
import { readIncident, titleOf, withoutErased } from './read-incident.ts';

/** The port of Electron's utility process; absent under plain Node, where the process itself is the port. */
const parentPort = (
  process as unknown as {
    parentPort?: {
      postMessage(message: unknown): void;
      on(event: 'message', listener: (event: { data: unknown }) => void): void;
    };
  }
).parentPort;

function post(message: AnalystMessage): void {
  if (parentPort) parentPort.postMessage(message);
  else process.send?.(message);
}

/** The records behind each finding, statement, attempt and change, by its key. */
function refsOf(incident: Incident, result: AnalysisResult | null): Map<string, readonly RecordRef[]> {
  const refs = new Map<string, readonly RecordRef[]>();
  for (const finding of result?.findings ?? [])
    if (finding.pins.length > 0) refs.set(finding.key, finding.pins);
  for (const one of [...incident.statements, ...incident.attempts, ...incident.changes])
    if (one.ref) refs.set(one.id, [one.ref]);
  return refs;
}

async function pinAll(
  incident: Incident,
  result: AnalysisResult | null,
  files: readonly InputFile[],
  clean: (text: string) => string,
): Promise<Record<string, readonly EvidencePin[]>> {
  const refs = refsOf(incident, result);
  const found = await pinsOf([...refs.values()].flat(), incident.sources, files, clean);
  const pins: Record<string, readonly EvidencePin[]> = {};
  for (const [key, wanted] of refs) {
    const own = wanted.flatMap((ref) => found.get(ref) ?? []);
    if (own.length > 0) pins[key] = own;
  }
  return pins;
}

async function work(job: AnalystJob): Promise<AnalystMessage> {
  if (job.only === 'description') {
    const told = await describeIncident(job.paths);
    return told.ok
      ? { kind: 'described', job: job.id, described: told.value }
      : { kind: 'failed', job: job.id, error: told.error };
  }
  const began = performance.now();
  const read = await readIncident(job, (progress) => post({ kind: 'progress', job: job.id, progress }));
  if (!read.ok) return { kind: 'failed', job: job.id, error: read.error };
  const { incident, files, inputHash, ownPersonality } = read.value;
  const bytes = files.reduce((sum, file) => sum + file.sizeBytes, 0);
  post({
    kind: 'progress',
    job: job.id,
    progress: {
      phase: 'analysing',
      file: '',
      filesDone: files.length,
      files: files.length,
      bytesDone: bytes,
      bytes,
      records: 0,
    },
  });
  const result = job.analyse ? analyse(incident) : null;
  const output: AnalystOutput = {
    brief: incident.brief,
    ownPersonality,
    title: titleOf(incident.brief, incident.name),
    sources: incident.sources,
    facts: factsOf(incident),
    result,
    pins: await pinAll(incident, result, files, withoutErased(job)),
    inputHash,
    elapsedMs: Math.round(performance.now() - began),
  };
  return { kind: 'done', job: job.id, output };
}

async function take(job: AnalystJob): Promise<void> {
  try {
    post(await work(job));
  } catch (error) {
    // A bug or a machine's refusal (disk, memory): said as it is, and the analyst lives on.
    const said = error instanceof Error ? error.message : String(error);
    post({
      kind: 'failed',
      job: job.id,
      error: fail(
        'analyst-failed',
        `The evidence could not be analysed: ${said}`,
        'Try with fewer files; the session is as it was.',
      ).error,
    });
  }
}

if (parentPort) parentPort.on('message', (event) => void take(event.data as AnalystJob));
else process.on('message', (message) => void take(message as AnalystJob));
