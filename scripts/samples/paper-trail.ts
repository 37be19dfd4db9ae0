import type { Names } from './names.ts';
import type { Prng } from './prng.ts';
import { type Attempt, type Deployment, MINUTE, type PageEntry, SECOND, type Ticket } from './world.ts';

type Window = { readonly from: number; readonly to: number };

/** What the pager recorded: a page for each window, and the notes of the on-call role about what it did. */
export function pagerEntries(
  random: Prng,
  names: Names,
  windows: readonly Window[],
  attempts: readonly Attempt[],
  now: number,
): PageEntry[] {
  const entries: PageEntry[] = [];
  windows.forEach((window, page) => {
    const trigger = window.from + random.int(95, 170) * SECOND;
    if (trigger >= now) return;
    entries.push({
      at: trigger,
      type: 'trigger',
      text: `Error rate of ${names.service} over 5 percent`,
      page,
    });
    entries.push({ at: trigger + random.int(3, 9) * SECOND, type: 'notify', text: 'Notified by push', page });
    entries.push({
      at: trigger + random.int(20, 75) * SECOND,
      type: 'acknowledge',
      text: 'Acknowledged',
      page,
    });
    const resolved = window.to + random.int(5, 7) * MINUTE + random.int(0, 50) * SECOND;
    const next = windows[page + 1]?.from ?? now;
    if (resolved < Math.min(next, now)) {
      entries.push({ at: resolved, type: 'resolve', text: 'Resolved by the monitor', page });
    }
  });
  for (const attempt of attempts) {
    const page = Math.max(0, windows.filter((window) => window.from <= attempt.at).length - 1);
    entries.push({ at: attempt.at, type: 'annotate', text: attempt.note, page });
    entries.push({
      at: attempt.ready + random.int(3, 20) * SECOND,
      type: 'annotate',
      text: attempt.doneNote,
      page,
    });
  }
  return entries.filter((entry) => entry.at < now).sort((a, b) => a.at - b.at);
}

/** Tickets of customers: some always, many during a window and for some minutes after it. */
export function supportTickets(
  random: Prng,
  names: Names,
  from: number,
  now: number,
  failedAt: (minute: number) => number,
): Ticket[] {
  const tickets: Ticket[] = [];
  const usual = [
    'Question about my invoice',
    'Change of address',
    'Cannot find an item',
    'When will it arrive',
    'Password does not work',
  ];
  const failing = [
    `${names.failing} does not work`,
    'Spinning wheel, then an error',
    'Error 503 at the last step',
    `Tried ${names.failing.toLowerCase()} three times, then it worked`,
    `Is my ${names.record} lost?`,
  ];
  for (let at = from; at < now; at += MINUTE) {
    for (let n = random.poisson(0.12); n > 0; n -= 1) {
      tickets.push({
        at: at + random.int(0, 59) * SECOND,
        subject: random.pick(usual),
        priority: 'normal',
        tags: ['general'],
      });
    }
    for (let n = random.poisson(Math.min(1.3, failedAt(at) * 0.0028)); n > 0; n -= 1) {
      const created = at + Math.round(random.exponential(4) * 60) * SECOND;
      tickets.push({
        at: created,
        subject: random.pick(failing),
        priority: random.next() < 0.5 ? 'high' : 'urgent',
        tags: ['error', 'web'],
      });
    }
  }
  return tickets.filter((ticket) => ticket.at < now).sort((a, b) => a.at - b.at);
}

/** Deployments of other services: some on every working day, a handful on the day itself. None of them is guilty. */
export function otherDeployments(
  random: Prng,
  names: Names,
  days: readonly number[],
  today: readonly number[],
): Deployment[] {
  const make = (service: string, at: number): Deployment => ({
    service,
    version: `${new Date(at).getUTCFullYear()}.${random.int(40, 47)}.${random.int(1, 9)}`,
    at,
    ready: at + random.int(180, 520) * SECOND,
  });
  const earlier = days.flatMap((day) =>
    Array.from({ length: random.int(1, 2) }, () =>
      make(
        random.pick(names.otherServices),
        day + random.int(9 * 60, 16 * 60) * MINUTE + random.int(0, 59) * SECOND,
      ),
    ),
  );
  return [
    ...earlier,
    ...today.map((at, n) =>
      make(
        names.otherServices[n % names.otherServices.length] ?? names.service,
        at + random.int(4, 55) * SECOND,
      ),
    ),
  ];
}
