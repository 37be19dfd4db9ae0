import { writeFile } from 'node:fs/promises';
import { BUNDLED_PERSONALITIES } from '../../../shared/facilitation/personalities.ts';
import type { ReportFormat } from '../../../shared/incident/incident.ts';
import { formatReport } from '../../../shared/report/format-report.ts';
import { type Failure, fail } from '../../../shared/result.ts';
import { storageFailure } from '../../storage/storage-failure.ts';
import { startAnalyst, study } from '../analyst.ts';
import { complain, DONE, type ExitCode, print, tell, UNUSABLE } from '../output.ts';
import { facilitateAlone } from '../session-in-memory.ts';

/** Flags of `whyladder report`; they beat what incident.yaml says. */
export interface ReportFlags {
  readonly format: ReportFormat | null;
  readonly out: string | null;
  readonly personality: string | null;
  readonly maxDepth: number | null;
}

/** Why a personality cannot be used here; null when it can. The command line knows those that come with the product. */
function unknownPersonality(id: string): Failure | null {
  const known = BUNDLED_PERSONALITIES.map((one) => one.id);
  if (known.includes(id)) return null;
  return fail(
    'unknown-personality',
    `There is no personality "${id}".`,
    `Choose one of: ${known.join(', ')}.`,
  ).error;
}

/** `whyladder report`: the whole way from a folder to a checked report, with nobody in the room. */
export async function report(path: string, flags: ReportFlags): Promise<ExitCode> {
  const unknown = flags.personality === null ? null : unknownPersonality(flags.personality);
  if (unknown) {
    complain(unknown);
    return UNUSABLE;
  }
  const analyst = startAnalyst();
  try {
    const output = await study(analyst, path, { analyse: true, quiet: false });
    if (!output.ok) {
      complain(output.error);
      return UNUSABLE;
    }
    const stated = output.value.brief.personality;
    const stranger = flags.personality === null ? unknownPersonality(stated) : null;
    if (stranger) tell(`${stranger.message} The neutral wording is used.`);
    const { report: made } = facilitateAlone(output.value, {
      personality: flags.personality ?? (stranger ? 'default' : null),
      maxDepth: flags.maxDepth,
      generatedAt: Date.now(),
    });
    const text = formatReport(made, flags.format ?? output.value.brief.outputFormat);
    if (flags.out === null) await print(text);
    else {
      try {
        await writeFile(flags.out, text);
      } catch (error) {
        complain(storageFailure(error, flags.out).error);
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
