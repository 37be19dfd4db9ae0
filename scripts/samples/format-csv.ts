import type { Prng } from './prng.ts';
import type { PlannedChange, Run, Ticket } from './world.ts';
import { iso, localTime } from './zone.ts';

/** A CSV field, quoted where RFC 4180 asks for it. */
function field(value: string | number): string {
  const text = String(value);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

function csv(header: readonly string[], rows: readonly (readonly (string | number)[])[]): string {
  return `${[header, ...rows].map((row) => row.map(field).join(',')).join('\n')}\n`;
}

/** Own events format with status, size and what the run read. Times in Z, or wall clock of a zone without naming it. */
export function jobRunsCsv(runs: readonly Run[], zone: string | null): string {
  const time = (at: number): string => (zone === null ? iso(at) : localTime(zone, at));
  return csv(
    ['stream', 'kind', 'start', 'end', 'title', 'status', 'rows', 'about'],
    runs.map((run) => [
      run.job,
      'job',
      time(run.start),
      time(run.end),
      run.title,
      run.status,
      run.rows,
      run.about,
    ]),
  );
}

/** Own change calendar format. */
export function calendarCsv(changes: readonly PlannedChange[]): string {
  return csv(
    ['at', 'kind', 'what', 'about', 'known_to', 'not_known_to'],
    changes.map((c) => [
      iso(c.at),
      c.kind,
      c.what,
      c.about.join(';'),
      c.knownTo.join(';'),
      c.notKnownTo.join(';'),
    ]),
  );
}

/** The view export of a help desk. */
export function ticketsCsv(tickets: readonly Ticket[], random: Prng): string {
  let id = random.int(410_000, 480_000);
  return csv(
    ['Ticket ID', 'Created at', 'Subject', 'Status', 'Priority', 'Channel', 'Tags'],
    tickets.map((ticket) => {
      id += random.int(1, 4);
      return [
        id,
        iso(ticket.at),
        ticket.subject,
        random.pick(['New', 'Open', 'Open', 'Pending']),
        ticket.priority,
        random.pick(['Web', 'Email', 'Chat']),
        ticket.tags.join(' '),
      ];
    }),
  );
}
