import { count } from '../analyses/wording.ts';
import type { Report } from './report.ts';

/** More of them say no more to a reader; the YAML report has all. */
const MOST = 4;

/** " (from E1, E2 and 3 more)": the files that something was found in. */
export function fromWords(ids: readonly string[]): string {
  if (ids.length === 0) return '';
  const more = ids.length > MOST ? ` and ${ids.length - MOST} more` : '';
  return ` (from ${ids.slice(0, MOST).join(', ')}${more})`;
}

/** "counts.csv: 4,032 records, 2026-03-02T00:00:00Z to 2026-03-16T00:00:00Z; 3 rejected": a file as it was read. */
export function sourceWords({
  file,
  records,
  span,
  rejects,
  offset_s,
  zone,
}: Report['sources'][number]): string {
  const said = [
    ...(records === 0 ? ['nothing was read'] : [count(records, 'record')]),
    ...(span === null || records === 0
      ? []
      : [span.from === span.to ? span.from : `${span.from} to ${span.to}`]),
    ...(zone === 'UTC' ? [] : [`its times in ${zone}`]),
    ...(offset_s === 0 ? [] : [`its clock set by ${offset_s} s`]),
  ].join(', ');
  return `${file}: ${said}${rejects === 0 ? '' : `; ${count(rejects, 'record')} rejected`}`;
}
