import { firstWords, shortName } from '../contrast/short-name.ts';
import { asRead } from '../templates.ts';
import { count } from '../wording.ts';
import type { Sawtooth } from './climbs.ts';
import {
  atRestart,
  clearest,
  FEWEST_WINDOWS,
  type Filling,
  fillings,
  MOST,
  near,
  teeth,
  withWindow,
} from './filling.ts';
import type { SignatureInput, SignatureTest } from './signature.ts';

/** A gauge that rises, is emptied with no restart on record, and the windows come with its being emptied. */
export const garbageCollection: SignatureTest = (input) => {
  const fitting = fillings(input).filter(
    (f) => f.byItself >= MOST * f.tooth.drops.length && f.restarted * 3 <= f.byItself,
  );
  const best = clearest(fitting) ?? staggered(input);
  if (!best) return null;
  const name = best.tooth.series.id;
  const hosts = new Set(fitting.map((f) => f.tooth.series.id)).size;
  const each = 'hosts' in best && typeof best.hosts === 'number' ? best.hosts : hosts;
  return {
    name: 'garbage-collection',
    title: `${shortName(each > 1 ? best.tooth.series.metric : name, 22)} is emptied in the windows`,
    statement: `${each > 1 ? `${best.tooth.series.metric} (${count(each, 'instance')}, each at its own time)` : name} rises steadily and falls at once in ${count(best.windows, 'window')}, ${emptiedBy(input, best.tooth)}.`,
    about: [name],
    n: best.windows,
    verdict: 'supported',
    strong: best.windows >= 4,
    answers: 'mechanism',
    answer: `${shortName(name, 26)} fills up and is emptied at a stop`,
    bring: null,
    sources: [best.tooth.series.source],
  };
};

/** So many lines beside those at the drops, and the line tells of something else as well. */
const MOST_STRAY = 2;

/** What comes with its being emptied: a line of the logs each time, or nothing that is on record. */
function emptiedBy({ incident, segmentation: s }: SignatureInput, { drops }: Sawtooth): string {
  const slack = 2 * s.binMs;
  const near = (times: readonly number[]): number =>
    drops.filter((at) => times.some((t) => Math.abs(t - at) <= slack)).length;
  const line = (incident.logs?.templates ?? [])
    .filter(({ count: n, times }) => n <= drops.length + MOST_STRAY && near(times) >= 0.8 * drops.length)
    .toSorted((a, b) => near(b.times) - near(a.times) || a.firstAt - b.firstAt)[0];
  return line && drops.length >= FEWEST_WINDOWS
    ? `each time with “${firstWords(asRead(line.text), 80)}”: what that line tells of empties it`
    : 'with no restart on record: a full garbage collection, a flush or a compaction that stops the work would do that';
}

/** Several instances of one metric that are emptied one after the other, each taking some of the windows. */
function staggered(input: SignatureInput): (Filling & { readonly hosts: number }) | null {
  const { segmentation: s } = input;
  const families = new Map<string, Sawtooth[]>();
  for (const tooth of teeth(input))
    families.set(tooth.series.metric, [...(families.get(tooth.series.metric) ?? []), tooth]);
  for (const family of families.values()) {
    const first = family[0];
    if (!first || family.length < 2) continue;
    const drops = family.flatMap((tooth) => tooth.drops);
    const apart = drops.filter(
      (at) => drops.filter((other) => Math.abs(other - at) <= s.binMs).length === 1,
    ).length;
    const inWindows = drops.filter((at) => withWindow(s, at)).length;
    const windows = s.episodes.filter((e) => drops.some((at) => near(e, at, s.binMs))).length;
    const restarted = drops.filter((at) => atRestart(input, at)).length;
    if (windows < FEWEST_WINDOWS || windows < 0.8 * s.episodes.length) continue;
    if (inWindows < MOST * drops.length || restarted * 3 > inWindows || apart < MOST * drops.length) continue;
    return { tooth: first, level: first.high, windows, restarted, byItself: inWindows, hosts: family.length };
  }
  return null;
}
