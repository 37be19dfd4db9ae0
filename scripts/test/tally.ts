/** What a runner's report adds up to. `failed` and `skipped` name the tests. */
export interface Tally {
  readonly passed: number;
  readonly failed: readonly string[];
  readonly skipped: readonly string[];
}

interface VitestReport {
  readonly testResults: readonly {
    readonly name: string;
    readonly status: string;
    readonly assertionResults: readonly { readonly fullName: string; readonly status: string }[];
  }[];
}

interface PlaywrightSuite {
  readonly title: string;
  readonly suites?: readonly PlaywrightSuite[];
  readonly specs?: readonly {
    readonly title: string;
    readonly tests: readonly { readonly status: 'skipped' | 'expected' | 'unexpected' | 'flaky' }[];
  }[];
}

interface PlaywrightReport {
  readonly suites: readonly PlaywrightSuite[];
  readonly errors: readonly { readonly message?: string }[];
}

/** Adds up Vitest's JSON report. A file that fails before its first test counts as one failure. */
export function tallyVitest(report: VitestReport): Tally {
  const tests = report.testResults.flatMap((file) => file.assertionResults);
  const named = (statuses: readonly string[]) =>
    tests.filter((test) => statuses.includes(test.status)).map((test) => test.fullName.trim());
  const brokenFiles = report.testResults
    .filter(
      (file) => file.status === 'failed' && !file.assertionResults.some((test) => test.status === 'failed'),
    )
    .map((file) => file.name);
  return {
    passed: named(['passed']).length,
    failed: [...named(['failed']), ...brokenFiles],
    skipped: named(['skipped', 'pending', 'todo', 'disabled']),
  };
}

/** Adds up Playwright's JSON report. A test that passed only when repeated counts as failed. */
export function tallyPlaywright(report: PlaywrightReport): Tally {
  const tests = report.suites.flatMap((suite) => outcomes(suite, ''));
  const named = (statuses: readonly string[]) =>
    tests.filter((test) => statuses.includes(test.status)).map((test) => test.name);
  return {
    passed: named(['expected']).length,
    failed: [
      ...named(['unexpected', 'flaky']),
      ...report.errors.map((error) => error.message?.split('\n')[0] ?? 'an error outside the tests'),
    ],
    skipped: named(['skipped']),
  };
}

function outcomes(suite: PlaywrightSuite, above: string): { name: string; status: string }[] {
  const path = above === '' ? suite.title : `${above} › ${suite.title}`;
  const own = (suite.specs ?? []).flatMap((spec) =>
    spec.tests.map((test) => ({ name: `${path} › ${spec.title}`, status: test.status })),
  );
  return [...own, ...(suite.suites ?? []).flatMap((inner) => outcomes(inner, path))];
}

/** Sums tallies. */
export function total(tallies: readonly Tally[]): Tally {
  return {
    passed: tallies.reduce((sum, tally) => sum + tally.passed, 0),
    failed: tallies.flatMap((tally) => tally.failed),
    skipped: tallies.flatMap((tally) => tally.skipped),
  };
}

/** Every skip and failure by name, and the sum as the last line. */
export function summary(tally: Tally): string {
  return [
    ...tally.skipped.map((name) => `skipped: ${name}`),
    ...tally.failed.map((name) => `failed: ${name}`),
    `tests: ${tally.passed} passed, ${tally.failed.length} failed, ${tally.skipped.length} skipped`,
  ].join('\n');
}
