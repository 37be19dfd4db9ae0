import { stat } from 'node:fs/promises';
import { basename, dirname, resolve } from 'node:path';
import { erasedNote, sameButErased } from '../../../shared/report/erased-words.ts';
import { notedFrom } from '../../../shared/report/noted.ts';
import { parseReport } from '../../../shared/report/parse-report.ts';
import type { Report } from '../../../shared/report/report.ts';
import { settingsFrom } from '../../../shared/report/source-settings.ts';
import type { InputFile } from '../../analyst/input-file.ts';
import { inputFiles } from '../../analyst/input-files.ts';
import { readRanges, sha256Hex } from '../../analyst/pins.ts';
import { startAnalyst, study } from '../analyst.ts';
import { CHECK_FAILED, complain, DONE, type ExitCode, print, tell, UNUSABLE } from '../output.ts';
import { readReportFile } from '../report-file.ts';
import { facilitateAlone } from '../session-in-memory.ts';

/** One pin after the check. */
export interface CheckedPin {
  readonly evidence: string;
  readonly file: string;
  readonly bytes: readonly [number, number];
  readonly result: 'ok' | 'changed' | 'missing';
}

/** Every pin of a report against the files: the same bytes, other bytes, or no file (or no such range) any more. */
export async function checkPins(report: Report, files: readonly InputFile[]): Promise<CheckedPin[]> {
  const checked: CheckedPin[] = [];
  for (const source of report.sources) {
    const wanted = report.evidence.flatMap((one) =>
      one.pins.filter((pin) => pin.source === source.id).map((pin) => ({ evidence: one.id, pin })),
    );
    if (wanted.length === 0) continue;
    const file = files.find((one) => one.name === source.file);
    const ranges = file
      ? await readRanges(
          file,
          wanted.map(({ pin }) => ({ from: pin.bytes[0], to: pin.bytes[1] })),
        )
      : [];
    for (const [index, { evidence, pin }] of wanted.entries()) {
      const bytes = ranges[index] ?? null;
      const result = bytes === null ? 'missing' : sha256Hex(bytes) === pin.range_sha256 ? 'ok' : 'changed';
      checked.push({ evidence, file: source.file, bytes: pin.bytes, result });
    }
  }
  return checked;
}

/** What a report decides, comparable with another run: verdicts, confidences, roots, windows. */
function decisions(report: Report): Map<string, string> {
  const all = new Map<string, string>();
  for (const one of report.evidence)
    if (one.verdict) all.set(`finding ${one.id}`, `${one.verdict}: ${one.statement}`);
  for (const [index, root] of report.root_causes.entries())
    all.set(`root_causes[${index}]`, `${root.cause} (${root.confidence})`);
  for (const window of report.failure_windows) all.set(`window ${window.from}`, window.to ?? 'open');
  for (const one of report.ruled_out) all.set(`ruled_out ${one.cause}`, one.reason);
  if (report.likeliest_cause)
    all.set(
      'likeliest_cause',
      `${report.likeliest_cause.cause} ${report.likeliest_cause.confidence_on_simulated_incidents} (${report.likeliest_cause.state})`,
    );
  return all;
}

/** Where two reports decide differently, one sentence each. Roots are compared only where the command line made both. */
export function differences(stated: Report, computed: Report): string[] {
  const before = decisions(stated);
  const after = decisions(computed);
  const alone = stated.provenance.questions.every(
    (question) => question.answered_by !== 'team' && question.answered_by !== 'model',
  );
  const relevant = (key: string) => alone || !key.startsWith('root_causes');
  const said: string[] = [];
  const found = new Set<string>();
  for (const [key, value] of before) {
    if (!relevant(key)) continue;
    const again = after.has(key) ? key : [...after.keys()].find((one) => sameButErased(key, one));
    const now = again === undefined ? undefined : after.get(again);
    if (again === undefined || now === undefined) said.push(`${key}: stated "${value}", not found again`);
    else if (!sameButErased(value, now)) said.push(`${key}: stated "${value}", computed "${now}"`);
    if (again !== undefined) found.add(again);
  }
  for (const key of after.keys())
    if (relevant(key) && !found.has(key)) said.push(`${key}: computed "${after.get(key)}", not stated`);
  return said;
}

/** Files of the report that the evidence lacks or holds otherwise, and files that the report does not know; a line each. */
export function otherFiles(stated: Report, computed: Report): string[] {
  const now = new Map(computed.sources.map((source) => [source.file, source]));
  const known = new Set(stated.sources.map(({ file }) => file));
  const said = stated.sources.flatMap(({ id, file, sha256, importer }) => {
    if (importer === null) return [];
    const found = now.get(file);
    if (!found) return [`missing ${id} ${file}: the engine ran without it`];
    return found.sha256 === sha256 ? [] : [`changed ${id} ${file}: the engine ran on what it holds now`];
  });
  const added = computed.sources.filter(({ file, importer }) => importer !== null && !known.has(file));
  return [...said, ...added.map(({ file }) => `new     ${file}: the report was made without it`)];
}

async function evidenceAt(report: string, given: string | null): Promise<string | null> {
  const place = resolve(given ?? dirname(report));
  return (await stat(place).catch(() => null)) === null ? null : place;
}

/** `whyladder verify`: exit 0 only if every pin holds (and, with --recompute, the engine decides the same again). */
export async function verify(file: string, evidence: string | null, recompute: boolean): Promise<ExitCode> {
  const text = await readReportFile(file);
  if (!text.ok) {
    complain(text.error);
    return UNUSABLE;
  }
  const parsed = parseReport(text.value, basename(file));
  if (!parsed.ok) {
    complain(parsed.error);
    return UNUSABLE;
  }
  const place = await evidenceAt(file, evidence);
  if (place === null) {
    complain({
      code: 'not-found',
      message: `${evidence}: there is no such folder or archive.`,
      hint: 'Give the folder or the archive that holds the evidence files with --evidence.',
    });
    return UNUSABLE;
  }
  const note = erasedNote(parsed.value).trim();
  if (note !== '') tell(note);
  const { files } = await inputFiles([place]);
  const checked = await checkPins(parsed.value, files);
  for (const pin of checked)
    await print(`${pin.result.padEnd(7)} ${pin.evidence} ${pin.file} bytes ${pin.bytes[0]}-${pin.bytes[1]}`);
  const bad = checked.filter((pin) => pin.result !== 'ok').length;
  tell(`${checked.length} pins: ${checked.length - bad} ok, ${bad} not`);
  let same = true;
  if (recompute) {
    const analyst = startAnalyst();
    try {
      const output = await study(analyst, place, {
        analyse: true,
        quiet: true,
        noted: notedFrom(parsed.value),
        ...settingsFrom(parsed.value),
      });
      if (!output.ok) {
        complain(output.error);
        return UNUSABLE;
      }
      const again = facilitateAlone(output.value, {
        personality: null,
        maxDepth: null,
        generatedAt: Date.parse(parsed.value.provenance.generated),
      });
      const others = otherFiles(parsed.value, again.report);
      for (const one of others) await print(one);
      const changed = differences(parsed.value, again.report);
      for (const one of changed) await print(`differs ${one}`);
      tell(
        changed.length === 0
          ? 'recomputed: verdicts, confidences and roots agree'
          : `recomputed: ${changed.length} decisions differ${others.length > 0 ? ', on other files than those of the report' : ''}`,
      );
      same = changed.length === 0;
    } finally {
      analyst.close();
    }
  }
  return bad === 0 && same ? DONE : CHECK_FAILED;
}
