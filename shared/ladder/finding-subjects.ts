import type { Finding } from '../analyses/finding.ts';
import { assertNever } from '../result.ts';

/** The ids (streams, gauges, attempts, changes) that a finding speaks of: what a rung that cites it is about. */
export function subjectsOf(finding: Finding): readonly string[] {
  const { data } = finding;
  switch (data.kind) {
    case 'failure-windows':
      return [data.series];
    case 'rhythm':
      return data.stream === null ? [] : [data.stream];
    case 'cause':
      return data.state === 'inseparable' ? data.inseparable.flat() : [data.cause];
    case 'trigger':
      return [data.candidate];
    case 'rule-out':
      return [...new Set([data.candidate, ...data.about])];
    case 'rule-outs':
      return data.candidates;
    case 'arming':
      return [data.stream];
    case 'fix':
      return data.attempt === null ? [] : [data.attempt];
    case 'at-ceiling':
      return data.during === null ? [data.gauge] : [data.gauge, data.during];
    case 'held-by':
      return data.stream === null ? [data.gauge, data.client] : [data.gauge, data.client, data.stream];
    case 'difference':
      return [data.series];
    case 'dimension':
      return data.is.map((one) => one.value);
    case 'template':
      return [data.template];
    case 'change-point':
      return [data.subject];
    case 'dose':
      return [data.stream];
    case 'recorded-change':
      return [data.change, ...data.about];
    case 'signature':
    case 'best-evidence':
      return data.about;
    case 'forecast':
      return data.rivals.map((rival) => rival.candidate);
    case 'coverage':
    case 'fix-ledger':
    case 'census':
    case 'clock-offset':
    case 'robustness':
    case 'unexplained':
      return [];
    default:
      return assertNever(data);
  }
}
