import { compareText, sourceNumber } from './ordering.ts';
import type { FileImport } from './records.ts';
import { type Series, valuesByTime } from './series.ts';
import { UNNAMED } from './series-names.ts';

/** True when two exports sample the same thing at the same pace: then they are pieces of one series. */
function samePace(a: Series, b: Series): boolean {
  const [fine, coarse] = a.intervalMs <= b.intervalMs ? [a, b] : [b, a];
  return coarse.intervalMs < fine.intervalMs * 1.5;
}

/** Points of two pieces; where both have a value, the piece that reaches further (the newer export) is believed. */
function join(a: Series, b: Series): Series {
  const [older, newer] = (a.times.at(-1) ?? 0) <= (b.times.at(-1) ?? 0) ? [a, b] : [b, a];
  const points = new Map<number, number | null>();
  for (const piece of [older, newer]) {
    piece.times.forEach((at, i) => {
      const value = piece.values[i] ?? null;
      if (value !== null || !points.has(at)) points.set(at, value);
    });
  }
  const times = [...points.keys()].sort((x, y) => x - y);
  return {
    ...newer,
    intervalMs: Math.min(a.intervalMs, b.intervalMs),
    unit: newer.unit ?? older.unit,
    measures: a.measures === 'count' || b.measures === 'count' ? 'count' : 'gauge',
    times,
    values: times.map((at) => points.get(at) ?? null),
    source: sourceNumber(a.source) <= sourceNumber(b.source) ? a.source : b.source,
  };
}

/** Order in which pieces are joined, by what is in them: not by the names of their files. */
function compareSeries(a: Series, b: Series): number {
  return (
    a.intervalMs - b.intervalMs ||
    (a.times.at(-1) ?? 0) - (b.times.at(-1) ?? 0) ||
    a.times.length - b.times.length ||
    (a.times[0] ?? 0) - (b.times[0] ?? 0) ||
    compareText(JSON.stringify(a.values), JSON.stringify(b.values))
  );
}

function pace(ms: number): string {
  return ms % 3_600_000 === 0
    ? `${ms / 3_600_000} h`
    : ms % 60_000 === 0
      ? `${ms / 60_000} min`
      : `${ms / 1000} s`;
}

/** True when two pieces speak of the same times and mostly disagree: then one name stands for two things. */
function contradicts(a: Series, b: Series): boolean {
  const known = valuesByTime(a);
  let both = 0;
  let different = 0;
  b.times.forEach((at, i) => {
    const [one, other] = [known.get(at) ?? null, b.values[i] ?? null];
    if (one === null || other === null) return;
    both += 1;
    if (one !== other) different += 1;
  });
  return both >= 3 && different > both * 0.2;
}

/** "search" of `exports/search.csv`. */
function stem(file: string): string {
  return (file.split(/[/!]/).at(-1) ?? file).replace(/(\.[a-z0-9]{1,6}){1,2}$/i, '');
}

function written(labels: Readonly<Record<string, string>>): string {
  const keys = Object.keys(labels).sort(compareText);
  return keys.length === 0 ? '' : `{${keys.map((key) => `${key}=${labels[key]}`).join(',')}}`;
}

/**
 * Two services exported with the same column names: each series says which file it is from. Results of queries, which
 * have no name of their own, go by that of their file.
 */
function toldApart(pieces: readonly Series[], fileOf: ReadonlyMap<string, string>): Series[] {
  const clash = pieces.some((a, i) => pieces.slice(i + 1).some((b) => isOther(a, b)));
  if (!clash) return [...pieces];
  const stemOf = (piece: Series): string => stem(fileOf.get(piece.source) ?? piece.source);
  // Days or pages of one export are one thing, unless they contradict each other.
  const parts = new Map<string, Series[]>();
  for (const piece of pieces) {
    const plain = withoutCount(stemOf(piece));
    parts.set(plain, [...(parts.get(plain) ?? []), piece]);
  }
  const whole = new Map(
    [...parts].map(([plain, own]) => [
      plain,
      !own.some((a, i) => own.slice(i + 1).some((b) => isOther(a, b))),
    ]),
  );
  return pieces.map((piece) => {
    const plain = withoutCount(stemOf(piece));
    const file = whole.get(plain) ? plain : stemOf(piece);
    if (piece.metric === UNNAMED) return { ...piece, metric: file, id: `${file}${written(piece.labels)}` };
    const labels = { ...piece.labels, file };
    return { ...piece, labels, id: `${piece.metric}${written(labels)}` };
  });
}

function isOther(a: Series, b: Series): boolean {
  if ((a.times[0] ?? 0) > (b.times.at(-1) ?? 0) || (b.times[0] ?? 0) > (a.times.at(-1) ?? 0)) return false;
  return a.source !== b.source && samePace(a, b) && contradicts(a, b);
}

/** "errors" of `errors-2026-07-01`, `errors_part2` and `errors (1)`. */
function withoutCount(name: string): string {
  const plain = name.replace(
    /(?:[-_. ]*(?:\d{4}-?\d{2}-?\d{2}|(?:part|page|day)?[-_. ]?\d{1,4}|\(\d+\)))+$/i,
    '',
  );
  return plain === '' ? name : plain;
}

/** Series of all files; pieces of one series are joined, other paces of it are kept beside it under a name of their own. */
export function mergeSeries(imports: readonly FileImport[]): Series[] {
  const named = new Map<string, Series[]>();
  for (const file of imports) {
    for (const series of file.series) {
      if (series.times.length > 0) named.set(series.id, [...(named.get(series.id) ?? []), series]);
    }
  }
  const fileOf = new Map(imports.map((file) => [file.source.id as string, file.source.file]));
  const byId = new Map<string, Series[]>();
  for (const pieces of named.values()) {
    for (const piece of toldApart(pieces, fileOf)) byId.set(piece.id, [...(byId.get(piece.id) ?? []), piece]);
  }
  const merged: Series[] = [];
  for (const [id, pieces] of byId) {
    const paces: Series[] = [];
    for (const piece of pieces.length === 1 ? pieces : [...pieces].sort(compareSeries)) {
      const at = paces.findIndex((known) => samePace(known, piece));
      const known = paces[at];
      if (known) paces[at] = join(known, piece);
      else paces.push(piece);
    }
    paces.sort((a, b) => a.intervalMs - b.intervalMs);
    paces.forEach((series, i) => {
      merged.push(i === 0 ? series : { ...series, id: `${id} [every ${pace(series.intervalMs)}]` });
    });
  }
  return merged.sort((a, b) => compareText(a.id, b.id));
}
