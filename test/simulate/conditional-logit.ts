/** One choice: features of each candidate, and which of them are right (several may say the same). */
export interface Choice {
  readonly group: string;
  readonly features: readonly (readonly number[])[];
  readonly right: readonly boolean[];
}

function dot(a: readonly number[], b: readonly number[]): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += (a[i] ?? 0) * (b[i] ?? 0);
  return sum;
}

/** Softmax of the scores at a temperature. */
export function softmax(scores: readonly number[], temperature = 1): number[] {
  const top = Math.max(...scores);
  const raised = scores.map((score) => Math.exp((score - top) / temperature));
  const total = raised.reduce((a, b) => a + b, 0);
  return raised.map((value) => value / total);
}

/** Solves a symmetric positive definite system by Cholesky. */
export function solve(matrix: readonly (readonly number[])[], right: readonly number[]): number[] {
  const n = right.length;
  const low: number[][] = Array.from({ length: n }, () => new Array<number>(n).fill(0));
  for (let i = 0; i < n; i++) {
    for (let j = 0; j <= i; j++) {
      let sum = matrix[i]?.[j] ?? 0;
      for (let k = 0; k < j; k++) sum -= (low[i]?.[k] ?? 0) * (low[j]?.[k] ?? 0);
      (low[i] as number[])[j] = i === j ? Math.sqrt(Math.max(sum, 1e-12)) : sum / (low[j]?.[j] ?? 1);
    }
  }
  const y = [...right];
  for (let i = 0; i < n; i++) {
    for (let k = 0; k < i; k++) (y as number[])[i] = (y[i] ?? 0) - (low[i]?.[k] ?? 0) * (y[k] ?? 0);
    y[i] = (y[i] ?? 0) / (low[i]?.[i] ?? 1);
  }
  for (let i = n - 1; i >= 0; i--) {
    for (let k = i + 1; k < n; k++) y[i] = (y[i] ?? 0) - (low[k]?.[i] ?? 0) * (y[k] ?? 0);
    y[i] = (y[i] ?? 0) / (low[i]?.[i] ?? 1);
  }
  return y;
}

/** Mean negative log-likelihood of the right candidates. */
export function logLoss(choices: readonly Choice[], weights: readonly number[], temperature = 1): number {
  let loss = 0;
  for (const { features, right } of choices) {
    const p = softmax(
      features.map((row) => dot(row, weights)),
      temperature,
    );
    loss -= Math.log(
      Math.max(
        1e-12,
        p.reduce((sum, value, i) => sum + (right[i] ? value : 0), 0),
      ),
    );
  }
  return loss / choices.length;
}

/**
 * Conditional logit (McFadden 1974) with a quadratic penalty towards `prior`, by damped Gauss-Newton steps on the expected
 * information. Where several candidates are right, the mass among them is split as the model now does (EM).
 */
export function fitWeights(
  choices: readonly Choice[],
  prior: readonly number[],
  l2: number,
  steps = 60,
): number[] {
  const k = prior.length;
  const penalised = (w: readonly number[]): number =>
    logLoss(choices, w) * choices.length +
    0.5 * l2 * w.reduce((sum, value, i) => sum + (value - (prior[i] ?? 0)) ** 2, 0);
  let weights = [...prior];
  let loss = penalised(weights);
  for (let step = 0; step < steps; step++) {
    const gradient = weights.map((value, i) => -l2 * (value - (prior[i] ?? 0)));
    const information = Array.from({ length: k }, (_, i) =>
      Array.from({ length: k }, (_, j) => (i === j ? l2 + 1e-6 : 0)),
    );
    for (const { features, right } of choices) {
      const p = softmax(features.map((row) => dot(row, weights)));
      const mass = p.reduce((sum, value, i) => sum + (right[i] ? value : 0), 0);
      if (mass <= 0) continue;
      const mean = new Array<number>(k).fill(0);
      for (const [c, row] of features.entries())
        for (let i = 0; i < k; i++) mean[i] = (mean[i] ?? 0) + (p[c] ?? 0) * (row[i] ?? 0);
      for (const [c, row] of features.entries()) {
        const pc = p[c] ?? 0;
        const target = right[c] ? pc / mass : 0;
        for (let i = 0; i < k; i++) {
          const xi = (row[i] ?? 0) - (mean[i] ?? 0);
          gradient[i] = (gradient[i] ?? 0) + target * xi;
          const line = information[i] as number[];
          for (let j = 0; j <= i; j++) line[j] = (line[j] ?? 0) + pc * xi * ((row[j] ?? 0) - (mean[j] ?? 0));
        }
      }
    }
    for (let i = 0; i < k; i++)
      for (let j = 0; j < i; j++) (information[j] as number[])[i] = information[i]?.[j] ?? 0;
    const move = solve(information, gradient);
    let size = 1;
    let next = weights;
    let nextLoss = loss;
    for (; size > 1e-4; size /= 2) {
      next = weights.map((value, i) => value + size * (move[i] ?? 0));
      nextLoss = penalised(next);
      if (nextLoss < loss) break;
    }
    const gained = loss - nextLoss;
    if (gained <= 0) break;
    weights = next;
    loss = nextLoss;
    if (gained < 1e-5 * choices.length) break;
  }
  return weights;
}

/** Temperature of least log-loss by golden-section search between 0.3 and 5. */
export function fitTemperature(choices: readonly Choice[], weights: readonly number[]): number {
  const ratio = (Math.sqrt(5) - 1) / 2;
  let low = Math.log(0.3);
  let high = Math.log(5);
  while (high - low > 0.005) {
    const a = high - ratio * (high - low);
    const b = low + ratio * (high - low);
    if (logLoss(choices, weights, Math.exp(a)) < logLoss(choices, weights, Math.exp(b))) high = b;
    else low = a;
  }
  return Math.exp((low + high) / 2);
}
