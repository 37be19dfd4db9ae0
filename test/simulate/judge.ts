/**
 * Judges the engine on simulated incidents with known truth.
 * npm run judge -- --profile std|hard --seed N --n M [--families a,b] [--path memory|files] [--generator own|other|drawn]
 *                  [--only windows] [--misses] [--json]
 */
import { parseArgs } from 'node:util';
import { analyse as wholeEngine } from '../../shared/analyses/analyse.ts';
import { segment } from '../../shared/analyses/segment.ts';
import { type BaselineName, baselineGuesses } from './baselines/all.ts';
import { viewOf } from './baselines/baseline.ts';
import { generateManyDrawn } from './drawn-windows.ts';
import { type Analyse, windowsOnly } from './engine.ts';
import { bands, baselineFigures, figuresOf, fixFigures, macroTop1 } from './figures.ts';
import { generateMany } from './generate.ts';
import { generateManyOther } from './other-mechanism.ts';
import { inTargets, printed } from './print.ts';
import { throughFiles } from './through-files.ts';
import { FAMILIES, type Family, type Profile, type Simulated } from './truth.ts';
import { rowOf, type VerdictRow } from './verdict-row.ts';

/** Judges one incident: the engine timed, the baselines on the windows that the engine's segmentation found. */
export function judgeOne(simulated: Simulated, analyse: Analyse, withBaselines = true): VerdictRow {
  // Processor time: what else the machine does is not the engine's.
  const before = process.cpuUsage();
  const result = analyse(simulated.incident);
  const used = process.cpuUsage(before);
  const elapsedMs = (used.user + used.system) / 1000;
  const baselines: Partial<Record<BaselineName, { id: string; correct: boolean; score: number }>> = {};
  if (withBaselines) {
    const said = baselineGuesses(viewOf(simulated.incident, segment(simulated.incident)));
    for (const name of Object.keys(said) as BaselineName[]) {
      const { id, score } = said[name];
      baselines[name] = { id, score, correct: simulated.truth.accepts.includes(id) };
    }
  }
  return rowOf(simulated, result, elapsedMs, baselines);
}

function misses(rows: readonly VerdictRow[]): string {
  const wrong = rows.filter(({ correct }) => !correct);
  return wrong
    .map(
      (row) =>
        `${row.incident}: ${row.windows} windows (found ${row.seen}, matched ${row.matched}), truth ${row.truth} ${row.onTruth.toFixed(2)}, said ${row.top} ${row.probability.toFixed(2)} ${row.state}`,
    )
    .join('\n');
}

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      profile: { type: 'string', default: 'std' },
      seed: { type: 'string', default: '9001' },
      n: { type: 'string', default: '260' },
      families: { type: 'string' },
      only: { type: 'string' },
      generator: { type: 'string', default: 'own' },
      path: { type: 'string', default: 'memory' },
      misses: { type: 'boolean', default: false },
      json: { type: 'boolean', default: false },
    },
  });
  const profile: Profile = values.profile === 'hard' ? 'hard' : 'std';
  const wanted = values.families?.split(',');
  const families: readonly Family[] = wanted
    ? FAMILIES.filter((family) => wanted.includes(family))
    : FAMILIES;
  const analyse = values.only === 'windows' ? windowsOnly : wholeEngine;
  const rows: VerdictRow[] = [];
  const seed = Number(values.seed);
  const incidents =
    values.generator === 'other'
      ? generateManyOther(seed, Number(values.n), profile)
      : values.generator === 'drawn'
        ? generateManyDrawn(seed, Number(values.n), profile)
        : generateMany(seed, Number(values.n), profile, families);
  for (const simulated of incidents) {
    rows.push(judgeOne(values.path === 'files' ? await throughFiles(simulated) : simulated, analyse));
  }
  const scored = inTargets(rows);
  if (values.json) {
    const figures = figuresOf(scored);
    process.stdout.write(
      `${JSON.stringify({ profile, seed: Number(values.seed), top1Macro: macroTop1(scored), figures, bands: bands(scored), baselines: baselineFigures(scored), fixes: fixFigures(scored), rows }, null, 1)}\n`,
    );
  } else {
    process.stdout.write(
      `${rows.length} incidents, profile ${profile}, seed ${values.seed}\n${printed(rows)}\n`,
    );
    if (values.misses) process.stdout.write(`\n${misses(rows)}\n`);
  }
}

if (import.meta.main) await main();
