import { isDayAlone } from '../incident/timestamp.ts';
import { withoutAccents } from '../incident/without-accents.ts';

/** Columns that write a day and a clock apart, and what the two are together. */
const PAIRS = [
  {
    date: ['date', 'day', 'datum', 'tag', 'fecha'],
    clock: ['time', 'hour', 'time_of_day', 'uhrzeit', 'zeit', 'hora', 'heure'],
    joined: 'time',
  },
  {
    date: ['start_date', 'startdatum', 'fecha_de_inicio', 'date_de_debut', 'data_inizio'],
    clock: ['start_time', 'startzeit', 'hora_de_inicio', 'heure_de_debut', 'ora_inizio'],
    joined: 'start_time',
  },
  {
    date: ['end_date', 'enddatum', 'fecha_de_fin', 'date_de_fin', 'data_fine'],
    clock: ['end_time', 'endzeit', 'hora_de_fin', 'heure_de_fin', 'ora_fine'],
    joined: 'end_time',
  },
  // SQL Server Agent: 20261120 and 93000.
  { date: ['run_date'], clock: ['run_time'], joined: 'start_time' },
] as const;

const DATES: readonly string[] = PAIRS[0].date;
/** What is written like a clock and is a length. */
const LENGTH =
  /durat|dauer|duree|duracion|durata|elapsed|took|length|lange|lasted|minut|hours|stunden|heures|horas/;

interface Pair {
  readonly date: number;
  readonly clock: number;
  readonly joined: string;
}

const CLOCK = /^\d{1,2}:\d{2}/;
/** Nothing but a clock: beside one day for all, as people write of a beginning and an end. */
const CLOCK_ALONE = /^\d{1,2}:\d{2}(?::\d{2})?(?:\s*[ap]\.?m\.?|\s*(?:uhr|h))?$/i;

function join(date: string, clock: string): string {
  if (/^\d{8}$/.test(date) && /^\d{1,6}$/.test(clock)) return `${date}T${clock.padStart(6, '0')}`;
  if (CLOCK.test(clock)) return `${date} ${clock}`;
  return clock === '' ? date : clock;
}

/** The column of days among columns of clocks, by what the cells hold; -1 where there is none. */
function dayBesideClocks(rows: readonly (readonly string[])[], lengths: readonly boolean[]): number {
  const holds = (column: number, one: (cell: string) => boolean): boolean => {
    const cells = rows.map((row) => row[column]?.trim() ?? '').filter((cell) => cell !== '');
    return cells.length > 0 && cells.length >= 0.5 * rows.length && cells.every(one);
  };
  const clocks = lengths.some((length, i) => !length && holds(i, (cell) => CLOCK_ALONE.test(cell)));
  return clocks ? lengths.findIndex((_, i) => holds(i, isDayAlone)) : -1;
}

/** Tables that write the day and the clock into two columns: both become one time, in the column of the clock. */
export class ClockJoin {
  readonly names: readonly string[];
  private readonly pairs: readonly Pair[];
  private readonly day: number;
  private readonly ofDay: readonly number[];

  /** `rows` are the first cells below `names`: they tell a day beside its clocks where no name does. */
  constructor(names: readonly string[], rows: readonly (readonly string[])[] = []) {
    const plain = names.map((name) => withoutAccents(name.trim().toLowerCase()).replace(/[\s'’-]+/g, '_'));
    const place = (wanted: readonly string[]) => plain.findIndex((name) => wanted.includes(name));
    this.pairs = PAIRS.flatMap(({ date, clock, joined }) => {
      const pair = { date: place(date), clock: place(clock), joined };
      return pair.date === -1 || pair.clock === -1 ? [] : [pair];
    });
    const lengths = plain.map((name) => LENGTH.test(name));
    const named = place(DATES);
    this.day = this.pairs.length > 0 ? -1 : named === -1 ? dayBesideClocks(rows, lengths) : named;
    this.ofDay = this.day === -1 ? [] : plain.flatMap((_, i) => (i === this.day || lengths[i] ? [] : [i]));
    this.names = names.map((name, i) => {
      if (this.pairs.some((pair) => pair.date === i)) return '';
      return this.pairs.find((pair) => pair.clock === i)?.joined ?? name;
    });
  }

  /** The cells of a row with the day in front of the clock, where the two belong together. */
  cells(cells: readonly string[]): readonly string[] {
    const day = cells[this.day]?.trim() ?? '';
    const clocks =
      day === '' || /\d:\d/.test(day)
        ? []
        : this.ofDay.filter((i) => CLOCK_ALONE.test(cells[i]?.trim() ?? ''));
    if (this.pairs.length === 0 && clocks.length === 0) return cells;
    const all = [...cells];
    for (const i of clocks) {
      all[i] = join(day, cells[i]?.trim() ?? '');
      all[this.day] = '';
    }
    for (const { date, clock } of this.pairs) {
      all[clock] = join(cells[date]?.trim() ?? '', cells[clock]?.trim() ?? '');
      all[date] = '';
    }
    return all;
  }
}
