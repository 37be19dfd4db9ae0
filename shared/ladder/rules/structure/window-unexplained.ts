import type { StructureRule } from './structure-rule.ts';

/** Under every set of fixes some windows remain. */
export const windowUnexplained: StructureRule = {
  id: 'window-unexplained',
  severity: 'warn',
  check: (report) => {
    const remaining = (report.verification ?? []).filter((check) => check.kind === 'prevention-replay');
    if ((report.root_causes?.length ?? 0) === 0 || remaining.length === 0) return [];
    const covered = remaining.some((check) => /\bno window remains\b/i.test(check.result));
    return covered
      ? []
      : [
          {
            where: 'verification',
            text: `${remaining.length} replays`,
            advice: 'Under every set of fixes some windows remain: what explains those?',
          },
        ];
  },
};
