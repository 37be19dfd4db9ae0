import type { Prng } from './prng.ts';
import type { PageEntry } from './world.ts';
import { isoWithOffset } from './zone.ts';

const ID = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789';

/**
 * Log entries of the pager, newest first, in the account's time zone.
 * https://developer.pagerduty.com/api-reference/c661e065403b5-list-log-entries
 */
export function pagerDutyLog(entries: readonly PageEntry[], service: string, random: Prng): string {
  const pages = new Map<number, { id: string; number: number }>();
  const first = random.int(48_000, 52_000);
  const schedule = { id: `P${random.text(6, ID)}`, type: 'user_reference', summary: 'On-call role' };
  const monitor = { id: `P${random.text(6, ID)}`, type: 'service_reference', summary: service };
  const records = entries
    .map((entry) => {
      const page = pages.get(entry.page) ?? { id: `Q${random.text(13, ID)}`, number: first + entry.page };
      pages.set(entry.page, page);
      const byMonitor = entry.type === 'trigger' || entry.type === 'resolve' || entry.type === 'notify';
      return JSON.stringify({
        id: `R${random.text(25, ID)}`,
        type: `${entry.type}_log_entry`,
        summary: entry.type === 'annotate' ? 'Note added by the on-call role.' : entry.text,
        created_at: isoWithOffset(entry.at, -300),
        agent: byMonitor ? monitor : schedule,
        channel:
          entry.type === 'annotate'
            ? { type: 'note', summary: entry.text }
            : { type: byMonitor ? 'api' : 'mobile' },
        service: monitor,
        incident: {
          id: page.id,
          type: 'incident_reference',
          summary: `[#${page.number}] ${service}: error rate`,
        },
        teams: [],
        contexts: [],
      });
    })
    .reverse();
  return `{"log_entries":[\n${records.join(',\n')}\n],"limit":100,"offset":0,"more":false,"total":null}\n`;
}
