import type { ReportFormat } from '../../../shared/incident/incident.ts';
import { formatReport } from '../../../shared/report/format-report.ts';
import type { Report } from '../../../shared/report/report.ts';
import type { SessionEvent } from '../../../shared/session/events.ts';
import type { SessionLog } from '../../../shared/session/session-log.ts';
import { namedPersonality } from '../../sessions/personalities.ts';
import { startAnalyst, study } from '../analyst.ts';
import { complain, DONE, type ExitCode, print, tell, UNUSABLE } from '../output.ts';
import { unwritable, writeReport } from '../report-file.ts';
import { appended, facilitateAlone, reportOf } from '../session-in-memory.ts';
import { wordWithModel } from '../word-with-model.ts';

/** Flags of `whyladder report`; they beat what incident.yaml says. */
export interface ReportFlags {
  readonly format: ReportFormat | null;
  readonly out: string | null;
  /** One that comes with the product by its name, or the YAML file of one's own. */
  readonly personality: string | null;
  readonly maxDepth: number | null;
  /** A local model that words the questions; null: the playbook's words. */
  readonly model: string | null;
}

/** `whyladder report`: the whole way from a folder to a checked report, with nobody in the room. */
export async function report(path: string, flags: ReportFlags): Promise<ExitCode> {
  const chosen = flags.personality === null ? null : namedPersonality(flags.personality);
  if (chosen && !chosen.ok) {
    complain(chosen.error);
    return UNUSABLE;
  }
  const place = flags.out === null ? null : await unwritable(flags.out);
  if (place) {
    complain(place);
    return UNUSABLE;
  }
  const analyst = startAnalyst();
  try {
    const output = await study(analyst, path, { analyse: true, quiet: false });
    if (!output.ok) {
      complain(output.error);
      return UNUSABLE;
    }
    const beside = output.value.ownPersonality;
    if (chosen === null && beside && !beside.ok) {
      complain(beside.error);
      return UNUSABLE;
    }
    const generatedAt = Date.now();
    const alone = facilitateAlone(output.value, {
      personality: chosen?.value ?? null,
      maxDepth: flags.maxDepth,
      generatedAt,
    });
    const made =
      flags.model === null ? alone.report : await wordedReport(alone.log, flags.model, generatedAt);
    const text = formatReport(made, flags.format ?? output.value.brief.outputFormat);
    if (flags.out === null) await print(text);
    else {
      const written = await writeReport(flags.out, text);
      if (!written.ok) {
        complain(written.error);
        return UNUSABLE;
      }
      tell(`report written to ${flags.out}`);
    }
    if (made.provenance.status === 'partial')
      tell(`the report is partial: ${made.provenance.missing.join(' ')}`);
    return DONE;
  } finally {
    analyst.close();
  }
}

/** The report with the model's words where they passed the checks; with the playbook's where there is no model. */
async function wordedReport(
  log: SessionLog<SessionEvent>,
  model: string,
  generatedAt: number,
): Promise<Report> {
  const worded = await wordWithModel(log.state, model);
  if (!worded.ok) {
    tell(`the playbook's words stand: ${worded.error.message} ${worded.error.hint}`);
    return reportOf(log, generatedAt);
  }
  const { events, asked } = worded.value;
  const taken = new Set(events.flatMap((event) => (event.kind === 'question-worded' ? [event.question] : [])))
    .size;
  tell(`${model} worded ${taken} of ${asked} questions; the playbook's words stand for the others`);
  return reportOf(appended(log, events, log.events.at(-1)?.at ?? generatedAt), generatedAt);
}
