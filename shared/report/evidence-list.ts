import { weekday } from '../analyses/wording.ts';
import type { EvidencePin } from '../incident/evidence-pin.ts';
import type { Report } from './report.ts';
import type { ReportState } from './report-state.ts';
import { isoTime } from './times.ts';

function pins(state: ReportState, id: string): Report['evidence'][number]['pins'] {
  return (state.pins[id] ?? []).map((pin: EvidencePin) => ({
    source: pin.source,
    bytes: [pin.bytes[0], pin.bytes[1]],
    lines: [pin.lines[0], pin.lines[1]],
    range_sha256: pin.rangeSha256,
    excerpt: pin.excerpt,
  }));
}

/** Every finding, statement, attempt and recorded change, with the records behind it: a report stands without the files. */
export function evidenceOf(state: ReportState): Report['evidence'] {
  const findings = state.findings
    .filter((finding) => !finding.withdrawn)
    .map((finding) => ({
      id: finding.id,
      statement: finding.statement,
      kind: finding.data.kind,
      verdict: finding.verdict,
      revision: finding.revision,
      pins: pins(state, finding.id),
      computed_from: [...finding.computedFrom],
    }));
  const said = (state.facts?.statements ?? []).map((statement) => ({
    id: statement.id,
    statement: `${statement.byRole}: ${statement.said}`,
    kind: 'statement',
    pins: pins(state, statement.id),
    computed_from: statement.ref ? [statement.ref.source] : [],
  }));
  const tried = (state.facts?.attempts ?? []).map((attempt) => ({
    id: attempt.id,
    statement: attempt.action,
    kind: 'attempt',
    pins: pins(state, attempt.id),
    computed_from: attempt.ref ? [attempt.ref.source] : [],
  }));
  const zone = state.facts?.zone ?? 'UTC';
  const changed = (state.facts?.changes ?? []).map((change) => ({
    id: change.id,
    statement: `${change.atIs === 'day' ? weekday(change.at, zone) : isoTime(change.at)}, ${change.kind}: ${change.what}`,
    kind: 'change',
    pins: pins(state, change.id),
    computed_from: change.ref ? [change.ref.source] : [],
  }));
  return [...findings, ...said, ...tried, ...changed];
}
