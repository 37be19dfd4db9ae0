import { isKind } from '../../../shared/analyses/finding.ts';
import type { SessionState } from '../../../shared/session/state.ts';
import { verdictOn } from '../../charts/decided-cause.ts';

/**
 * Where nothing listed explains the failures, what stands out in the data all the same: a known trace, else a line that
 * comes as the windows begin and at hardly any other time. Null where a cause is named, or nothing does.
 */
export function standsOut(state: Pick<SessionState, 'findings'>): string | null {
  const verdict = verdictOn(state);
  if (verdict?.state !== 'none' && verdict?.candidates[0]?.kind !== 'none') return null;
  const supported = state.findings.filter((one) => !one.withdrawn && one.verdict === 'supported');
  for (const finding of supported)
    if (isKind(finding, 'signature')) return `What stands out: ${finding.data.answer.replace(/\.$/, '')}.`;
  const line = supported.find((one) => isKind(one, 'template') && one.data.how === 'before');
  return line ? `What stands out: ${line.title} comes as ${line.measure} windows begin.` : null;
}
