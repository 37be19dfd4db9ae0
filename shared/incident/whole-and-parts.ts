import { compareText } from './ordering.ts';
import { type Series, sameLabels, valuesByTime } from './series.ts';
import { failedByStatus, isStatus, isWhole, nameWords, sumOfSeries, withoutStatus } from './series-names.ts';

/** Can `all` count what `part` is a part of: it is nearly nowhere the smaller of the two? */
export function holds(all: Series, part: Series): boolean {
  if (all.intervalMs !== part.intervalMs) return true;
  const at = valuesByTime(all);
  let seen = 0;
  let smaller = 0;
  part.times.forEach((time, i) => {
    const [whole, some] = [at.get(time) ?? null, part.values[i] ?? null];
    if (whole === null || some === null) return;
    seen += 1;
    if (whole < some) smaller += 1;
  });
  return smaller <= 0.02 * seen;
}

/** Words of a column that counts whatever its table is of: in one table with the errors these are the requests. */
const ALL = new Set(
  'count total all number anzahl gesamt insgesamt nombre cantidad numero totale totaal'.split(' '),
);

/** Where most fails, a total of failures leaps with them; requests hardly do. */
const LEAPS = 3;
const WORST = 0.95;

function leapsWith(whole: Series, errors: Series): boolean {
  const at = valuesByTime(whole);
  const both = errors.times.flatMap((time, i) => {
    const [failed, all] = [errors.values[i] ?? null, at.get(time) ?? null];
    return failed === null || all === null ? [] : [{ failed, all }];
  });
  const middle = (of: readonly { readonly all: number }[]): number =>
    of.map(({ all }) => all).sort((a, b) => a - b)[of.length >> 1] ?? 0;
  const worst = both.toSorted((a, b) => a.failed - b.failed).slice(Math.floor(WORST * both.length));
  return middle(worst) > LEAPS * middle(both);
}

/** A plain "count" beside the errors of the same table, which are a part of it. */
export function countsAll(one: Series, errors: Series): boolean {
  const words = nameWords(one.metric);
  const named = words.length > 0 && words.every((word) => ALL.has(word));
  const table = one.source === errors.source && one.intervalMs === errors.intervalMs;
  return (
    named &&
    table &&
    sameLabels(one, errors) &&
    isWhole(one) &&
    holds(one, errors) &&
    !holds(errors, one) &&
    !leapsWith(one, errors)
  );
}

/** The series that counts all of which `failed` are those of some status: called alike, and nowhere the smaller one. */
function wholeOf(failed: readonly Series[], series: readonly Series[]): Series | null {
  const [first] = failed;
  const sum = sumOfSeries('', failed);
  if (!first || !sum) return null;
  const of = ({ labels }: Series) => JSON.stringify(Object.entries(withoutStatus(labels)).sort());
  const found = series.find(
    (one) =>
      one.metric === first.metric &&
      failedByStatus(one) === null &&
      one.intervalMs === first.intervalMs &&
      of(one) === of(first) &&
      holds(one, sum),
  );
  return found ?? null;
}

/** Requests and errors out of one counter that is split by status code, or counted once in all and once by a status. */
export function byStatus(
  series: readonly Series[],
): { readonly requests: Series; readonly errors: Series } | null {
  const groups = new Map<string, Series[]>();
  for (const one of series) {
    if (failedByStatus(one) !== null) {
      const name = isStatus(one.metric) ? 'answers' : one.metric;
      groups.set(name, [...(groups.get(name) ?? []), one]);
    }
  }
  for (const [metric, parts] of [...groups].sort((a, b) => compareText(a[0], b[0]))) {
    const failed = parts.filter((part) => failedByStatus(part) === true);
    if (failed.length === 0) continue;
    const requests =
      failed.length < parts.length ? sumOfSeries(`${metric} (all)`, parts) : wholeOf(failed, series);
    const errors = sumOfSeries(`${metric} (failed)`, failed);
    if (!requests || !errors) continue;
    const errorAt = valuesByTime(errors);
    // A status that does not occur in a bin has no row: where requests were counted, no errors means zero errors.
    const values = requests.times.map((at, i) =>
      requests.values[i] === null ? null : (errorAt.get(at) ?? 0),
    );
    return { requests, errors: { ...errors, times: requests.times, values } };
  }
  return null;
}
