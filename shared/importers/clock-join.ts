const DATE = ['date', 'day'];
const CLOCK = ['time', 'hour', 'time_of_day'];

/** Tables that write the day and the clock into two columns: both become one time, in the column of the clock. */
export class ClockJoin {
  readonly names: readonly string[];
  private readonly date: number;
  private readonly clock: number;

  constructor(names: readonly string[]) {
    const plain = names.map((name) =>
      name
        .trim()
        .toLowerCase()
        .replace(/[\s-]+/g, '_'),
    );
    this.date = plain.findIndex((name) => DATE.includes(name));
    this.clock = plain.findIndex((name) => CLOCK.includes(name));
    this.names =
      this.date === -1 || this.clock === -1
        ? names
        : names.map((name, i) => (i === this.date ? '' : i === this.clock ? 'time' : name));
  }

  /** The cells of a row with the day in front of the clock, where the two belong together. */
  cells(cells: readonly string[]): readonly string[] {
    if (this.date === -1 || this.clock === -1) return cells;
    const clock = cells[this.clock]?.trim() ?? '';
    const date = cells[this.date]?.trim() ?? '';
    const joined = /^\d{1,2}:\d{2}/.test(clock) ? `${date} ${clock}` : clock === '' ? date : clock;
    return cells.map((cell, i) => (i === this.date ? '' : i === this.clock ? joined : cell));
  }
}
