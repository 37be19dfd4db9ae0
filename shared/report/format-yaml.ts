import { stringify } from 'yaml';
import type { Report } from './report.ts';

/** The report as YAML 1.2, keys in their fixed order, short lists of ids on one line. */
export function toYaml(report: Report): string {
  return stringify(report, (_key, value: unknown) => value, {
    lineWidth: 100,
    aliasDuplicateObjects: false,
    flowCollectionPadding: false,
  });
}
