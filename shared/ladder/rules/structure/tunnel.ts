import type { StructureHit, StructureRule } from './structure-rule.ts';

/** Fewest explanations that a room should have looked at. */
const ENOUGH = 3;

function plain(text: string): string {
  return text
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}

/** Fewer than three explanations were considered, or no rung of the ladder has a rival that was kept or rejected. */
export const tunnel: StructureRule = {
  id: 'tunnel',
  severity: 'warn',
  check: (report) => {
    const rungs = report.questioning_sequence;
    const standing = rungs.filter((rung) => rung.answer && rung.status !== 'refuted');
    if (standing.length === 0) return [];
    const hits: StructureHit[] = [];
    // What was considered: rivals of the ladder's first question that stands, and all that was ruled out.
    const rejected = new Set([
      ...rungs.flatMap((rung) => (rung.answer && rung.status === 'refuted' ? [plain(rung.answer)] : [])),
      ...(report.ruled_out ?? []).map((one) => plain(one.cause)),
    ]);
    const kept = standing.filter(
      (rung) => rung.level === standing[0]?.level && rung.question === standing[0]?.question,
    );
    const considered = rejected.size + new Set(kept.map((rung) => plain(rung.answer ?? ''))).size;
    if (considered < ENOUGH)
      hits.push({
        where: 'questioning_sequence',
        text: `${considered} considered`,
        advice: 'Fewer than three explanations were considered. What else could explain the windows?',
      });
    const rivals = rungs.some((rung, n) =>
      rungs
        .slice(n + 1)
        .some(
          (other) =>
            other.level === rung.level && other.answer && rung.answer && other.answer !== rung.answer,
        ),
    );
    if (hits.length === 0 && !rivals)
      hits.push({
        where: 'questioning_sequence',
        text: `${standing.length} rungs in one chain`,
        advice: 'No rung has a rival: what else could answer its question, and what speaks against that?',
      });
    return hits;
  },
};
