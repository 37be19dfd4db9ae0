import { compareText } from './ordering.ts';
import { SHARES } from './role-words.ts';
import { type Series, sameLabels, valuesByTime } from './series.ts';
import { isWhole, nameWords, sumOfSeries } from './series-names.ts';

const SUCCESSES = new Set('success successes successful succeeded ok 2xx'.split(' '));
const TOTALS = new Set(['total', 'all', 'count', 'attempts']);
const CLASS = /^[1-5]xx$/;

/** True for a word such as 2xx: a series of that name counts some of the answers. */
export function isClass(word: string): boolean {
  return CLASS.test(word);
}

/** The failures that follow from what went well, and the requests they are a part of where those are counted. */
export interface FromSuccesses {
  readonly errors: Series;
  readonly requests: Series | null;
}

/**
 * Failures where only what went well is measured: attempts less successes (`whole` are series that may count requests,
 * the likeliest first), else what an availability lacks to one. Null where no series is of that kind.
 */
export function failuresFromSuccesses(
  series: readonly Series[],
  whole: readonly Series[],
): FromSuccesses | null {
  return lessSuccesses(series, whole) ?? lackOfShare(series);
}

function lessSuccesses(series: readonly Series[], whole: readonly Series[]): FromSuccesses | null {
  for (const good of series) {
    const words = nameWords(good.metric);
    if (!isWhole(good) || saysShare(good) || !words.some((word) => SUCCESSES.has(word))) continue;
    const rest = thing(good);
    const totals = series.filter((one) => nameWords(one.metric).every((word) => TOTALS.has(word)));
    const requests = [...whole, ...totals].find(
      (one) =>
        one !== good &&
        isWhole(one) &&
        one.intervalMs === good.intervalMs &&
        sameLabels(one, good) &&
        (rest === '' || thing(one) === '' || thing(one).split(' ')[0] === rest.split(' ')[0]) &&
        mostlyWithin(good, one),
    );
    if (!requests) continue;
    const at = valuesByTime(good);
    const values = requests.times.map((time, i) => {
      const [all, some] = [requests.values[i] ?? null, at.get(time) ?? null];
      return all === null || some === null ? null : Math.max(0, all - some);
    });
    return { errors: { ...requests, id: `${requests.id} - ${good.id}`, values }, requests };
  }
  return null;
}

/** Requests of the classes 2xx to 5xx in a column each; null unless answers that went well are among them. */
export function requestsOfClasses(series: readonly Series[], errors: Series): Series | null {
  if (!nameWords(errors.metric).includes('5xx')) return null;
  const name = classless(errors);
  const parts = series.filter(
    (one) =>
      nameWords(one.metric).some(isClass) &&
      classless(one) === name &&
      one.measures === errors.measures &&
      one.intervalMs === errors.intervalMs &&
      sameLabels(one, errors),
  );
  if (!parts.some((one) => nameWords(one.metric).includes('2xx'))) return null;
  parts.sort((a, b) => compareText(a.id, b.id));
  return sumOfSeries(parts.map((one) => one.id).join(' + '), parts);
}

function lackOfShare(series: readonly Series[]): FromSuccesses | null {
  let found: { readonly one: Series; readonly whole: 1 | 100; readonly score: number } | null = null;
  for (const one of series) {
    const whole = wholeOf(one);
    const plainness = goodShare(one);
    if (whole === null || plainness === 0) continue;
    // Of several alike, the one that falls furthest: where one service fails, the others stay near the whole.
    const least = one.values.reduce<number>((low, value) => Math.min(low, value ?? low), whole);
    const score = plainness + (0.9 * (whole - least)) / whole;
    if (!found || score > found.score) found = { one, whole, score };
  }
  if (!found) return null;
  const { one, whole } = found;
  const values = one.values.map((value) =>
    value === null ? null : Math.max(0, Math.round((whole - value) * 1e9) / 1e9),
  );
  const unit = whole === 100 ? '%' : 'ratio';
  return {
    errors: { ...one, id: `${whole} - ${one.id}`, unit, measures: 'gauge', values },
    requests: null,
  };
}

/** How plainly a name speaks of a share of good answers; an apdex says more of slowness than of failure. 0: not at all. */
function goodShare(one: Series): number {
  const words = nameWords(one.metric);
  if (words.includes('availability')) return 3;
  if (words.some((word) => word === 'uptime' || SUCCESSES.has(word)) && saysShare(one)) return 2;
  return words.includes('apdex') ? 1 : 0;
}

function saysShare(one: Series): boolean {
  return (
    one.unit === '%' ||
    /percent/i.test(one.unit ?? '') ||
    one.metric.includes('%') ||
    nameWords(one.metric).some((word) => SHARES.has(word))
  );
}

/** What a share of good answers is a part of, 1 or 100; null for what is no share, or hardly ever near the whole. */
function wholeOf(one: Series): 1 | 100 | null {
  const known = one.values.filter((value): value is number => value !== null).sort((a, b) => a - b);
  const [least, median, most] = [known[0], known[known.length >> 1], known.at(-1)];
  if (least === undefined || median === undefined || most === undefined || least < 0) return null;
  // Smoothed and rounded values may lie a little above the whole.
  const whole = most <= 1.01 ? 1 : most <= 101 ? 100 : null;
  return whole !== null && median >= 0.5 * whole ? whole : null;
}

function thing(one: Series): string {
  return nameWords(one.metric)
    .filter((word) => !SUCCESSES.has(word) && !['count', 'total', 'requests', 'attempts'].includes(word))
    .join(' ');
}

function classless(one: Series): string {
  return nameWords(one.metric)
    .filter((word) => !isClass(word))
    .join(' ');
}

/** True where a part is nearly nowhere the larger one, and of its order of size. */
function mostlyWithin(part: Series, whole: Series): boolean {
  const at = valuesByTime(whole);
  let [seen, larger, some, all] = [0, 0, 0, 0];
  part.times.forEach((time, i) => {
    const [a, b] = [part.values[i] ?? null, at.get(time) ?? null];
    if (a === null || b === null) return;
    seen += 1;
    some += a;
    all += b;
    if (a > b) larger += 1;
  });
  return seen >= 10 && larger <= 0.02 * seen && some >= 0.3 * all;
}
