import { roots, type StructureRule } from './structure-rule.ts';

/** No next step prevents the root. */
export const rootWithoutAction: StructureRule = {
  id: 'root-without-action',
  severity: 'warn',
  check: (report) => {
    const steps = report.next_steps;
    if (!steps) return [];
    return roots(report).flatMap(({ root, index, where }) =>
      root.action || steps.some((step) => step.prevents?.includes(index))
        ? []
        : [{ where, text: root.cause, advice: 'No next step prevents this root.' }],
    );
  },
};
