import { roots, type StructureRule } from './structure-rule.ts';

/** Neither an owner nor an action follows from the root. */
export const tooEarly: StructureRule = {
  id: 'too-early',
  severity: 'block',
  check: (report) => {
    const steps = report.next_steps;
    if (!steps) return [];
    return roots(report).flatMap(({ root, index, where }) => {
      // A root that a person wrote may carry its step itself.
      if (root.action || root.owner) return [];
      const own = steps.filter((step) => step.prevents === undefined || step.prevents.includes(index));
      return own.length === 0
        ? [{ where, text: root.cause, advice: 'No owner and no action follows from this: ask the next why.' }]
        : [];
    });
  },
};
