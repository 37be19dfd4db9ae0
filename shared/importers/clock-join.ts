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
/** Clocks of a beginning and an end beside one day for both; each keeps its name. */
const CLOCKS_OF_A_DAY: readonly string[] =
  'von bis ab from to until begin beginn start end ende inicio fin desde hasta debut fino start_time end_time startzeit endzeit hora_inicio hora_fin heure_debut heure_fin uhrzeit_von uhrzeit_bis'.split(
    ' ',
  );

interface Pair {
  readonly date: number;
  readonly clock: number;
  readonly joined: string;
}

const CLOCK = /^\d{1,2}:\d{2}/;

function join(date: string, clock: string): string {
  if (/^\d{8}$/.test(date) && /^\d{1,6}$/.test(clock)) return `${date}T${clock.padStart(6, '0')}`;
  if (CLOCK.test(clock)) return `${date} ${clock}`;
  return clock === '' ? date : clock;
}

/** Tables that write the day and the clock into two columns: both become one time, in the column of the clock. */
export class ClockJoin {
  readonly names: readonly string[];
  private readonly pairs: readonly Pair[];
  private readonly day: number;
  private readonly ofDay: readonly number[];

  constructor(names: readonly string[]) {
    const plain = names.map((name) => withoutAccents(name.trim().toLowerCase()).replace(/[\s'’-]+/g, '_'));
    const place = (wanted: readonly string[]) => plain.findIndex((name) => wanted.includes(name));
    this.pairs = PAIRS.flatMap(({ date, clock, joined }) => {
      const pair = { date: place(date), clock: place(clock), joined };
      return pair.date === -1 || pair.clock === -1 ? [] : [pair];
    });
    this.day = this.pairs.length > 0 ? -1 : place(DATES);
    this.ofDay =
      this.day === -1 ? [] : plain.flatMap((name, i) => (CLOCKS_OF_A_DAY.includes(name) ? [i] : []));
    this.names = names.map((name, i) => {
      if (this.pairs.some((pair) => pair.date === i)) return '';
      return this.pairs.find((pair) => pair.clock === i)?.joined ?? name;
    });
  }

  /** The cells of a row with the day in front of the clock, where the two belong together. */
  cells(cells: readonly string[]): readonly string[] {
    const clocks = this.ofDay.filter((i) => CLOCK.test(cells[i]?.trim() ?? ''));
    if (this.pairs.length === 0 && clocks.length === 0) return cells;
    const all = [...cells];
    for (const i of clocks) {
      all[i] = join(cells[this.day]?.trim() ?? '', cells[i]?.trim() ?? '');
      all[this.day] = '';
    }
    for (const { date, clock } of this.pairs) {
      all[clock] = join(cells[date]?.trim() ?? '', cells[clock]?.trim() ?? '');
      all[date] = '';
    }
    return all;
  }
}
