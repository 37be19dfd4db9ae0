import type { StructureRule } from './structure-rule.ts';

/** The ladder ends before the guard, or where its depth was set to end. */
export const depthReached: StructureRule = {
  id: 'depth-reached',
  severity: 'warn',
  check: (report) => {
    const answered = report.questioning_sequence.filter((rung) => rung.answer && rung.status !== 'refuted');
    const deepest = Math.max(0, ...answered.map((rung) => rung.level));
    const shallow = (report.root_causes?.length ?? 0) > 0 && deepest > 0 && deepest < 3;
    const limit = report.provenance?.max_depth;
    const asked = Math.max(0, ...report.questioning_sequence.map((rung) => rung.level));
    if (limit !== undefined && asked >= limit && (report.root_causes?.length ?? 0) === 0)
      return [
        {
          where: 'questioning_sequence',
          text: `level ${asked} of ${limit}`,
          advice: 'The ladder ends where its depth was set to end: raise it, or say what is missing.',
        },
      ];
    return shallow
      ? [
          {
            where: 'questioning_sequence',
            text: `level ${deepest}`,
            advice:
              'The ladder ends early: does the next why still lead to something that the teams can change?',
          },
        ]
      : [];
  },
};
