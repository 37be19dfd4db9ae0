import { describe, expect, it } from 'vitest';
import { isKind } from '../../../shared/analyses/finding.ts';
import { buildReport } from '../../../shared/report/build-report.ts';
import type { Report } from '../../../shared/report/report.ts';
import { generateDrawn } from '../../simulate/drawn-windows.ts';
import { generate } from '../../simulate/generate.ts';
import { generateOther } from '../../simulate/other-mechanism.ts';
import { FAMILIES } from '../../simulate/truth.ts';
import { WRONG } from '../analyses/wrong-words.ts';
import { alone } from '../facilitation/session-alone.ts';

/** What a report says beside the findings, each text with its place. */
function texts(report: Report): [place: string, text: string][] {
  const { forecast } = report;
  return [
    ['problem', report.problem_statement] as const,
    ...report.questioning_sequence.flatMap((q) => [
      ['question', q.question] as const,
      ['answer', q.answer ?? ''] as const,
    ]),
    ...report.verification.flatMap((v) => [['test', v.test] as const, ['result', v.result] as const]),
    ...report.next_steps.map((step) => ['step', step.action] as const),
    ...report.ruled_out.flatMap((r) => [['ruled out', r.cause] as const, ['why', r.reason] as const]),
    ...report.open_questions.map((q) => ['bring', q.bring ?? ''] as const),
    ...[forecast?.next_window, forecast?.if_fixed, ...(forecast?.if_nothing_is_done ?? [])].map(
      (text) => ['forecast', text ?? ''] as const,
    ),
    ...report.provenance.missing.map((text) => ['missing', text] as const),
  ].map(([place, text]) => [place, text]);
}

const incidents = [
  ...FAMILIES.map((family, i) => [family, () => generate(6200 + i, family, 'std').incident] as const),
  ['a queue', () => generateOther(6300, 'slots-held', 'hard').incident] as const,
  ['a drawn run', () => generateDrawn(6301, 'long-run', 'hard').incident] as const,
];

describe.each(incidents)('the report of %s', (_, make) => {
  const state = alone(make());
  const report = buildReport(state, { generatedAt: 0, headHash: 'h' });
  const said = texts(report);

  it.each(WRONG)('has nowhere %s', (__, pattern) => {
    expect(said.filter(([, text]) => pattern.test(text))).toEqual([]);
  });

  it('does not expect what it rules out', () => {
    const cause = state.findings.find((finding) => isKind(finding, 'cause'));
    const candidates = cause && isKind(cause, 'cause') ? cause.data.candidates : [];
    const out = candidates.filter((c) => c.ruledOut).map((c) => `${c.label}: `);
    const expected = report.forecast?.if_nothing_is_done ?? [];
    expect(expected.filter((text) => out.some((label) => text.startsWith(label)))).toEqual([]);
  });

  it('calls a window expected without a condition only where a cause is named', () => {
    const next = report.forecast?.next_window ?? null;
    if (next !== null && report.likeliest_cause?.state !== 'cause') expect(next).toMatch(/, if it is .+\.$/);
  });

  it('names what it rules out once: the reason does not begin with it again', () => {
    expect(report.ruled_out.filter(({ cause, reason }) => reason.startsWith(`${cause}: `))).toEqual([]);
    expect(report.ruled_out.filter(({ cause }) => /^(Not|No) /.test(cause))).toEqual([]);
  });

  it('asks what brought the windows that the cause leaves', () => {
    const left = state.findings.filter((f) => !f.withdrawn && isKind(f, 'unexplained'));
    const asked = report.open_questions.filter(({ question }) =>
      question.startsWith('What brought the window'),
    );
    expect(asked).toHaveLength(left.length);
    for (const [index, { id }] of left.entries()) expect(asked[index]?.question).toContain(`(${id})`);
  });

  it('says of every rival when its next window comes, as a sentence', () => {
    const forecasts = report.verification.filter(
      ({ kind, test }) => kind === 'forecast' && /^If /.test(test),
    );
    for (const { test } of forecasts) expect(test).toMatch(/: (the next window starts|it was due) /);
  });

  it('lists the fixes in order of time', () => {
    const times = report.fix_ledger.map(({ at }) => at);
    expect(times).toEqual([...times].sort());
  });
});
