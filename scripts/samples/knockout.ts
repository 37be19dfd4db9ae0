import { parse, stringify } from 'yaml';
import type { IncidentFiles } from './files.ts';

/** A piece of evidence that can be taken away: the rung that rests on it must become an open question. */
export type Knockout = 'runs' | 'pool' | 'change-entry' | 'calendar' | 'limit-statement';
export const KNOCKOUTS: readonly Knockout[] = ['runs', 'pool', 'change-entry', 'calendar', 'limit-statement'];

interface IncidentText {
  series: { limits: Record<string, string> };
  statements: { said: string; about?: string[] }[];
  changes?: { kind: string; at: string; about?: string[] }[];
}

const BRIEF = 'incident.yaml';
const CALENDAR = 'change-calendar.csv';
const RUNS = 'job-runs.csv';

/**
 * The folder without one piece of evidence, everything else unchanged:
 * - `runs`: the run history of the job that the growing data feeds (the other jobs keep theirs);
 * - `pool`: the gauge of the shared resource, by client too, and its maximum;
 * - `change-entry`: the growth itself, in the calendar and in incident.yaml; the calendar's other rows stay;
 * - `calendar`: the whole file; incident.yaml still says what changed, but no longer who was told;
 * - `limit-statement`: what a role said about the missing limit.
 */
export function knockout(files: IncidentFiles, what: Knockout): IncidentFiles {
  const copy: IncidentFiles = new Map(files);
  const brief = parse(files.get(BRIEF) ?? '') as IncidentText;
  const growth = brief.changes?.[0];
  const gauge = Object.keys(brief.series.limits)[0] ?? '';
  const maximum = brief.series.limits[gauge] ?? '';
  const write = (changed: IncidentText): void => {
    copy.set(BRIEF, stringify(changed, { lineWidth: 0 }));
  };
  switch (what) {
    case 'runs': {
      const dataset = growth?.about?.[0] ?? '';
      copy.set(
        RUNS,
        dropLines(files.get(RUNS) ?? '', (line) => line.endsWith(`,${dataset}`)),
      );
      return copy;
    }
    case 'pool': {
      for (const [name, text] of files) {
        if (!isMetrics(text)) continue;
        const rest = dropSeries(text, [gauge, maximum]);
        if (rest === null) copy.delete(name);
        else copy.set(name, rest);
      }
      const { [gauge]: _, ...limits } = brief.series.limits;
      write({ ...brief, series: { ...brief.series, limits } });
      return copy;
    }
    case 'change-entry': {
      const at = growth?.at ?? '';
      copy.set(
        CALENDAR,
        dropLines(files.get(CALENDAR) ?? '', (line) => line.startsWith(`${at},`)),
      );
      const { changes: _, ...rest } = brief;
      write(rest);
      return copy;
    }
    case 'calendar':
      copy.delete(CALENDAR);
      return copy;
    case 'limit-statement':
      write({ ...brief, statements: brief.statements.filter((s) => !isLimit(s, gauge)) });
      return copy;
    default: {
      const never: never = what;
      throw new RangeError(`no such knock-out: ${String(never)}`);
    }
  }
}

/** The statement that speaks of the gauge alone: the one on how the job uses it speaks of the job as well. */
function isLimit(statement: { about?: string[] }, gauge: string): boolean {
  return statement.about?.length === 1 && statement.about[0] === gauge;
}

function dropLines(text: string, drop: (line: string) => boolean): string {
  return text
    .split('\n')
    .filter((line) => !drop(line))
    .join('\n');
}

function isMetrics(text: string): boolean {
  return text.startsWith('{"status":"ok","res_type"') || text.startsWith('{"status":"success","data"');
}

/** Both metric formats have one series a line. Null when nothing is left. */
function dropSeries(text: string, metrics: readonly string[]): string | null {
  const lines = text.split('\n');
  const names = metrics.flatMap((metric) => [`{"metric":"${metric}",`, `{"metric":{"__name__":"${metric}"`]);
  const kept = lines.filter((line) => !names.some((name) => line.startsWith(name)));
  if (kept.length === lines.length) return text;
  if (!kept.some((line) => line.startsWith('{"metric"'))) return null;
  // The last series must not end with a comma.
  return kept.map((line, n) => (kept[n + 1]?.startsWith(']') ? line.replace(/,$/, '') : line)).join('\n');
}
