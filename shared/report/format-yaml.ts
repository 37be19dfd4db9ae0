import { stringify } from 'yaml';
import type { Report } from './report.ts';

/** As wide as the window shows without scrolling sideways, characters. */
const LINE = 84;

/** The report as YAML 1.2, keys in their fixed order, short lists of ids on one line. */
export function toYaml(report: Report): string {
  return stringify(report, (_key, value: unknown) => value, {
    lineWidth: LINE,
    aliasDuplicateObjects: false,
    flowCollectionPadding: false,
  });
}
