import { describe, expect, it } from 'vitest';
import { lintReport } from '../../../shared/ladder/lint-report.ts';
import { readReportText } from '../../../shared/report/parse-report.ts';

/** The hits on a report as a person wrote it, "rule at place". */
function hitsOn(text: string): string[] {
  const data = readReportText(text, 'report');
  if (!data.ok) throw new Error(data.error.message);
  const hits = lintReport(data.value);
  if (!hits.ok) throw new Error(hits.error.message);
  return hits.value.map((hit) => `${hit.rule} at ${hit.where}`);
}

describe('a report that somebody wrote by hand', () => {
  it('is judged with three blocks alone, and without levels', () => {
    const hits = hitsOn(`
problem_statement: >
  Payments fail every night between 1 and 2,
  cards only; transfers go through.
questioning_sequence:
  - question: Why do payments fail?
    answer: The key store is locked by the rotation
  - question: Who moved the rotation to one?
    answer: An operator forgot to move it back
  - question: How can that be?
    answer: The rotation locks the key store
root_causes:
  - cause: Lack of a maintenance calendar
`);
    expect(hits).toEqual(
      expect.arrayContaining([
        'who-question at questioning_sequence[1]',
        'blame at questioning_sequence[1]',
        'circular at questioning_sequence[2]',
        'lack-of at root_causes[0]',
        'unsupported at root_causes[0]',
        'tunnel at questioning_sequence',
      ]),
    );
    expect(hits.some((hit) => hit.startsWith('scope-gap'))).toBe(false);
  });

  it('may name roots and steps as plain sentences', () => {
    const hits = hitsOn(`
problem_statement: Uploads stall
questioning_sequence:
  - {level: "1", question: Why?, answer: The proxy buffers the whole file}
root_causes:
  - We need a bigger proxy
next_steps:
  - Turn buffering off
`);
    expect(hits).toContain('solution-as-problem at root_causes[0]');
    expect(hits).toContain('root-without-action at root_causes[0]');
    expect(hits.some((hit) => hit.startsWith('too-early'))).toBe(false);
  });

  it('may say nothing where a list would stand, and one thing where several would', () => {
    const report = {
      problem_statement: 'Mails are late since Monday, internal mails are not',
      questioning_sequence: [
        { level: 1, question: 'Why?', answer: 'The relay waits for DNS', evidence: 'F1' },
      ],
      root_causes: [{ cause: 'The DNS provider had an outage', evidence: ['F1'], cites: 'F1' }],
      next_steps: [{ action: 'Ask them', prevents: 0, owner: null }],
      ruled_out: null,
      verification: null,
    };
    expect(hitsOn(JSON.stringify(report))).toContain('no-action at root_causes[0]');
    expect(hitsOn(`\ufeff${JSON.stringify({ ...report, root_causes: null })}`)).not.toContain(
      'no-action at root_causes[0]',
    );
  });

  it('is judged by its words where it cites nothing', () => {
    const hits = hitsOn(`
problem_statement: Robots stop in hall 2, not in hall 1
questioning_sequence:
  - {question: What happened?, answer: Nothing changed}
root_causes:
  - cause: The latest firmware broke it
    evidence: The failures began right after the update
failure_windows: [{}, {}]
`);
    expect(hits).toEqual(
      expect.arrayContaining([
        'nothing-changed at questioning_sequence[0]',
        'latest-deploy at root_causes[0]',
        'only-temporal at root_causes[0]',
        'depth-reached at questioning_sequence',
      ]),
    );
  });

  it('passes when it is sound', () => {
    expect(
      hitsOn(`
problem_statement: Lift 2 stops at noon, the other lifts run
questioning_sequence:
  - {level: 1, question: What stops it?, answer: The safety relay opens, status: supported}
  - {level: 1, question: What stops it?, answer: The door sensor, status: refuted}
  - {level: 2, question: What opens the relay?, answer: Its coil passes 80 degrees, status: supported}
  - {level: 3, question: What lets it get so warm?, answer: The box of relay K4 heats up to 80 degrees without an alarm, status: supported}
root_causes:
  - cause: The box of relay K4 heats up to 80 degrees without an alarm
    evidence: Measured at the coil on three days
    action: Fit a fan and an alarm at 60 degrees
    owner: facilities
ruled_out:
  - cause: Mains voltage
`),
    ).toEqual([]);
  });

  it.each([
    ['a list', '- one'],
    ['a mapping for the rungs', 'problem_statement: x\nquestioning_sequence: {1: {question: why}}'],
    ['no problem', 'questioning_sequence: []'],
  ])('is refused in a sentence when it is %s', (_, text) => {
    const data = readReportText(text, 'report');
    const hits = data.ok ? lintReport(data.value) : data;
    expect(hits.ok).toBe(false);
    if (!hits.ok) expect(hits.error.hint).toContain('problem_statement');
  });
});
