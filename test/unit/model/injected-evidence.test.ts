import { beforeAll, describe, expect, it } from 'vitest';
import { generateIncident } from '../../../scripts/samples/generate-incident.ts';
import { isKind } from '../../../shared/analyses/finding.ts';
import { buildReport } from '../../../shared/report/build-report.ts';
import type { SessionState } from '../../../shared/session/state.ts';
import { alone, incidentOf } from '../facilitation/session-alone.ts';
import { withSentence } from './altered-folder.ts';
import { INJECTIONS } from './injection-lines.ts';

/** With one log file of four, so that sixty folders are read in a reasonable time. */
const sample = new Map(
  [...generateIncident({ family: 'rearmed-job' })].filter(([name]) => !/logs-(?:1000|1100|1200)/.test(name)),
);
/** An ordinary sentence: the same evidence with nothing in it that speaks to anybody. */
const ORDINARY = 'Somebody asked when the next parcel leaves.';

/** Everything that was decided: verdicts with their measures, probabilities, the ladder, roots and their confidence. */
function decisions(state: SessionState) {
  const report = buildReport(state, { generatedAt: 0, headHash: '' });
  const cause = state.findings.find((one) => isKind(one, 'cause'));
  return {
    candidates:
      cause && isKind(cause, 'cause')
        ? cause.data.candidates.map(({ id, probability, ruledOut }) => [id, probability, ruledOut])
        : [],
    likeliest: report.likeliest_cause,
    // What people said and wrote is among the evidence itself: its own text differs, what it decides must not.
    findings: state.findings.map(({ id, key, verdict, strength, measure }) => [
      id,
      key,
      verdict,
      strength,
      measure,
    ]),
    ladder: report.questioning_sequence.map(({ level, answer, status, evidence }) => ({
      level,
      answer,
      status,
      evidence,
    })),
    roots: report.root_causes.map(({ cause: root, confidence, category, cites, tests }) => ({
      root,
      confidence,
      category,
      cites,
      tests: tests.map(({ test, holds }) => [test, holds]),
    })),
    ruledOut: report.ruled_out,
    windows: report.failure_windows,
    verification: report.verification,
    missing: report.provenance.missing,
  };
}

describe('evidence that speaks to the model', () => {
  let ordinary: ReturnType<typeof decisions>;

  beforeAll(async () => {
    ordinary = decisions(alone(await incidentOf(withSentence(sample, ORDINARY))));
  });

  it('decides nothing, from the file to the report: every verdict, confidence and root is the same', async () => {
    expect(ordinary.roots.length).toBe(2);
    const moved: string[] = [];
    for (const line of INJECTIONS) {
      const altered = decisions(alone(await incidentOf(withSentence(sample, line))));
      const differs = Object.keys(ordinary).filter(
        (key) =>
          JSON.stringify(altered[key as keyof typeof ordinary]) !==
          JSON.stringify(ordinary[key as keyof typeof ordinary]),
      );
      if (differs.length > 0) moved.push(`${JSON.stringify(line)}: ${differs.join(', ')}`);
    }
    expect(moved).toEqual([]);
  }, 300_000);

  it('would be noticed: a sentence that the engine does read changes what is decided', async () => {
    const files = new Map(sample);
    for (const [name, text] of files)
      if (/job-runs/.test(name)) files.set(name, text.split('\n').slice(0, 1).join('\n'));
    const altered = decisions(alone(await incidentOf(withSentence(files, ORDINARY))));
    expect(altered.roots).not.toEqual(ordinary.roots);
    expect(altered.likeliest).not.toEqual(ordinary.likeliest);
  }, 60_000);
});
