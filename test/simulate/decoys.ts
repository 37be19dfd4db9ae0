import type { RawEvent, RawStream } from './mechanisms/mechanism.ts';
import type { Course } from './plant.ts';
import type { Random } from './random.ts';
import { type Setting, STEP_S } from './setting.ts';

/** A job that has nothing to do with the failures, of which a share `fails`; `period` and its jitter in seconds. */
function innocentJob(
  id: string,
  period: number,
  jitter: number,
  lengthS: number,
  spanS: number,
  fails: (start: number) => boolean,
  draw: Random,
): RawStream {
  const events: RawEvent[] = [];
  for (let slot = draw.uniform(0, period); slot < spanS; slot += period) {
    const start = Math.max(0, slot + draw.normal(0, jitter));
    const failed = fails(start);
    events.push({
      start,
      end: start + lengthS * (failed ? draw.uniform(0.02, 0.9) : Math.exp(draw.normal(0, 0.2))),
      status: failed ? 'failed' : 'succeeded',
    });
  }
  return { id, kind: 'job', events: events.sort((a, b) => a.start - b.start) };
}

function scattered(
  id: string,
  kind: RawStream['kind'],
  count: number,
  lengthS: number | null,
  spanS: number,
  draw: Random,
): RawStream {
  const events: RawEvent[] = [];
  for (let i = 0; i < count; i++) {
    const start = draw.uniform(0, spanS);
    events.push({
      start,
      end: lengthS === null ? null : start + lengthS * draw.uniform(0.4, 1.6),
      status: null,
    });
  }
  return { id, kind, events: events.sort((a, b) => a.start - b.start) };
}

/** Streams that lead astray: jobs (often of the same period), deploys (often just before an onset), other vendors' outages. */
export function decoys(setting: Setting, course: Course, name: () => string, draw: Random): RawStream[] {
  const hard = setting.profile === 'hard';
  const spanS = course.steps * STEP_S;
  const onsets = course.windows.map(({ start }) => start);
  const streams: RawStream[] = [];
  for (let i = draw.integer(hard ? 4 : 1, hard ? 10 : 5); i > 0; i--) {
    const period = draw.chance(hard ? 0.4 : 0.3)
      ? setting.intervalS * draw.pick([1, 1, 0.5, 2]) * Math.exp(draw.normal(0, 0.01))
      : Math.max(300, draw.logUniform(setting.intervalS / 5, setting.intervalS * 3));
    // One in four needs what fails, and fails with it; another fails now and then for reasons of its own.
    const [needs, own] = [draw.chance(0.25), draw.chance(0.25) ? draw.uniform(0.02, 0.15) : 0];
    const fails = (t: number): boolean =>
      draw.chance(own) ||
      (needs &&
        course.windows.some(({ start, end }) => t >= start && t < (end ?? spanS) && draw.chance(0.7)));
    streams.push(
      innocentJob(
        name(),
        period,
        period * draw.pick([0.002, 0.02, 0.1]),
        period * draw.logUniform(0.02, 0.4),
        spanS,
        fails,
        draw,
      ),
    );
  }
  for (let i = draw.integer(hard ? 1 : 0, hard ? 3 : 2); i > 0; i--) {
    const stream = scattered(
      name(),
      draw.pick(['deploy', 'deploy', 'config', 'flag']),
      draw.integer(1, 8),
      null,
      spanS,
      draw,
    );
    const tempting = draw.chance(hard ? 0.6 : 0.4) ? draw.integer(1, 2) : 0;
    for (let k = 0; k < tempting && onsets.length > 0; k++) {
      stream.events.push({
        start: Math.max(0, draw.pick(onsets) - draw.uniform(20, 600)),
        end: null,
        status: null,
      });
    }
    stream.events.sort((a, b) => a.start - b.start);
    streams.push(stream);
  }
  if (draw.chance(hard ? 0.5 : 0.3)) {
    streams.push(
      scattered(
        name(),
        draw.pick(['dependency', 'vendor']),
        draw.integer(1, 6),
        setting.lengthS,
        spanS,
        draw,
      ),
    );
  }
  if (draw.chance(0.25))
    streams.push(
      scattered(name(), draw.pick(['data', 'maintenance', 'flag']), draw.integer(1, 4), null, spanS, draw),
    );
  return streams;
}

/** Streams that follow the failures: alerts, autoscaling, and at times a job, a switch to a standby or a setting that the failure sets off. */
export function consequences(
  setting: Setting,
  course: Course,
  name: () => string,
  draw: Random,
): RawStream[] {
  const hard = setting.profile === 'hard';
  const after = (
    id: string,
    kind: RawStream['kind'],
    least: number,
    most: number,
    share: number,
    lengthS: number | null,
  ): RawStream => {
    const events: RawEvent[] = [];
    for (const { start } of course.windows) {
      if (!draw.chance(share)) continue;
      const at = start + draw.uniform(least, most);
      events.push({
        start: at,
        end: lengthS === null ? null : at + lengthS * draw.uniform(0.7, 1.3),
        status: null,
      });
    }
    return { id, kind, events };
  };
  const streams: RawStream[] = [];
  if (draw.chance(0.8)) streams.push(after(name(), 'alert', 60, 240, 0.95, null));
  if (draw.chance(0.35)) streams.push(after(name(), 'autoscale', 90, 400, 0.8, null));
  if (draw.chance(hard ? 0.25 : 0.15))
    streams.push(
      after(
        name(),
        draw.pick(['job', 'job', 'maintenance', 'config']),
        draw.uniform(20, 90),
        draw.uniform(90, 300),
        draw.uniform(0.6, 1),
        setting.lengthS * draw.uniform(0.05, 0.6),
      ),
    );
  if (course.restarts.length > 0 && draw.chance(0.55)) {
    streams.push({
      id: name(),
      kind: 'restart',
      events: course.restarts.map((start) => ({ start, end: null, status: null })),
    });
  }
  return streams.filter(({ events }) => events.length > 0);
}
