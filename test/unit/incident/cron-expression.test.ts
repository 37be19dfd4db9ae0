import { describe, expect, it } from 'vitest';
import { cronTimes, parseCron } from '../../../shared/incident/cron-expression.ts';

const DAY = { from: Date.UTC(2026, 10, 23), to: Date.UTC(2026, 10, 24) };
const due = (expression: string, span = DAY, zone = 'UTC'): string[] => {
  const schedule = parseCron(expression);
  return schedule
    ? cronTimes(schedule, span, zone).map((at) => new Date(at).toISOString().slice(11, 16))
    : [];
};

describe('a schedule', () => {
  it('is read in the five fields of a crontab and in the six or seven of Quartz', () => {
    expect(due('20 */8 * * *')).toEqual(['00:20', '08:20', '16:20']);
    expect(due('0 20 */8 * * ?')).toEqual(['00:20', '08:20', '16:20']);
    expect(due('0 20 0/8 ? * MON *')).toEqual(['00:20', '08:20', '16:20']);
  });

  it('counts a day of the week from Sunday = 0, in Quartz from Sunday = 1', () => {
    // 23 November 2026 is a Monday.
    expect(due('0 6 * * 1')).toEqual(['06:00']);
    expect(due('0 0 6 ? * 2')).toEqual(['06:00']);
    expect(due('0 0 6 ? * 1')).toEqual([]);
    expect(due('0 0 6 ? * 2-6')).toEqual(['06:00']);
    expect(due('0 0 6 * * 1')).toEqual(['06:00']);
  });

  it('that cannot be read is none, rather than one that is wrong', () => {
    for (const text of ['0 0 12 L * ?', '0 0 12 ? * 6#3', '0 0 12 * * ? 2027', 'soon', '61 * * * *'])
      expect(parseCron(text), text).toBeNull();
  });
});
