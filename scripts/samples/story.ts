import type { Names } from './names.ts';
import type { Scenario } from './scenario.ts';
import { growthAt } from './timer.ts';
import {
  type Attempt,
  DAY,
  HOUR,
  MINUTE,
  type PlannedChange,
  type SpokenStatement,
  type Story,
} from './world.ts';
import { zoneOffsetMs } from './zone.ts';

const WEEKDAYS = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'];

/** Weekday in the incident's zone. */
export function weekday(zone: string, at: number): string {
  return WEEKDAYS[new Date(at + zoneOffsetMs(zone, at)).getUTCDay()] ?? 'Friday';
}

function thousands(n: number): string {
  return `${Number((n / 1_000).toFixed(1))}k`;
}

/** Five unrelated entries of the calendar, before and after; some were announced to the failing team, some were not. */
export function otherChanges(names: Names, now: number): PlannedChange[] {
  const { service, resource, dataset, told } = names.teams;
  const first = told[0] ?? dataset;
  const at = (days: number, hours: number, minutes: number): number =>
    Math.floor(now / DAY) * DAY - days * DAY + hours * HOUR + minutes * MINUTE;
  return [
    {
      at: at(7, 9, 30),
      kind: 'infrastructure',
      what: 'Kernel update on the hosts, one zone a night',
      about: [],
      knownTo: [service, resource],
      notKnownTo: [],
    },
    {
      at: at(4, 14, 0),
      kind: 'configuration',
      what: `Log retention of ${names.otherServices[1]} from 14 to 30 days`,
      about: [names.otherServices[1] ?? ''],
      knownTo: [resource],
      notKnownTo: [],
    },
    {
      at: at(3, 6, 15),
      kind: 'certificate',
      what: 'Certificate of the public load balancer renewed, valid for a year',
      about: [],
      knownTo: [resource, service],
      notKnownTo: [],
    },
    {
      at: at(2, 11, 0),
      kind: 'data',
      what: `Texts of ${names.otherDecoys[1].about} translated`,
      about: [names.otherDecoys[1].about],
      knownTo: [first],
      notKnownTo: [service],
    },
    {
      at: at(1, 15, 20),
      kind: 'schedule',
      what: `${names.otherDecoys[0].job} moved to every ${names.otherDecoys[0].everyMin} minutes in test, production unchanged`,
      about: [names.otherDecoys[0].about],
      knownTo: [service],
      notKnownTo: [],
    },
    {
      at: at(-2, 8, 0),
      kind: 'vendor',
      what: `Maintenance announced by the ${names.partner}`,
      about: [],
      knownTo: [service, first],
      notKnownTo: [],
    },
  ];
}

/** Calendar of changes: the growth among others. With `roots: limit` everybody was told, and only the limit is missing. */
export function changeCalendar(scenario: Scenario, now: number): PlannedChange[] {
  const { names } = scenario;
  const before = names.sizeBefore;
  const announced = new Date(growthAt(scenario) - 10 * DAY);
  const day = `${announced.getUTCDate()} ${['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'][announced.getUTCMonth()]}`;
  const untold = [names.teams.service, names.teams.resource];
  const growth: PlannedChange = {
    at: growthAt(scenario),
    kind: 'data',
    what: `${names.growthWhat}, ${thousands(before)} to ${thousands(before * scenario.growth)} ${names.item} (planned ${day})`,
    about: [names.dataset],
    knownTo: scenario.roots === 'limit' ? [...names.teams.told, ...untold] : [...names.teams.told],
    notKnownTo: scenario.roots === 'limit' ? [] : untold,
  };
  return [...otherChanges(names, now), growth].sort((a, b) => a.at - b.at);
}

/** Teams and what they own, where no growing dataset plays a part. */
export function plainTeams(names: Names): Story['teams'] {
  const m = names.metrics;
  return [
    { name: names.teams.service, owns: [names.service, names.job] },
    { name: names.teams.resource, owns: [names.resource.gauge, names.resource.max] },
    { name: names.teams.dataset, owns: [names.dataset] },
    { name: 'database-administration', owns: [m.dbInUse, m.dbMax, m.dbQuery, m.dbLock] },
  ];
}

/** Statements of roles. The one about the missing limit exists unless the limit is no root. */
function statements(scenario: Scenario): SpokenStatement[] {
  const { names } = scenario;
  const { gauge, inWords, holdWord } = names.resource;
  const all: SpokenStatement[] = [
    {
      said: `The ${names.jobInWords} runs inside the ${names.serviceInWords}, on the one instance that has its lease. Its timer starts again ${scenario.lagMin} minutes after a run ends or after the process is ready.`,
      byRole: names.teams.service,
      about: [names.job, names.service],
      limit: false,
    },
    {
      said: `A run reads every one of the ${names.item} and opens ${holdWord} in proportion to their number, from the same ${inWords} that the ${names.serviceInWords} uses.`,
      byRole: names.teams.service,
      about: [names.job, names.dataset, gauge],
      limit: false,
    },
    {
      said: `The ${inWords} has one maximum of ${scenario.ceiling} for everybody. There is no limit per client and no alert on it.`,
      byRole: names.teams.resource,
      about: [gauge],
      limit: true,
    },
    {
      said: 'Query times and lock waits look like on any other day.',
      byRole: 'database-administration',
      about: [names.metrics.dbQuery, names.metrics.dbLock],
      limit: false,
    },
    {
      said: 'No feature flag was changed and no certificate expired today, and no vendor reports trouble.',
      byRole: 'release-management',
      about: [],
      limit: false,
    },
  ];
  return all.filter((statement) => !statement.limit || scenario.roots !== 'notice');
}

/** The words of a rearmed-job incident. */
export function rearmedStory(
  scenario: Scenario,
  attempts: readonly Attempt[],
  windows: readonly { readonly from: number; readonly to: number }[],
  now: number,
  failingShare: number,
): Story {
  const { names } = scenario;
  const reliefs = attempts.flatMap((a) => (a.reliefMin === null ? [] : [a.reliefMin]));
  const [least, most] = [Math.min(...reliefs), Math.max(...reliefs)];
  const range = least === most ? `about ${least}` : `${least}-${most}`;
  const hours = Math.round((now - (windows[0]?.from ?? now)) / HOUR);
  const m = names.metrics;
  return {
    problem:
      reliefs.length > 0
        ? `${names.failing} failures resuming ${range} minutes after each fix`
        : `${names.failing} failures that come back`,
    context: `${names.business}, peak ${weekday(scenario.zone, now)} traffic\nStarted ${hours} hours ago, no obvious trigger\nTeam hypothesis: database issue\n`,
    impact: `About ${Math.round(failingShare * 10)} of 10 requests fail while a window lasts; nothing else is affected`,
    hypothesis: { text: 'Probably a database issue', about: [m.dbInUse, m.dbQuery, m.dbLock] },
    statements: statements(scenario),
    changes: [
      {
        at: growthAt(scenario),
        kind: 'data',
        what: `${names.growthWhat}, ${thousands(names.sizeBefore)} to ${thousands(names.sizeBefore * scenario.growth)} ${names.item}`,
        about: [names.dataset],
        knownTo: [],
        notKnownTo: [],
      },
    ],
    teams: plainTeams(names),
    limits: { [names.resource.gauge]: names.resource.max, [m.dbInUse]: m.dbMax },
    personality: 'investigator',
  };
}
