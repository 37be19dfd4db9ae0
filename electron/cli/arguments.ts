import { parseArgs } from 'node:util';
import { fail, ok, type Result } from '../../shared/result.ts';
import type { ReportFlags } from './commands/report.ts';

export const USAGE = `whyladder: from a folder of evidence to a checked root-cause report

  whyladder report  <incident> [--format yaml|json|markdown|text] [--out FILE] [--personality NAME|FILE] [--max-depth N]
                    [--model NAME | --no-model]
  whyladder analyze <incident>... [--jsonl]
  whyladder import  <incident|file>... [--json]
  whyladder verify  <report> [--evidence DIR] [--recompute]
  whyladder lint    <report> [--json]

<incident> is a folder with an incident.yaml and the exports beside it, or a single export.
Results go to stdout, progress and warnings to stderr. Exit: 0 done, 1 a check failed, 2 bad usage or nothing usable.`;

/** What was asked for on the command line. */
export type Request =
  | { readonly command: 'help' }
  | { readonly command: 'version' }
  | { readonly command: 'report'; readonly path: string; readonly flags: ReportFlags }
  | { readonly command: 'analyze'; readonly paths: readonly string[]; readonly jsonl: boolean }
  | { readonly command: 'import'; readonly paths: readonly string[]; readonly json: boolean }
  | {
      readonly command: 'verify';
      readonly file: string;
      readonly evidence: string | null;
      readonly recompute: boolean;
    }
  | { readonly command: 'lint'; readonly file: string; readonly json: boolean };

const FORMATS = ['yaml', 'json', 'markdown', 'text'] as const;

function usage(message: string): ReturnType<typeof fail> {
  return fail('usage', message, 'See `whyladder --help`.');
}

function wholeNumber(
  text: string | undefined,
  name: string,
  least: number,
  most: number,
): Result<number | null> {
  if (text === undefined) return ok(null);
  const value = Number(text);
  if (!Number.isInteger(value) || value < least || value > most)
    return usage(`${name} takes a whole number from ${least} to ${most}, not "${text}".`);
  return ok(value);
}

function one(paths: readonly string[], command: string, what: string): Result<string> {
  const [first, second] = paths;
  if (first === undefined) return usage(`${command} needs ${what}.`);
  return second === undefined ? ok(first) : usage(`${command} takes one path; "${second}" is one too many.`);
}

/** Reads the words after the program's name; what is wrong is said in one sentence. */
export function readArguments(words: readonly string[]): Result<Request> {
  const [command, ...rest] = words;
  if (command === undefined || command === 'help' || command === '--help' || command === '-h')
    return ok({ command: 'help' });
  if (command === '--version') return ok({ command: 'version' });
  let parsed: ReturnType<typeof parse>;
  try {
    parsed = parse(rest);
  } catch (error) {
    return usage(error instanceof Error ? (error.message.split('. ')[0] ?? error.message) : String(error));
  }
  const { values, positionals } = parsed;
  if (values.help) return ok({ command: 'help' });
  const allowed: Readonly<Record<string, readonly string[]>> = {
    report: ['format', 'out', 'personality', 'max-depth', 'model', 'no-model'],
    analyze: ['jsonl'],
    import: ['json'],
    verify: ['evidence', 'recompute'],
    lint: ['json'],
  };
  const known = allowed[command];
  if (!known) return usage(`There is no command "${command}".`);
  const strange = Object.keys(values).find((flag) => !known.includes(flag));
  if (strange !== undefined) return usage(`${command} has no flag --${strange}.`);
  switch (command) {
    case 'report': {
      const path = one(positionals, command, 'an incident folder');
      if (!path.ok) return path;
      const depth = wholeNumber(values['max-depth'], '--max-depth', 3, 15);
      if (!depth.ok) return depth;
      if (values.out === '') return usage('--out needs the name of a file.');
      if (values.model !== undefined && values['no-model'])
        return usage('--model and --no-model exclude each other.');
      const format = FORMATS.find((name) => name === values.format) ?? null;
      if (values.format !== undefined && format === null)
        return usage(`--format is one of ${FORMATS.join(', ')}, not "${values.format}".`);
      return ok({
        command,
        path: path.value,
        flags: {
          format,
          out: values.out ?? null,
          personality: values.personality ?? null,
          maxDepth: depth.value,
          model: values['no-model'] ? null : (values.model ?? null),
        },
      });
    }
    case 'analyze':
    case 'import':
      if (positionals.length === 0) return usage(`${command} needs at least one incident folder or file.`);
      return command === 'analyze'
        ? ok({ command, paths: positionals, jsonl: values.jsonl ?? false })
        : ok({ command, paths: positionals, json: values.json ?? false });
    case 'verify': {
      const file = one(positionals, command, 'a report');
      return file.ok
        ? ok({
            command,
            file: file.value,
            evidence: values.evidence ?? null,
            recompute: values.recompute ?? false,
          })
        : file;
    }
    default: {
      const file = one(positionals, command, 'a report');
      return file.ok ? ok({ command: 'lint', file: file.value, json: values.json ?? false }) : file;
    }
  }
}

function parse(words: readonly string[]) {
  return parseArgs({
    args: [...words],
    allowPositionals: true,
    options: {
      help: { type: 'boolean', short: 'h' },
      format: { type: 'string' },
      out: { type: 'string' },
      personality: { type: 'string' },
      'max-depth': { type: 'string' },
      model: { type: 'string' },
      'no-model': { type: 'boolean' },
      jsonl: { type: 'boolean' },
      json: { type: 'boolean' },
      evidence: { type: 'string' },
      recompute: { type: 'boolean' },
    },
  });
}
