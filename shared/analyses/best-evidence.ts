import type { Incident } from '../incident/incident.ts';
import { fitsOtherwise, zoneDoubts } from '../incident/zone-doubts.ts';
import { WORTH_A_TEST } from './attribution/experiment.ts';
import type { Contrast } from './contrast/contrast.ts';
import { shortName } from './contrast/short-name.ts';
import { type DataOf, type Finding, isKind } from './finding.ts';
import type { Segmentation } from './segmentation.ts';
import { type CauseVerdict, triggerOf } from './verdict.ts';
import { count, dayClock, list, lostInWords } from './wording.ts';

export interface EvidenceInput {
  readonly incident: Incident;
  readonly segmentation: Segmentation;
  readonly verdict: CauseVerdict;
  readonly causal: readonly Finding[];
  readonly compared: Contrast;
  readonly census: Finding | null;
}

interface Wanted {
  readonly subject: string;
  readonly title: string;
  readonly bring: string;
  readonly how: string;
  readonly about: readonly string[];
}

const MOST_WANTED = 4;
/** A list that a tired room still reads. */
const MOST_ASKED = 3;

/** What would move the verdict most, dearest first: the missing export or experiment, and how to get it. */
export function bestEvidence(input: EvidenceInput): Finding[] {
  const { incident, segmentation, verdict, compared } = input;
  const first = segmentation.episodes[0];
  const since = `${dayClock((first?.from ?? segmentation.from) - 60 * 60_000, incident.zone)} (${incident.zone})`;
  if (!first) return segmentation.rate.length > 0 ? [] : [wanted(noSeries())];
  const all = [
    ...doubtfulZones(incident),
    ...separating(input),
    ...untestedChanges(input),
    ...unknownHolder(compared),
    ...(hasMissed(input) ? noRun(input) : noMechanism(incident, compared, verdict, since)),
    ...unsplitGauges(compared, verdict),
    ...unlimited(compared),
    ...(hasMissed(input) ? [] : unsized(incident, verdict)),
    ...noRequests(input, since),
    ...openKinds(input, since),
  ];
  return all.slice(0, MOST_WANTED).map(wanted);
}

function wanted(one: Wanted): Finding {
  return {
    key: `best-evidence/${one.subject}`,
    title: one.title,
    statement: `${one.bring} ${one.how}`,
    measure: 'bring',
    verdict: 'undetermined',
    strength: null,
    cites: [],
    pins: [],
    computedFrom: [],
    data: { kind: 'best-evidence', bring: one.bring, how: one.how, about: one.about },
  };
}

function noSeries(): Wanted {
  return {
    subject: 'failure-series',
    title: 'Requests and errors over time',
    bring: 'Bring errors and requests over time for the failing service.',
    how: 'One value a minute from a day before the first failure on; or name the series in incident.yaml under series.',
    about: [],
  };
}

/** In another zone a file would fit the others: until somebody says which it is, nothing that lies across them is sure. */
function doubtfulZones({ sources }: Incident): Wanted[] {
  return zoneDoubts(sources).map((doubt) => ({
    subject: `zone/${doubt.source.id}`,
    title: `Time zone of ${shortName(doubt.source.file, 28)}`,
    bring: `Bring the time zone of ${doubt.source.file}.`,
    how: `Its times carry none and are read in ${doubt.source.zone}; ${fitsOtherwise(doubt)}, and what is said of it beside other files would be another.`,
    about: [doubt.source.id],
  }));
}

/** Two rivals that the evidence cannot separate: only an experiment can. */
function separating({ causal, verdict, segmentation }: EvidenceInput): Wanted[] {
  const cause = causal.find((f) => isKind(f, 'cause'));
  if (!cause || !isKind(cause, 'cause') || cause.data.experiment === null) return [];
  const rivals = [...new Set(verdict.inseparable.flat())];
  const likeliest = verdict.candidates.find((c) => !incidentWide(c.id));
  if (rivals.length === 0 && incidentWide(cause.data.cause) && (likeliest?.probability ?? 0) < WORTH_A_TEST)
    return [];
  return [
    {
      subject: 'experiment',
      title:
        rivals.length > 0
          ? `Separate the ${rivals.length === 2 ? 'two' : rivals.length} rivals`
          : incidentWide(cause.data.cause)
            ? 'An experiment that would tell'
            : `Test ${shortName(nameOfCause(cause.data), 48)}`,
      bring: sentence(cause.data.experiment),
      how: `${rivals.length > 2 ? 'If it does, go on with the next of them. ' : ''}${segmentation.episodes.length > 1 ? 'One cycle' : 'That'} says more than any further export.`,
      about: rivals.length > 0 ? rivals : [cause.data.cause],
    },
  ];
}

