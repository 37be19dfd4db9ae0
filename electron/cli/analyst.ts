import { stat } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import type { NotedEntry } from '../../shared/incident/noted-entries.ts';
import type { SourceClock, SourceFormat } from '../../shared/incident/source.ts';
import { fail, type Result } from '../../shared/result.ts';
import { AnalystHost, type AnalystProcess } from '../analyst/host.ts';
import type { AnalystOutput } from '../analyst/job.ts';
import { forkAnalyst } from '../analyst/node-process.ts';
import { tell } from './output.ts';

/** A child of Node, except inside the packaged app, which does not run as Node and brings its own kind. */
let startProcess: (script: string) => AnalystProcess = forkAnalyst;

/** Makes every analyst of this run a process of the given kind. */
export function startAnalystsWith(start: (script: string) => AnalystProcess): void {
  startProcess = start;
}

/** The analyst of one run of the command line: the same worker as in the app. */
export function startAnalyst(): AnalystHost {
  return new AnalystHost(() => startProcess(join(__dirname, '..', 'analyst', 'worker.cjs')));
}

let jobs = 0;

/** Reads (and analyses) one incident folder or file; progress and warnings go to stderr. */
export async function study(
  analyst: AnalystHost,
  path: string,
  options: {
    readonly analyse: boolean;
    readonly quiet: boolean;
    /** What a report says that its room noted. */
    readonly noted?: readonly NotedEntry[];
    /** How a report says that its room set clocks and formats. */
    readonly clocks?: readonly SourceClock[];
    readonly formats?: readonly SourceFormat[];
  },
): Promise<Result<AnalystOutput>> {
  const named = resolve(path);
  const info = await stat(named).catch(() => null);
  // Who names the description means the folder that it describes.
  const full = info?.isFile() && /^incident\.ya?ml$/i.test(basename(named)) ? dirname(named) : named;
  if (!info) {
    return fail(
      'not-found',
      `${path}: there is no such file or folder.`,
      'Give the path of an incident folder or file.',
    );
  }
  jobs += 1;
  let said = '';
  const output = await analyst.run(
    {
      id: `job-${jobs}`,
      paths: [full],
      brief: null,
      unreadable: [],
      analyse: options.analyse,
      noted: options.noted ?? [],
      clocks: options.clocks ?? [],
      formats: options.formats ?? [],
    },
    (progress) => {
      const line =
        progress.phase === 'reading'
          ? `reading ${progress.file} (${progress.filesDone + 1} of ${progress.files})`
          : 'comparing clocks';
      if (!options.quiet && line !== said) tell(line);
      said = line;
    },
  );
  if (!output.ok) return output;
  for (const source of output.value.sources) {
    const first = source.rejects[0];
    if (!first) continue;
    const more = source.rejects.length + source.moreRejects - 1;
    tell(
      `${source.file}: ${first.line === null ? '' : `line ${first.line}: `}${first.reason}${more > 0 ? ` (and ${more} more reject${more === 1 ? '' : 's'})` : ''}`,
    );
  }
  for (const warning of output.value.facts.warnings ?? []) tell(`incident.yaml: ${warning}`);
  if (
    options.analyse &&
    output.value.sources.every((source) => source.importer === null) &&
    output.value.facts.statements.length === 0
  ) {
    return fail(
      'nothing-usable',
      `${path}: no file in it could be read as evidence.`,
      'The lines above say why; `whyladder import` shows what each file was taken for.',
    );
  }
  return output;
}
