import { columnOf, csvHead } from './csv-head.ts';
import { csvParser } from './csv-parser.ts';
import type { FileHead, Importer } from './importer.ts';
import { Tally } from './tally.ts';

const TASK = ['taskname'] as const;
const NEXT = ['next_run_time'] as const;
const LAST = ['last_run_time'] as const;
const DAYS: readonly string[] = ['SUN', 'MON', 'TUE', 'WED', 'THU', 'FRI', 'SAT'];

function cells(names: readonly string[], row: readonly string[]) {
  const at = (...wanted: readonly string[]) => (row[columnOf(names, wanted)] ?? '').trim();
  return {
    task: at(...TASK),
    next: at(...NEXT),
    last: at(...LAST),
    type: at('schedule_type'),
    start: at('start_time'),
    days: at('days'),
    every: at('repeat:_every', 'repeat_every', 'repeat'),
  };
}

/** "12:30:00", "6:05:00 PM": hour and minute of a day. */
function clockIn(text: string): readonly [hour: number, minute: number] | null {
  const [, hour, minute, half] = /^(\d{1,2}):(\d{2})(?::\d{2})?\s*([AP]M)?$/i.exec(text) ?? [];
  if (hour === undefined || minute === undefined) return null;
  const twelve = half === undefined ? Number(hour) : (Number(hour) % 12) + (/^p/i.test(half) ? 12 : 0);
  return twelve < 24 ? [twelve, Number(minute)] : null;
}

/** "0 Hour(s), 15 Minute(s)", ms; null where it does not repeat. */
function repeatMs(text: string): number | null {
  const hours = Number(/(\d+)\s*hour/i.exec(text)?.[1] ?? 0);
  const minutes = Number(/(\d+)\s*min/i.exec(text)?.[1] ?? 0);
  const ms = (hours * 60 + minutes) * 60_000;
  return ms > 0 ? ms : null;
}

/** The cron expression of a task that is due by the day or by days of the week; null for any other. */
function cronOf(type: string, start: string, days: string): string | null {
  const clock = clockIn(start);
  if (!clock) return null;
  const [hour, minute] = clock;
  if (/^daily/i.test(type)) return `${minute} ${hour} * * *`;
  if (!/^weekly/i.test(type)) return null;
  const named = DAYS.flatMap((day, i) => (days.toUpperCase().includes(day) ? [i] : []));
  return named.length > 0 ? `${minute} ${hour} * * ${named.join()}` : null;
}

function isTaskList(head: FileHead): boolean {
  const names = csvHead(head)?.names ?? [];
  return columnOf(names, TASK) !== -1 && columnOf(names, NEXT) !== -1 && columnOf(names, LAST) !== -1;
}

/** `schtasks /query /v /fo csv`: what Windows starts and when. The runs are expected, not observed. */
export const windowsTasks: Importer = {
  id: 'windows-tasks',
  format: 'Scheduled tasks (Windows, schtasks)',
  sniff: (head) => (isTaskList(head) ? 0.97 : 0),
  parse(context, sink) {
    const tally = new Tally(context, sink);
    let names: readonly string[] = [];
    return csvParser(tally, csvHead(context.head), {
      header(header) {
        names = header;
      },
      row(row) {
        const { task, next, last, type, start, days, every } = cells(names, row.cells);
        const stream = task.split('\\').at(-1) ?? task;
        // The header comes again for each folder of tasks.
        if (stream === '' || task === 'TaskName') return;
        const ref = tally.ref(row, null);
        const ran = tally.times.peek(last);
        const due = tally.times.peek(next);
        const cron = cronOf(type, start, days);
        const repeated = repeatMs(every);
        const everyMs = repeated ?? (cron === null && ran !== null && due !== null ? due - ran : null);
        const anchor = ran ?? due;
        if (everyMs !== null && everyMs > 0 && anchor !== null) {
          const title = `${stream}, due every ${Math.round(everyMs / 60_000)} min`;
          sink.schedule({ stream, title, due: { form: 'every', everyMs, anchor }, ref });
        } else if (cron !== null) {
          const zone = tally.times.zone().zone;
          sink.schedule({
            stream,
            title: `${stream}, ${cron}`,
            due: { form: 'cron', expression: cron, zone },
            ref,
          });
        } else return tally.reject(row.firstLine, `${stream} is due at no time that its columns tell`);
        tally.count();
      },
    });
  },
};
