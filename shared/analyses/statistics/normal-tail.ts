/**
 * Upper tail P(Z > z) of the standard normal distribution, relative error below 1.2e-7
 * (complementary error function after Numerical Recipes, 3rd ed., section 6.2.2).
 */
export function normalTail(z: number): number {
  const x = z / Math.SQRT2;
  const t = 2 / (2 + Math.abs(x));
  const poly =
    -1.26551223 +
    t *
      (1.00002368 +
        t *
          (0.37409196 +
            t *
              (0.09678418 +
                t *
                  (-0.18628806 +
                    t *
                      (0.27886807 +
                        t * (-1.13520398 + t * (1.48851587 + t * (-0.82215223 + t * 0.17087277))))))));
  const erfc = t * Math.exp(-x * x + poly);
  return 0.5 * (x >= 0 ? erfc : 2 - erfc);
}

/** Two-sided p of a standard normal deviate. */
export function twoSided(z: number): number {
  return Math.min(1, 2 * normalTail(Math.abs(z)));
}

/** Natural logarithm of n! by Stirling's series with two correction terms (error below 1e-6 for n >= 3). */
export function logFactorial(n: number): number {
  if (n < 8) {
    let product = 1;
    for (let i = 2; i <= n; i += 1) product *= i;
    return Math.log(product);
  }
  return n * Math.log(n) - n + 0.5 * Math.log(2 * Math.PI * n) + 1 / (12 * n) - 1 / (360 * n ** 3);
}

/** P(at least k of n) for a binomial with probability `share`. */
export function binomialTail(k: number, n: number, share: number): number {
  if (k <= 0) return 1;
  if (share <= 0) return 0;
  if (share >= 1) return 1;
  let tail = 0;
  for (let i = k; i <= n; i += 1) {
    const term = Math.exp(
      logFactorial(n) -
        logFactorial(i) -
        logFactorial(n - i) +
        i * Math.log(share) +
        (n - i) * Math.log(1 - share),
    );
    tail += term;
    if (i > k && term < tail * 1e-12) break;
  }
  return Math.min(1, tail);
}
