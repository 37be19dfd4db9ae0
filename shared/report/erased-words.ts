import type { Report } from './report.ts';

/** What stands where words were erased on request. */
export const ERASED = '[erased]';

/** One sentence for the foot of a report of a session in which words were erased; empty for any other. */
export function erasedNote({ provenance }: Pick<Report, 'provenance'>): string {
  const entries = provenance.erased?.length ?? 0;
  if (entries === 0) return '';
  return ` Words were erased on request in ${entries} ${entries === 1 ? 'entry' : 'entries'} of the session: ${ERASED} stands in their place.`;
}

/** True when the two say the same, apart from words that were erased in the first. */
export function sameButErased(stated: string, computed: string): boolean {
  if (!stated.includes(ERASED)) return stated === computed;
  const parts = stated.split(ERASED).map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(`^${parts.join('[^]*')}$`, 'u').test(computed);
}
