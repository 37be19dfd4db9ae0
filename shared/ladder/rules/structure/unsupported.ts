import { roots, type StructureRule } from './structure-rule.ts';

/** A root or a rung that cites nothing. */
export const unsupported: StructureRule = {
  id: 'unsupported',
  severity: 'warn',
  check: (report) => {
    const knowsCites =
      roots(report).some(({ root }) => root.cites !== undefined) ||
      report.questioning_sequence.some((rung) => rung.evidence !== undefined);
    if (!knowsCites)
      // A report without cites can still say in words what a root rests on.
      return roots(report).flatMap(({ root, where }) =>
        (root.evidence ?? []).some((one) => one.trim() !== '')
          ? []
          : [
              {
                where,
                text: root.cause,
                advice: 'No evidence is given: cite a finding, a record or a statement.',
              },
            ],
      );
    return [
      ...roots(report).flatMap(({ root, where }) =>
        (root.cites ?? []).length === 0
          ? [
              {
                where,
                text: root.cause,
                advice: 'Nothing is cited: cite a finding, a record or a statement.',
              },
            ]
          : [],
      ),
      ...report.questioning_sequence.flatMap((rung, index) =>
        rung.answer && rung.status !== 'refuted' && (rung.evidence ?? []).length === 0
          ? [
              {
                where: `questioning_sequence[${index}]`,
                text: rung.answer,
                advice: 'Nothing is cited: the rung is only asserted.',
              },
            ]
          : [],
      ),
    ];
  },
};
