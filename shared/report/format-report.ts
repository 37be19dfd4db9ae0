import type { ReportFormat } from '../incident/incident.ts';
import { assertNever } from '../result.ts';
import { toMarkdown } from './format-markdown.ts';
import { toText } from './format-text.ts';
import { toYaml } from './format-yaml.ts';
import type { Report } from './report.ts';

/** The report in one of its four formats; each ends with a line feed. */
export function formatReport(report: Report, format: ReportFormat): string {
  switch (format) {
    case 'yaml':
      return toYaml(report);
    case 'json':
      return `${JSON.stringify(report, null, 2)}\n`;
    case 'markdown':
      return toMarkdown(report);
    case 'text':
      return toText(report);
    default:
      return assertNever(format);
  }
}

const ENDINGS: Readonly<Record<ReportFormat, string>> = {
  yaml: 'yaml',
  json: 'json',
  markdown: 'md',
  text: 'txt',
};

/** A file name for a report: the session's title in letters, digits and hyphens. */
export function reportFileName(title: string, format: ReportFormat): string {
  const name = title
    .normalize('NFKD')
    .replace(/[^\p{L}\p{N}]+/gu, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 60)
    .toLowerCase();
  return `${name === '' ? 'report' : name}.${ENDINGS[format]}`;
}
