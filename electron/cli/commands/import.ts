import type { Source } from '../../../shared/incident/source.ts';
import { startAnalyst, study } from '../analyst.ts';
import { complain, DONE, type ExitCode, print, UNUSABLE } from '../output.ts';

const SHOWN_REJECTS = 5;

function when(at: number): string {
  return new Date(at).toISOString().slice(0, 19).replace('T', ' ');
}

/** One file, for people: what it was taken for, how much it gave, and what it left out. */
function describe(source: Source): string[] {
  const rejects = source.rejects.length + source.moreRejects;
  const lines = [`${source.id}  ${source.file}`];
  if (source.importer === null) lines.push(`    refused: ${source.rejects[0]?.reason ?? 'not recognised'}`);
  else {
    lines.push(
      `    ${source.format} (${source.importer}): ${source.records.toLocaleString('en')} records`,
      `    ${source.span ? `${when(source.span.from)} to ${when(source.span.to)} UTC` : 'no times'}; zone ${source.zone} (${source.zoneOrigin})${source.offsetMs === 0 ? '' : `, clock ${source.offsetMs > 0 ? '+' : ''}${source.offsetMs / 1000} s`}`,
    );
    for (const reject of source.rejects.slice(0, SHOWN_REJECTS))
      lines.push(`    rejected${reject.line === null ? '' : ` line ${reject.line}`}: ${reject.reason}`);
    const more = rejects - SHOWN_REJECTS;
    if (more > 0) lines.push(`    and ${more} more reject${more === 1 ? '' : 's'}`);
  }
  for (const assumed of source.assumptions ?? []) lines.push(`    assumed: ${assumed}`);
  for (const gap of source.gaps) lines.push(`    ${gap.kind}: ${gap.note}`);
  if (source.redactions > 0) lines.push(`    ${source.redactions} credentials redacted`);
  return lines;
}

/** `whyladder import`: what each file was taken for: format, records, time range, zone, what was rejected and why. */
export async function importEvidence(paths: readonly string[], json: boolean): Promise<ExitCode> {
  const analyst = startAnalyst();
  let unusable = false;
  try {
    for (const path of paths) {
      const output = await study(analyst, path, { analyse: false, quiet: true });
      if (!output.ok) {
        complain(output.error);
        unusable = true;
        continue;
      }
      const { sources } = output.value;
      await print(json ? JSON.stringify({ incident: path, sources }) : sources.flatMap(describe).join('\n'));
      if (sources.length > 0 && sources.every((source) => source.importer === null)) unusable = true;
    }
  } finally {
    analyst.close();
  }
  return unusable ? UNUSABLE : DONE;
}
