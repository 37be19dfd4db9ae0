import type { Incident } from '../../incident/incident.ts';
import type { Finding } from '../finding.ts';
import type { Segmentation } from '../segmentation.ts';
import { figure, list } from '../wording.ts';
import type { DimensionContrast, ValueCount } from './dimensions.ts';
import { shortName } from './short-name.ts';

const MOST_NAMED = 3;
/** Below this share of error lines a value hardly fails. */
const HARDLY = 0.1;

/** "By host: a and b fail, c and d do not." */
export function dimensionFinding(
  d: DimensionContrast,
  incident: Incident,
  segmentation: Segmentation,
): Finding {
  const rare = d.isNot.every((v) => v.errors < HARDLY * v.lines) ? 'hardly' : 'less often';
  const parts = [
    ...(d.is.length > 0 ? [`the errors are at ${named(d.is)}`] : []),
    ...(d.isNot.length > 0
      ? [
          d.is.length > 0
            ? `${rare} at ${named(d.isNot)}`
            : `errors are ${rare} at ${named(d.isNot)} than elsewhere`,
        ]
      : []),
  ];
  const first = d.is[0] ?? d.isNot[0];
  return {
    key: `contrast/dimension/${d.field}`,
    title: `Fails by ${shortName(d.field, 28)}`,
    statement: `By ${d.field}, inside the windows ${parts.join(', ')}.`,
    measure: first ? `${d.is.length} of ${d.is.length + d.isNot.length}` : 'none',
    verdict: 'supported',
    strength: d.p < 0.001 ? 'strong' : 'weak',
    cites: [],
    pins: [],
    computedFrom: [...new Set([...(incident.logs?.sources ?? []), ...segmentation.computedFrom])],
    data: { kind: 'dimension', field: d.field, is: d.is, isNot: d.isNot, p: d.p },
  };
}

function named(values: readonly ValueCount[]): string {
  const shown = values
    .slice(0, MOST_NAMED)
    .map((v, i) => `${v.value} (${figure(v.errors)} of ${figure(v.lines)}${i === 0 ? ' lines' : ''})`);
  const more = values.length - shown.length;
  return more > 0 ? `${shown.join(', ')} and ${more} more` : list(shown);
}
