import type { StructureRule } from './structure-rule.ts';

/** A next step that prevents no root. */
export const actionWithoutRoot: StructureRule = {
  id: 'action-without-root',
  severity: 'warn',
  check: (report) => {
    const count = report.root_causes?.length ?? 0;
    return (report.next_steps ?? []).flatMap((step, index) => {
      // A step that is an experiment settles something; it need not prevent a root.
      const settles = (report.verification ?? []).some((check) => check.test === step.action);
      if (step.prevents === undefined || settles) return [];
      const valid = step.prevents.filter((root) => root >= 0 && root < count);
      return valid.length === 0
        ? [
            {
              where: `next_steps[${index}]`,
              text: step.action,
              advice: 'This prevents no root: tie it to one, or leave it out.',
            },
          ]
        : [];
    });
  },
};
