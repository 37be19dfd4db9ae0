import type { Incident } from '../../incident/incident.ts';
import { mentions } from '../../incident/mentions.ts';
import { isRecorded, partsOf, streamOf } from '../candidate-id.ts';
import type { Candidate, Finding } from '../finding.ts';
import type { Segmentation } from '../segmentation.ts';
import { count, sentence } from '../wording.ts';
import type { Contradiction, Contrary } from './rule-out.ts';
import type { Weighed } from './weighed.ts';

const MOST_PINS = 5;
/** So many rule-outs of streams are read one by one; of more, the likeliest of each kind, and those that somebody named. */
const MOST_SINGLE = 12;
const SINGLE_OF_A_KIND = 3;
/** Fewer than these are no group. */
const LEAST_GROUPED = 3;

const CONTRARIES: readonly Contrary[] = ['without', 'harmless', 'before', 'calm-after'];

const IN_COMMON: Readonly<Record<Contrary, string>> = {
  without: 'at least half of the windows began with no event of theirs shortly before',
  harmless: 'most of their events did no harm',
  before: 'windows had begun before them',
  'calm-after': 'it stayed healthy long after them',
};

interface RuledOut {
  readonly weighed: Weighed;
  /** As the room reads it. */
  readonly name: string;
  readonly against: Contradiction;
}

/** One finding for each mechanism that the data contradict; of hundreds of streams, one for each reason. */
export function ruleOutFindings(
  incident: Incident,
  s: Segmentation,
  candidates: readonly Candidate[],
  weighed: ReadonlyMap<string, Weighed>,
  contradictions: ReadonlyMap<string, Contradiction>,
): Finding[] {
  const all = candidates.flatMap(({ id, label }): RuledOut[] => {
    const w = weighed.get(id);
    const against = contradictions.get(id);
    return w && against
      ? [{ weighed: w, name: w.stepAt === null ? id.replace('&', ' and ') : label, against }]
      : [];
  });
  const listed = all.length <= MOST_SINGLE ? new Set(all) : readAlone(all, incident);
  const groups = CONTRARIES.map((contrary) => ({
    contrary,
    group: all.filter((one) => !listed.has(one) && one.against.contrary === contrary),
  })).filter(({ group }) => group.length >= LEAST_GROUPED);
  const grouped = new Set(groups.flatMap(({ group }) => group));
  return [
    ...all.filter((one) => !grouped.has(one)).map((one) => singleFinding(incident, s, one)),
    ...groups.map(({ contrary, group }) => groupFinding(incident, s, contrary, group)),
  ];
}

/** Load and filling, the likeliest of each kind of stream, and what the team or a statement names. */
function readAlone(all: readonly RuledOut[], incident: Incident): ReadonlySet<RuledOut> {
  const { teamHypothesis } = incident.brief;
  const about = new Set([
    ...(teamHypothesis?.about ?? []),
    ...incident.statements.flatMap((statement) => statement.about),
  ]);
  const texts = [teamHypothesis?.text ?? '', ...incident.statements.map(({ said }) => said)].filter(Boolean);
  const named = (id: string): boolean => about.has(id) || texts.some((text) => mentions(text, id));
  const seen = new Map<string, number>();
  return new Set(
    all.filter(({ weighed: w, against }) => {
      const kind = `${w.kind} ${w.stepAt === null}`;
      const place = seen.get(kind) ?? 0;
      seen.set(kind, place + 1);
      return against.contrary === null || place < SINGLE_OF_A_KIND || w.id.split('&').some(named);
    }),
  );
}

function singleFinding(
  incident: Incident,
  s: Segmentation,
  { weighed: w, name, against }: RuledOut,
): Finding {
  const state = w.kind === 'traffic' || w.kind === 'accumulation';
  const stream = w.stream ?? incident.streams.find((st) => st.id === streamOf(w.id));
  const refs = w.records.flatMap(({ ref }) => (ref ? [ref] : []));
  return {
    key: `attribution/rule-out/${w.id}`,
    title: `Not ${w.kind === 'traffic' ? 'the load' : w.kind === 'accumulation' ? 'something that fills up' : name}`,
    statement: `${state ? sentence(against.mechanism) : name}: ${against.sentence}`,
    measure: against.measure,
    verdict: 'ruled-out',
    strength: 'strong',
    cites: w.records.map(({ id }) => id),
    pins: [...refs, ...(stream?.events ?? []).flatMap((e) => (e.ref ? [e.ref] : []))].slice(0, MOST_PINS),
    computedFrom: [
      ...new Set([...s.computedFrom, ...(stream?.sources ?? []), ...refs.map(({ source }) => source)]),
    ],
    data: {
      kind: 'rule-out',
      candidate: w.id,
      candidateKind: w.kind,
      mechanism: against.mechanism,
      about: stream ? [stream.id] : isRecorded(w.id) ? [w.id] : s.series,
    },
  };
}

/** "2,361 other streams: most of their events did no harm. For instance x: 29 of its 37 runs did no harm." */
function groupFinding(
  incident: Incident,
  s: Segmentation,
  contrary: Contrary,
  group: readonly RuledOut[],
): Finding {
  const [first] = group;
  const single = group.every(({ weighed: w }) => w.stepAt !== null);
  const what = count(group.length, single ? 'other single change' : 'other stream');
  const nearest = first ? `. For instance ${first.name}: ${first.against.sentence}` : '.';
  const ids = group.map(({ weighed: w }) => w.id);
  const streams = new Set(ids.flatMap(partsOf));
  const sources = incident.streams.filter((st) => streams.has(st.id)).flatMap((st) => st.sources);
  return {
    key: `attribution/rule-outs/${contrary}`,
    title: `Not ${what}`,
    statement: `${sentence(what)}: ${IN_COMMON[contrary]}${nearest}`,
    measure: `n = ${group.length.toLocaleString('en-US')}`,
    verdict: 'ruled-out',
    strength: 'strong',
    cites: [],
    pins: [],
    computedFrom: [...new Set([...s.computedFrom, ...sources])],
    data: { kind: 'rule-outs', contrary, candidates: ids },
  };
}
