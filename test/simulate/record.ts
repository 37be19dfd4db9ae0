import type { Attempt, Incident } from '../../shared/incident/incident.ts';
import type { Series } from '../../shared/incident/series.ts';
import type { Source } from '../../shared/incident/source.ts';
import type { Stream } from '../../shared/incident/stream.ts';
import type { RawStream } from './mechanisms/mechanism.ts';
import type { Fix } from './on-call.ts';

/** One column of the counts file. */
export interface Column {
  readonly name: string;
  readonly measures: 'count' | 'gauge';
  readonly unit: string | null;
  readonly values: readonly (number | null)[];
}

/** What the simulated team exported, before it becomes an incident. `originMs` is the start, epoch ms. */
export interface Export {
  readonly name: string;
  readonly originMs: number;
  readonly spanS: number;
  readonly binS: number;
  readonly columns: readonly Column[];
  readonly streams: readonly RawStream[];
  readonly fixes: readonly Fix[];
}

function source(
  id: `E${number}`,
  file: string,
  importer: string,
  format: string,
  records: number,
  span: { from: number; to: number },
): Source {
  return {
    id,
    file,
    sizeBytes: 0,
    sha256: '0'.repeat(64),
    importer,
    format,
    records,
    span,
    coverage: [span],
    gaps: [],
    zone: 'UTC',
    zoneOrigin: 'record',
    offsetMs: 0,
    rejects: [],
    moreRejects: 0,
    redactions: 0,
  };
}

/** The evidence model of an export, as the importers would build it from its files. */
export function toIncident(made: Export): Incident {
  const at = (seconds: number): number => made.originMs + Math.round(seconds) * 1000;
  const span = { from: made.originMs, to: at(made.spanS) };
  const bins = made.columns[0]?.values.length ?? 0;
  const times = Array.from({ length: bins }, (_, i) => at(i * made.binS));
  const series: Series[] = made.columns.map(({ name, measures, unit, values }) => ({
    id: name,
    metric: name,
    labels: {},
    unit,
    measures,
    intervalMs: made.binS * 1000,
    times,
    values,
    source: 'E1',
  }));
  const streams: Stream[] = made.streams.map(({ id, kind, events }) => ({
    id,
    kind,
    events: events
      .map((event) => ({
        start: at(event.start),
        end: event.end === null ? null : at(event.end),
        title: id,
        status: null,
        size: null,
        about: [],
        expected: false,
        ref: null,
      }))
      .sort((a, b) => a.start - b.start),
    coverage: [span],
    sizeUnit: null,
    sources: ['E2'],
  }));
  const attempts: Attempt[] = made.fixes.map((fix, i) => ({
    id: `A${i + 1}`,
    action: `${fix.kind} of the service`,
    at: at(fix.at),
    until: at(fix.until),
    kind: fix.kind,
    statedReliefMs: null,
    atOrigin: 'stated',
    ref: null,
  }));
  return {
    name: made.name,
    brief: {
      problem: 'The service fails again and again',
      context: 'Simulated incident with known cause',
      impact: null,
      teamHypothesis: null,
      personality: 'investigator',
      outputFormat: 'yaml',
      maxDepth: 7,
    },
    zone: 'UTC',
    zoneAssumed: false,
    now: span.to,
    window: null,
    sources: [
      source('E1', 'counts.csv', 'counts-csv', 'counts CSV', bins, span),
      source(
        'E2',
        'events.csv',
        'events-csv',
        'events CSV',
        made.streams.reduce((n, { events }) => n + events.length, 0),
        span,
      ),
    ],
    series,
    roles: {
      requests: { series: 'requests', origin: 'content' },
      errors: { series: 'errors', origin: 'content' },
      limits: [],
    },
    streams,
    logs: null,
    attempts,
    statements: [],
    changes: [],
    changesAbsent: [],
    teams: [],
  };
}
