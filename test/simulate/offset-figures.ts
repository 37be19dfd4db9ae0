import { clockOffsets } from '../../shared/analyses/clock-offset.ts';
import type { Incident } from '../../shared/incident/incident.ts';
import { digestOf, type Line } from './log-lines.ts';
import type { RawStream } from './mechanisms/mechanism.ts';
import { type Random, random } from './random.ts';
import { toIncident } from './record.ts';

/** How often a clock offset is told, and how often within 5 s (30 s with times to the minute) of the planted one. */
export interface OffsetFigure {
  readonly what: string;
  readonly planted: boolean;
  readonly n: number;
  readonly told: number;
  readonly right: number;
}

const SPAN_S = 8 * 3600;
const NAMES = ['ledger-import', 'thumbnail-sweep', 'index-rebuild', 'mail-digest', 'cache-warmup'];

interface Plan {
  /** Starts and ends of the job, s. */
  readonly runs: readonly { readonly start: number; readonly end: number }[];
  readonly name: string;
  /** Lines of the log, s after the start of the evidence. */
  readonly lines: readonly (Line & { readonly at: number })[];
  readonly offsetS: number;
}

function irregular(draw: Random, n: number): { start: number; end: number }[] {
  const starts = Array.from({ length: n }, () => draw.uniform(300, SPAN_S - 1200)).sort((a, b) => a - b);
  return starts.map((start, i) => ({
    start,
    end: Math.min(start + draw.logUniform(60, 900), (starts[i + 1] ?? SPAN_S) - 5),
  }));
}

function regular(draw: Random): { start: number; end: number }[] {
  const period = draw.uniform(900, 2400);
  const runs: { start: number; end: number }[] = [];
  for (let t = draw.uniform(0, period); t < SPAN_S - 900; t += period)
    runs.push({ start: t, end: t + draw.uniform(200, 260) });
  return runs;
}

const chatter = (draw: Random, name: string): Line[] =>
  Array.from({ length: draw.integer(5, 40) }, () => ({
    at: draw.uniform(0, SPAN_S),
    message: `${name} config reloaded`,
  }));

const PLANS: Readonly<Record<string, (draw: Random, name: string) => Plan>> = {
  'start and end lines, clock 20 s to 4 min off': (draw, name) => {
    const runs = irregular(draw, draw.integer(5, 14));
    const offsetS = draw.uniform(20, 240) * (draw.chance(0.5) ? 1 : -1);
    const lines = runs.flatMap(({ start, end }) => [
      { at: start + offsetS + draw.uniform(0, 1), message: `${name} started` },
      { at: end + offsetS + draw.uniform(0, 1), message: `${name} finished, ${draw.integer(10, 99)} rows` },
    ]);
    return { runs, name, lines: [...lines, ...chatter(draw, name)], offsetS };
  },
  'start lines, one hour off': (draw, name) => {
    const runs = irregular(draw, draw.integer(6, 14));
    const lines = runs.map(({ start }) => ({
      at: start + 3600 + draw.uniform(0, 2),
      message: `${name} started`,
    }));
    return { runs, name, lines, offsetS: 3600 };
  },
  'start and end lines, clocks agree': (draw, name) => {
    const runs = irregular(draw, draw.integer(5, 14));
    const lines = runs.flatMap(({ start, end }) => [
      { at: start + draw.uniform(0, 3), message: `${name} started` },
      { at: end + draw.uniform(0, 3), message: `${name} finished` },
      { at: start + 45 + draw.uniform(0, 2), message: `${name} warmed up` },
    ]);
    return { runs, name, lines, offsetS: 0 };
  },
  'lines of other, independent events': (draw, name) => ({
    runs: irregular(draw, draw.integer(4, 14)),
    name,
    lines: [
      ...irregular(draw, draw.integer(4, 14)).map(({ start }) => ({ at: start, message: `${name} retried` })),
      ...chatter(draw, name),
    ],
    offsetS: 0,
  }),
  'two timers of one period': (draw, name) => {
    const runs = regular(draw);
    const shift = draw.uniform(30, 800);
    return {
      runs,
      name,
      lines: runs.map(({ start }) => ({ at: start + shift + draw.uniform(0, 2), message: `${name} tick` })),
      offsetS: 0,
    };
  },
  'errors some minutes after each run': (draw, name) => {
    const runs = irregular(draw, draw.integer(5, 14));
    const lines = runs.flatMap(({ start }) =>
      Array.from({ length: draw.integer(2, 6) }, () => ({
        at: start + draw.uniform(60, 240),
        message: `timeout while ${name} holds the lock`,
        level: 'error' as const,
      })),
    );
    return { runs, name, lines, offsetS: 0 };
  },
};

function incidentOf({ runs, name, lines }: Plan, draw: Random): Incident {
  const originMs = 1_700_000_000_000 + Math.floor(draw.uniform(0, 1e9)) * 1000;
  const streams: RawStream[] = [
    { id: name, kind: 'job', events: runs.map((run) => ({ ...run, status: null })) },
  ];
  const incident = toIncident({
    name: 'offset',
    originMs,
    spanS: SPAN_S,
    binS: 60,
    columns: [],
    streams,
    fixes: [],
  });
  const logs = digestOf(
    lines.map((line) => ({ ...line, at: originMs + line.at * 1000 })),
    'E3',
  );
  return { ...incident, logs };
}

/** Offsets told, by what lies in the evidence; only planted ones are to be told. */
export function offsetFigures(seed: number, each = 200): OffsetFigure[] {
  return Object.entries(PLANS).map(([what, plan]) => {
    let told = 0;
    let right = 0;
    let planted = false;
    for (let i = 0; i < each; i++) {
      const draw = random(seed * 997 + i, what);
      const made = plan(draw, draw.pick(NAMES));
      planted = made.offsetS !== 0;
      for (const { data } of clockOffsets(incidentOf(made, draw))) {
        if (data.kind !== 'clock-offset') continue;
        told++;
        if (Math.abs(data.offsetMs / 1000 - made.offsetS) <= 5) right++;
      }
    }
    return { what, planted, n: each, told: told / each, right: right / each };
  });
}
