import { fail, ok, type Result } from '../result.ts';
import { lintSentence } from './lint-sentence.ts';
import type { RuleHit } from './rule.ts';
import { type ReportUnderCheck, reportUnderCheck } from './rules/report-under-check.ts';
import { structureHits } from './rules/structure-rules.ts';

function wordingHits(report: ReportUnderCheck): RuleHit[] {
  const hits = lintSentence(report.problem_statement, {
    ancestors: [],
    role: 'problem',
    where: 'problem_statement',
  });
  const above: { readonly level: number; readonly answer: string }[] = [];
  for (const [index, rung] of report.questioning_sequence.entries()) {
    const where = `questioning_sequence[${index}]`;
    hits.push(...lintSentence(rung.question, { ancestors: [], role: 'question', where }));
    if (!rung.answer) continue;
    const ancestors = [
      report.problem_statement,
      ...above.filter((one) => one.level < rung.level).map((one) => one.answer),
    ];
    // A refuted answer stands there to show that it was considered.
    if (rung.status !== 'refuted')
      hits.push(...lintSentence(rung.answer, { ancestors, question: rung.question, where }));
    if (rung.status !== 'refuted') above.push({ level: rung.level, answer: rung.answer });
  }
  for (const [index, root] of (report.root_causes ?? []).entries()) {
    // A root that stands in the ladder is read under what stands above it there.
    const own = report.questioning_sequence.findIndex(
      (rung) => rung.answer?.trim() === root.cause.trim() && rung.status !== 'refuted',
    );
    const rung = report.questioning_sequence[own];
    if (rung) {
      const over = report.questioning_sequence
        .slice(0, own)
        .filter((one) => one.level < rung.level && one.status !== 'refuted' && one.answer);
      hits.push(
        ...lintSentence(root.cause, {
          ancestors: [report.problem_statement, ...over.map((one) => one.answer ?? '')],
          question: rung.question,
          where: `root_causes[${index}]`,
        }),
      );
      continue;
    }
    const ladder = above.filter((one) => one.answer !== root.cause);
    const parent = ladder
      .filter((one) => one.level < Math.max(0, ...above.map((each) => each.level)))
      .map((one) => one.answer);
    hits.push(
      ...lintSentence(root.cause, {
        ancestors: [report.problem_statement, ...parent],
        role: 'cause',
        where: `root_causes[${index}]`,
      }),
    );
  }
  return hits;
}

/** The ladder rules over a report of ours, or any with the same first two blocks; what blocks comes first. */
export function lintReport(data: unknown): Result<RuleHit[]> {
  const parsed = reportUnderCheck.safeParse(data);
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    return fail(
      'no-report',
      `${issue?.path.join('.') || 'The file'}: ${issue?.message ?? 'is no report'}`,
      'A report begins with problem_statement and questioning_sequence.',
    );
  }
  const hits = [...wordingHits(parsed.data), ...structureHits(parsed.data)];
  return ok(hits.sort((a, b) => Number(a.severity === 'warn') - Number(b.severity === 'warn')));
}
