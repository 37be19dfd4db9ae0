import type { Series } from '../../incident/series.ts';
import { figure } from '../wording.ts';

const SIZES = [
  ['TiB', 2 ** 40],
  ['GiB', 2 ** 30],
  ['MiB', 2 ** 20],
  ['KiB', 2 ** 10],
] as const;

function inBytes({ unit, metric }: Series): boolean {
  return unit === null ? /(^|[._])bytes$/i.test(metric) : /^(bytes?|b)$/i.test(unit);
}

/** "2 GiB", "30,028": a value of a series as people read it; its unit only where that is one of size. */
export function measured(value: number, series: Series): string {
  const size = inBytes(series) ? SIZES.find(([, bytes]) => Math.abs(value) >= bytes) : undefined;
  return size ? `${figure(value / size[1])} ${size[0]}` : figure(value);
}

/** The same with its unit behind it: "30,028 ms". */
export function withUnit(value: number, series: Series): string {
  const text = measured(value, series);
  const said = text !== figure(value) || series.unit === null;
  return said ? text : `${text} ${series.unit}`;
}
