import { kindOf, type StructureRule } from './structure-rule.ts';

/** Fewest windows from which a rhythm can be told: four intervals. */
const ENOUGH = 5;
const CLAIMS =
  /\b(?:every (?!time\b|connection|host|node|request|client|user|row|call|tenant|site|other (?:host|node)|\w+ of)|each (?:hour|day|night|week|morning|minute|month)|hourly|daily|nightly|weekly|regular(?:ly)?|periodic(?:ally)?|clock|schedule|rhythm|cycle|intervals?|like clockwork)\b/i;

/** A rhythm is claimed from fewer than four intervals, or from intervals that chance would make as well. */
export const thinRhythm: StructureRule = {
  id: 'thin-rhythm',
  severity: 'warn',
  check: (report) => {
    const windows = report.failure_windows?.length;
    return report.questioning_sequence.flatMap((rung, index) => {
      if (!rung.answer || rung.status === 'refuted' || !CLAIMS.test(rung.answer)) return [];
      const cites = rung.evidence ?? [];
      // Runs that begin each window, or a timer that fixes re-arm, carry it without a count of intervals.
      if (cites.some((id) => ['arming', 'trigger'].includes(kindOf(report, id)))) return [];
      const chance = cites.some((id) => {
        const found = report.evidence?.find((one) => one.id === id);
        return (
          found?.kind === 'rhythm' &&
          found.verdict !== undefined &&
          found.verdict !== null &&
          found.verdict !== 'supported'
        );
      });
      const few = windows !== undefined && windows < ENOUGH;
      if (!few && !chance) return [];
      return [
        {
          where: `questioning_sequence[${index}]`,
          text: rung.answer,
          advice: few
            ? `${windows} windows are too few to tell a rhythm: say so, or wait for one more.`
            : 'Intervals like these come about by chance too: say so, or wait for more windows.',
        },
      ];
    });
  },
};