/** A candidate's name, as its sentences have it. */
function nameOfCause({ cause, candidates }: DataOf<'cause'>): string {
  return bare(candidates.find((c) => c.id === cause)?.label ?? cause);
}

/** A change without the place and the time that stand behind its name. */
const bare = (label: string): string => label.replace(/ \([^()]*\)$/, '');

/** A change on record that time could not test: its time, or the failures before it, would. */
function untestedChanges({ incident, segmentation, verdict }: EvidenceInput): Wanted[] {
  const first = segmentation.episodes[0];
  if (verdict.cause !== null || !first) return [];
  return incident.changes
    .filter(({ at }) => at <= first.from)
    .flatMap((change): Wanted[] => {
      const { id, at, atIs } = change;
      const candidate = verdict.candidates.find((one) => one.id === id);
      if (!candidate || candidate.ruledOut || candidate.probability > 0) return [];
      if (atIs === 'day')
        return [
          {
            subject: `time/${id}`,
            title: `Time of ${bare(candidate.label)}`,
            bring: `Bring the time at which ${candidate.label} took effect.`,
            how: 'Only its day is on record, and that is too little to test it.',
            about: [id],
          },
        ];
      return [
        {
          subject: `before/${id}`,
          title: `Failures before ${bare(candidate.label)}`,
          bring: `Bring requests and errors from before ${dayClock(at, incident.zone)} (${incident.zone}).`,
          how: `${candidate.label} came before the first figure, so nothing says whether it was calm until then.`,
          about: [id],
        },
      ];
    })
    .slice(-1);
}

/** Somebody holds a full gauge, and nothing says when it runs. */
function unknownHolder(compared: Contrast): Wanted[] {
  return compared.full
    .filter((full) => full.holder !== null && full.during === null)
    .slice(0, 1)
    .map((full) => {
      const client = full.holder?.client ?? '';
      return {
        subject: `holder/${client}`,
        title: `Runs of ${shortName(client, 30)}`,
        bring: `Bring when ${client} runs: start, end and amount of work of each run, a week back.`,
        how: `It holds most of ${full.test.gauge.gauge.id} while that is full, and nothing says what it does then.`,
        about: [client, full.test.gauge.gauge.id],
      };
    });
}

/** A stream is named and no gauge says how it does it. */
function noMechanism(incident: Incident, compared: Contrast, verdict: CauseVerdict, since: string): Wanted[] {
  const stream = incident.streams.find((s) => s.id === verdict.cause && s.kind === 'job');
  if (!stream || compared.full.length > 0) return [];
  // Somebody has said what it does to a gauge that differs inside the windows.
  const moved = new Set(
    compared.differences.filter((d) => d.p < 0.01).flatMap((d) => [d.series.id, d.series.metric]),
  );
  const told = incident.statements.some(
    (s) => s.about.includes(stream.id) && s.about.some((id) => moved.has(id)),
  );
  if (told) return [];
  return [
    {
      subject: `mechanism/${stream.id}`,
      title: `What ${shortName(stream.id, 24)} takes`,
      bring: `Bring what ${stream.id} shares with the failing service (connections, threads, memory, locks), by client and with its limit, from ${since} on.`,
      how: 'Its runs start the failures; nothing in the evidence says how.',
      about: [stream.id],
    },
  ];
}

function hasMissed({ causal, verdict }: EvidenceInput): boolean {
  return verdict.cause !== null && triggerOf(causal, verdict.cause)?.missed === true;
}

/** It fails where runs do not do their work: why do they not? */
function noRun({ causal, verdict, segmentation, incident }: EvidenceInput): Wanted[] {
  const id = verdict.cause ?? '';
  const lost = triggerOf(causal, id)?.lost ?? 'absent';
  const shown = segmentation.episodes.slice(0, MOST_ASKED).map((e) => dayClock(e.from, incident.zone));
  return [
    {
      subject: `missed/${id}`,
      title: `Why ${shortName(id, 24)} ${lost === 'failed' ? 'failed' : 'did not run'}`,
      bring: `Bring the log of ${lost === 'absent' ? 'what starts ' : lost === 'either' ? 'what starts it and of ' : ''}${id}, of the hour before ${list(shown)} (${incident.zone}).`,
      how: `Runs that were due ${lostInWords(lost, 'did not', 'their')}, and windows followed; nothing in the evidence says why they did not.`,
      about: [id],
    },
  ];
}

