import { parseGuardedYaml } from '../incident/yaml-guard.ts';
import { fail, ok, type Result } from '../result.ts';
import { type Report, reportSchema } from './report.ts';

/** Largest report that is read, characters. */
const MAX_REPORT = 16 * 1024 * 1024;
/** Deeper nesting than any report has; checked before a recursive parser sees the text. */
const MAX_NESTING = 64;

function tooDeep(text: string): boolean {
  let depth = 0;
  for (const sign of text) {
    if (sign === '[' || sign === '{') depth += 1;
    else if (sign === ']' || sign === '}') depth -= 1;
    if (depth > MAX_NESTING) return true;
  }
  return false;
}

/** A report's text, JSON or YAML, as data of whatever shape. */
export function readReportText(written: string, name: string): Result<unknown> {
  // A byte order mark, as some editors write it.
  const text = written.replace(/^\ufeff/, '');
  if (text.length > MAX_REPORT)
    return fail('report-too-large', `${name} is larger than 16 MB.`, 'Give the report alone.');
  if (text.trimStart().startsWith('{')) {
    if (tooDeep(text))
      return fail('report-invalid', `${name} is nested deeper than a report.`, 'Give a report of Whyladder.');
    try {
      return ok(JSON.parse(text));
    } catch (error) {
      return fail(
        'report-invalid',
        `${name}: ${error instanceof Error ? error.message : String(error)}`,
        'Give a report in YAML or JSON.',
      );
    }
  }
  const yaml = parseGuardedYaml(text, name);
  return yaml.ok ? ok(yaml.value.value) : yaml;
}

/** A report of ours, checked against its schema; what is wrong is said with its place. */
export function parseReport(text: string, name: string): Result<Report> {
  const data = readReportText(text, name);
  if (!data.ok) return data;
  const parsed = reportSchema.safeParse(data.value);
  if (parsed.success) return ok(parsed.data);
  const issue = parsed.error.issues[0];
  return fail(
    'report-invalid',
    `${name}: ${issue?.path.join('.') || 'the whole file'}: ${issue?.message ?? 'is no report'}`,
    'Give a YAML or JSON report that `whyladder report` wrote.',
  );
}
