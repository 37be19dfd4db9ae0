import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { stringify } from 'yaml';
import type { Incident } from '../../shared/incident/incident.ts';

const iso = (at: number): string => new Date(at).toISOString().replace('.000Z', 'Z');

function cell(value: string | number | null): string {
  if (value === null) return '';
  const text = String(value);
  return /[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** The counts file: `time,requests,errors,...`, empty where the export has nothing. */
export function countsCsv({ series }: Incident): string {
  const lines = [['time', ...series.map(({ id }) => id)].join(',')];
  const times = series[0]?.times ?? [];
  for (const [i, at] of times.entries()) {
    lines.push([iso(at), ...series.map(({ values }) => cell(values[i] ?? null))].join(','));
  }
  return `${lines.join('\n')}\n`;
}

/** The events file: `stream,kind,start,end,title`. */
export function eventsCsv({ streams }: Incident): string {
  const rows = streams.flatMap((stream) => stream.events.map((event) => ({ stream, event })));
  rows.sort((a, b) => a.event.start - b.event.start);
  const lines = ['stream,kind,start,end,title'];
  for (const { stream, event } of rows) {
    lines.push(
      [stream.id, stream.kind, iso(event.start), event.end === null ? '' : iso(event.end), event.title]
        .map(cell)
        .join(','),
    );
  }
  return `${lines.join('\n')}\n`;
}

/** What the team said, as `incident.yaml`. */
export function incidentYaml(incident: Incident): string {
  return stringify({
    problem: incident.brief.problem,
    context: incident.brief.context,
    timezone: 'UTC',
    now: iso(incident.now),
    previous_attempts: incident.attempts.map(({ action, at, until, kind }) => ({
      action,
      ...(at === null ? {} : { at: iso(at) }),
      ...(until === null ? {} : { until: iso(until) }),
      ...(kind === null ? {} : { kind }),
    })),
  });
}

/** Writes an incident folder in the own formats under `parent` and returns its path. */
export function writeFolder(parent: string, incident: Incident): string {
  const folder = join(parent, incident.name);
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'counts.csv'), countsCsv(incident));
  if (incident.streams.length > 0) writeFileSync(join(folder, 'events.csv'), eventsCsv(incident));
  writeFileSync(join(folder, 'incident.yaml'), incidentYaml(incident));
  return folder;
}