/** A gauge is full and nothing says who holds it. */
function unsplitGauges(compared: Contrast, verdict: CauseVerdict): Wanted[] {
  return compared.full
    .filter(
      (full) =>
        full.test.gauge.parts.length === 0 && (full.during === null || full.during.stream !== verdict.cause),
    )
    .slice(0, 1)
    .map(({ test }) => {
      const id = test.gauge.gauge.id;
      return {
        subject: `split/${id}`,
        title: `Who holds ${shortName(id, 28)}`,
        bring: `Bring ${id} split by what holds it: client, process or query.`,
        how: 'It is full inside the windows; the one whose share grows then is the one to look at.',
        about: [id],
      };
    });
}

/** It stops at one value, and no limit is on record. */
function unlimited(compared: Contrast): Wanted[] {
  return compared.full
    .filter((full) => full.test.gauge.origin === 'own-maximum')
    .slice(0, 1)
    .map(({ test }) => {
      const id = test.gauge.gauge.id;
      return {
        subject: `limit/${id}`,
        title: `Limit of ${shortName(id, 30)}`,
        bring: `Bring the configured limit of ${id}.`,
        how: 'It is cut off at one value inside the windows; its configuration says whether that is a limit.',
        about: [id],
      };
    });
}

/** The likeliest job without sizes: whether it grew cannot be told. */
function unsized(incident: Incident, verdict: CauseVerdict): Wanted[] {
  const stream = incident.streams.find((s) => s.id === verdict.cause && s.kind === 'job');
  if (!stream) return [];
  if (stream.events.every((e) => e.expected)) {
    return [
      {
        subject: `runs/${stream.id}`,
        title: `Runs of ${shortName(stream.id, 30)}`,
        bring: `Bring the run history of ${stream.id}, with start and end.`,
        how: 'Only its schedule is known; whether the runs took place, and how long they took, is not.',
        about: [stream.id],
      },
    ];
  }
  if (stream.events.some((e) => e.size !== null)) return [];
  const missing = stream.events.some((e) => e.end !== null)
    ? 'the amount of work of each run'
    : 'the end of each run';
  return [
    {
      subject: `size/${stream.id}`,
      title: `Size of runs of ${shortName(stream.id, 22)}`,
      bring: `Bring ${missing} of ${stream.id}, for a week before the first failure.`,
      how: 'It says whether the runs grew before it began, and what a further growth would do.',
      about: [stream.id],
    },
  ];
}

function noRequests({ segmentation }: EvidenceInput, since: string): Wanted[] {
  if (segmentation.load !== null) return [];
  return [
    {
      subject: 'requests',
      title: 'Requests beside the errors',
      bring: `Bring the requests of the failing service from ${since} on.`,
      how: 'Without them more errors may only mean more load, and traffic cannot be tested.',
      about: [],
    },
  ];
}

/** Kinds of change that nothing covers, where no cause was found or none explains why now. */
function openKinds({ census }: EvidenceInput, since: string): Wanted[] {
  if (!census || !isKind(census, 'census')) return [];
  const unknown = census.data.entries.filter((e) => e.state === 'unknown').map((e) => e.change);
  if (unknown.length === 0) return [];
  const sources: Readonly<Record<(typeof unknown)[number], string>> = {
    code: 'the list of deployments',
    configuration: 'the history of configuration changes',
    data: 'the row counts or imports',
    schedule: 'the schedules of all jobs with their last edits',
    infrastructure: 'the events of hosts or network',
    vendor: 'the status of the outside services it calls',
    certificate: 'the expiry dates of certificates or tokens',
    flag: 'the change list of the feature flags',
    traffic: 'the requests of the same hours on other days',
  };
  const asked = list(unknown.slice(0, MOST_ASKED).map((kind) => sources[kind]));
  const rest = unknown.slice(MOST_ASKED);
  return [
    {
      subject: 'census',
      title: `${count(unknown.length, 'kind')} of change unknown`,
      bring: `Bring ${asked}, from ${since} on.`,
      how: `Nothing in the evidence says whether these changed${rest.length > 0 ? `, nor what became of ${list(rest, 'or')}` : ''}.`,
      about: [],
    },
  ];
}

/** No stream, but a state of the whole: nothing to pause by its name. */
const incidentWide = (cause: string): boolean =>
  cause === 'none' || cause === 'traffic' || cause === 'accumulation';

const sentence = (text: string): string => (/[.!?]$/.test(text.trim()) ? text.trim() : `${text.trim()}.`);
