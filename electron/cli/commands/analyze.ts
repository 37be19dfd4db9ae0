import { basename, resolve } from 'node:path';
import type { AnalystOutput } from '../../analyst/job.ts';
import { startAnalyst, study } from '../analyst.ts';
import { DONE, type ExitCode, print, UNUSABLE } from '../output.ts';

function iso(at: number): string {
  return new Date(at).toISOString().replace('.000Z', 'Z');
}

function seconds(ms: number | null): number | null {
  return ms === null ? null : Math.round(ms / 100) / 10;
}

function rounded(value: number | null, digits = 4): number | null {
  return value === null ? null : Number(value.toFixed(digits));
}

/** One line of `analyze --jsonl`: the engine's verdict on one incident, probabilities summing to 1. */
export function analysisLine(name: string, output: AnalystOutput): Record<string, unknown> {
  const result = output.result;
  if (!result) throw new Error('The job was asked to analyse');
  const best = result.candidates.reduce<(typeof result.candidates)[number] | null>(
    (top, one) => (!top || one.probability > top.probability ? one : top),
    null,
  );
  return {
    incident: name,
    verdict: { cause: best?.id ?? 'none', confidence: rounded(best?.probability ?? 1) },
    candidates: result.candidates.map((candidate) => ({
      ...candidate,
      probability: rounded(candidate.probability, 6),
    })),
    state: result.state,
    inseparable: result.inseparable,
    episodes: result.episodes.map((episode) => ({
      start: iso(episode.from),
      end: episode.to === null ? null : iso(episode.to),
    })),
    intervals: {
      median_s: seconds(result.intervals.medianMs),
      periodic: result.intervals.periodic,
      p: rounded(result.intervals.p),
      n: result.intervals.n,
    },
    fixes: result.fixes.map((fix) => ({
      id: fix.id,
      relief_s: seconds(fix.reliefMs),
      effect: fix.effect,
      ended_window: fix.endedWindow,
      llr: rounded(fix.llr),
    })),
    elapsed_ms: output.elapsedMs,
  };
}

/** `whyladder analyze`: the engine only. Over many incidents it goes on after a failing one and exits 2 at the end. */
export async function analyze(paths: readonly string[], jsonl: boolean): Promise<ExitCode> {
  const analyst = startAnalyst();
  let failed = false;
  try {
    for (const path of paths) {
      const name = basename(resolve(path));
      const output = await study(analyst, path, { analyse: true, quiet: paths.length > 1 });
      if (!output.ok) failed = true;
      const line = output.ok ? analysisLine(name, output.value) : { incident: name, error: output.error };
      await print(jsonl ? JSON.stringify(line) : JSON.stringify(line, null, 2));
    }
  } finally {
    analyst.close();
  }
  return failed ? UNUSABLE : DONE;
}
