import { numberFindings } from '../../shared/analyses/number-findings.ts';
import type { EvidencePin } from '../../shared/incident/evidence-pin.ts';
import { notedIn, withoutNoted } from '../../shared/incident/noted-entries.ts';
import type { Source } from '../../shared/incident/source.ts';
import type { EventBody } from '../../shared/session/events.ts';
import type { SessionState } from '../../shared/session/state.ts';
import type { AnalystOutput } from '../analyst/job.ts';

/** How a file's times were read: "Europe/Berlin, +40 s". */
function timesOf({ zone, offsetMs }: Source): string {
  return offsetMs === 0 ? zone : `${zone}, ${offsetMs > 0 ? '+' : ''}${offsetMs / 1000} s`;
}

/** What changed since the evidence was last read, in words: new, grown, otherwise timed and lost files. */
function changedSince(state: SessionState, output: AnalystOutput): string[] {
  const before = new Map(state.sources.map((source) => [source.file, source]));
  const said: string[] = [];
  for (const source of output.sources) {
    const known = before.get(source.file);
    before.delete(source.file);
    if (!known) said.push(`${source.file}: new, ${source.records.toLocaleString('en')} records`);
    else if (known.sha256 !== source.sha256)
      said.push(
        `${source.file}: ${source.records.toLocaleString('en')} records, ${known.records.toLocaleString('en')} before`,
      );
    else if (known.importer !== source.importer)
      said.push(`${source.file}: read as ${source.format}, before as ${known.format}`);
    else if (timesOf(known) !== timesOf(source))
      said.push(`${source.file}: times in ${timesOf(source)}, before in ${timesOf(known)}`);
  }
  for (const file of before.keys()) said.push(`${file}: no longer among the files`);
  return said;
}

/** The events that an analysed incident becomes: what was read, and the findings with their numbers and pins. */
export function evidenceEvents(state: SessionState, output: AnalystOutput): EventBody[] {
  const imported: EventBody = {
    kind: 'evidence-imported',
    sources: output.sources,
    // What the room noted stays in entries of its own, so that it can be undone.
    facts: withoutNoted(output.facts, notedIn(state)),
    changed: changedSince(state, output),
  };
  if (!output.result) return [imported];
  const { findings, ...result } = output.result;
  const numbered = numberFindings(state.findings, findings);
  const pins: Record<string, readonly EvidencePin[]> = {};
  for (const finding of numbered) {
    const own = output.pins[finding.key];
    if (own) pins[finding.id] = own;
  }
  for (const one of [...output.facts.statements, ...output.facts.attempts, ...output.facts.changes]) {
    const own = output.pins[one.id];
    if (own) pins[one.id] = own;
  }
  return [
    imported,
    {
      kind: 'analysed',
      engine: result.engine,
      inputHash: output.inputHash,
      findings: numbered,
      result,
      pins,
    },
  ];
}
