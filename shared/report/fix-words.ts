import { duration } from '../analyses/wording.ts';
import { MINUTE_MS } from '../incident/time-range.ts';
import type { Report } from './report.ts';

type Fix = Report['fix_ledger'][number];

/** What stands in place of a fix where it stopped by itself; also at the end of "4 recoveries, no fix". */
export const NO_FIX = 'no fix';

/** "25 min", "11 h 35 min": how long it stayed away; "none" where the failure went on. */
export function reliefWords(row: Fix): string {
  if (row.relief_min !== null) {
    const held = duration(row.relief_min * MINUTE_MS);
    return row.fix !== NO_FIX && byItself(row) ? `usually ${held}` : held;
  }
  if (row.ended_window === 'no') return 'none';
  return row.ended_window === 'ended' || byItself(row) ? 'still quiet' : 'not known';
}

/** What a fix did, as a person says it; where something fills up, it starts no clock. */
export function effectWords(row: Fix, { likeliest_cause }: Pick<Report, 'likeliest_cause'>): string {
  if (byItself(row)) return 'stopped by itself';
  if (row.ended_window === 'no') return 'the failure went on';
  switch (row.effect) {
    case 'reset-clock':
      return likeliest_cause?.cause === 'accumulation'
        ? 'only emptied what fills up again'
        : 'only restarted a clock';
    case 'none':
      return 'made no difference';
    case 'unclear':
      return 'cannot be told';
  }
}

const byItself = ({ fix }: Fix): boolean => fix === NO_FIX || fix.endsWith(`, ${NO_FIX}`);
