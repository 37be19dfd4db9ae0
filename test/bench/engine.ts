import { analyse } from '../../shared/analyses/analyse.ts';
import type { Stream } from '../../shared/incident/stream.ts';
import { generate, generateMany } from '../simulate/generate.ts';
import { random } from '../simulate/random.ts';
import type { Simulated } from '../simulate/truth.ts';
import { printFigure } from './figures.ts';

function timed(incidents: readonly Simulated[]): number[] {
  return incidents.map(({ incident }) => {
    const started = performance.now();
    analyse(incident);
    return performance.now() - started;
  });
}

/** An incident with `count` further streams of a few dozen runs each. */
function crowded({ incident, truth }: Simulated, count: number): Simulated {
  const draw = random(5);
  const from = incident.series[0]?.times[0] ?? 0;
  const span = incident.now - from;
  const more: Stream[] = Array.from({ length: count }, (_, i) => {
    const period = span / draw.integer(4, 40);
    const events = Array.from({ length: Math.floor(span / period) }, (_, k) => {
      const start = Math.round(from + (k + draw.next() * 0.2) * period);
      return {
        start,
        end: start + 60_000,
        title: '',
        status: null,
        size: null,
        about: [],
        expected: false,
        ref: null,
      };
    });
    return {
      id: `crowd-${i}`,
      kind: 'job',
      events,
      coverage: [{ from, to: incident.now }],
      sizeUnit: null,
      sources: ['E2'],
    };
  });
  return { incident: { ...incident, streams: [...incident.streams, ...more] }, truth };
}

/** Three weeks of minutes: the incident's counts repeated as healthy days before it. */
function long({ incident, truth }: Simulated, bins: number): Simulated {
  const [requests, errors] = incident.series;
  if (!requests || !errors) return { incident, truth };
  const missing = Math.max(0, bins - requests.times.length);
  const first = requests.times[0] ?? 0;
  const before = Array.from({ length: missing }, (_, i) => first - (missing - i) * requests.intervalMs);
  const draw = random(6);
  const usual = Math.max(20, requests.values[0] ?? 100);
  const series = [
    {
      ...requests,
      times: [...before, ...requests.times],
      values: [...before.map(() => draw.poisson(usual)), ...requests.values],
    },
    {
      ...errors,
      times: [...before, ...errors.times],
      values: [...before.map(() => draw.poisson(usual * 0.002)), ...errors.values],
    },
  ];
  return { incident: { ...incident, series }, truth };
}

/** The engine alone, from an incident in memory to its findings. */
export async function benchEngine(): Promise<void> {
  timed([...generateMany(41, 13, 'std')]);
  printFigure('simulated incidents, standard', timed([...generateMany(42, 65, 'std')]), '<= 500 ms');
  printFigure('simulated incidents, hard', timed([...generateMany(43, 65, 'hard')]), '<= 500 ms');
  const one = generate(44, 'periodic-job', 'std');
  printFigure('5,000 streams', timed([crowded(one, 5000)]), '<= 5,000 ms');
  printFigure(
    'three weeks of minutes',
    timed([long(generate(45, 'dose-job', 'std'), 30_240)]),
    '<= 5,000 ms',
  );
}
