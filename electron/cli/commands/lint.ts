import { basename } from 'node:path';
import { lintReport } from '../../../shared/ladder/lint-report.ts';
import { readReportText } from '../../../shared/report/parse-report.ts';
import { CHECK_FAILED, complain, DONE, type ExitCode, print, UNUSABLE } from '../output.ts';
import { readReportFile } from '../report-file.ts';

/** `whyladder lint`: the ladder rules over any report with our first two blocks; one hit a line, exit 1 when one blocks. */
export async function lint(file: string, json: boolean): Promise<ExitCode> {
  const text = await readReportFile(file);
  if (!text.ok) {
    complain(text.error);
    return UNUSABLE;
  }
  const data = readReportText(text.value, basename(file));
  if (!data.ok) {
    complain(data.error);
    return UNUSABLE;
  }
  const hits = lintReport(data.value);
  if (!hits.ok) {
    complain(hits.error);
    return UNUSABLE;
  }
  for (const { rule, severity, where, text: seen, advice } of hits.value) {
    await print(
      json
        ? JSON.stringify({ rule, severity, where, text: seen, advice })
        : `${severity.padEnd(5)} ${where} ${rule}: ${seen} -> ${advice}`,
    );
  }
  return hits.value.some((hit) => hit.severity === 'block') ? CHECK_FAILED : DONE;
}
