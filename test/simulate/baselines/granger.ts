import { activity, type Baseline, best } from './baseline.ts';

const LAGS = 4;

/** Residual sum of squares of least squares by Cholesky on the normal equations; a small ridge keeps it solvable. */
function residual(rows: readonly Float64Array[], y: Float64Array): number {
  const k = rows.length;
  const a = Array.from({ length: k }, () => new Float64Array(k));
  const b = new Float64Array(k);
  for (let i = 0; i < k; i++) {
    const u = rows[i] as Float64Array;
    for (let j = 0; j <= i; j++) {
      const v = rows[j] as Float64Array;
      let sum = i === j ? 1e-9 : 0;
      for (let t = 0; t < y.length; t++) sum += (u[t] as number) * (v[t] as number);
      (a[i] as Float64Array)[j] = sum;
    }
    let sum = 0;
    for (let t = 0; t < y.length; t++) sum += (u[t] as number) * (y[t] as number);
    b[i] = sum;
  }
  let explained = 0;
  for (let i = 0; i < k; i++) {
    const row = a[i] as Float64Array;
    for (let j = 0; j < i; j++) {
      const other = a[j] as Float64Array;
      let sum = row[j] as number;
      for (let m = 0; m < j; m++) sum -= (row[m] as number) * (other[m] as number);
      row[j] = sum / (other[j] as number);
    }
    let d = row[i] as number;
    let z = b[i] as number;
    for (let m = 0; m < i; m++) {
      d -= (row[m] as number) ** 2;
      z -= (row[m] as number) * (b[m] as number);
    }
    row[i] = Math.sqrt(Math.max(d, 1e-12));
    b[i] = z / (row[i] as number);
    explained += (b[i] as number) ** 2;
  }
  let total = 0;
  for (const value of y) total += value * value;
  return Math.max(1e-12, total - explained);
}

/** Granger (1969): blames what improves the prediction of the error rate from its own past most, by F. */
export const granger: Baseline = ({ segmentation, streams }) => {
  // Missing bins are filled with the last value: the textbook test has no place for them.
  let last = 0;
  const filled = segmentation.rate.map((value) => (last = value ?? last));
  const n = filled.length - LAGS;
  if (n < 5 * LAGS) return { id: 'none', score: 0 };
  const y = Float64Array.from(filled.slice(LAGS));
  const past = (x: ArrayLike<number>): Float64Array[] =>
    Array.from({ length: LAGS }, (_, lag) =>
      Float64Array.from({ length: n }, (_, t) => x[t + LAGS - 1 - lag] ?? 0),
    );
  const own = [new Float64Array(n).fill(1), ...past(filled)];
  const alone = residual(own, y);
  const gain = (x: ArrayLike<number>): number => {
    const together = residual([...own, ...past(x)], y);
    return Math.max(0, (alone - together) / LAGS / (together / (n - 2 * LAGS - 1)));
  };
  const guesses = streams.map((stream) => ({
    id: stream.id,
    score: gain(activity(stream, segmentation, 300_000)),
  }));
  const { requests } = segmentation;
  if (requests) guesses.push({ id: 'traffic', score: gain(requests.map((value) => Math.log1p(value ?? 0))) });
  return best(guesses);
};
