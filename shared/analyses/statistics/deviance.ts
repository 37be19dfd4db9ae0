/**
 * Signed deviance residual of a Poisson count: about standard Normal, and honest where few are expected, where
 * (k - mu) / sqrt(mu) is not (McCullagh & Nelder, Generalized Linear Models, 2.4).
 */
export function poissonResidual(count: number, expected: number): number {
  const mu = Math.max(expected, 1e-9);
  const half = count > 0 ? count * Math.log(count / mu) - (count - mu) : mu;
  return Math.sign(count - mu) * Math.sqrt(Math.max(0, 2 * half));
}
