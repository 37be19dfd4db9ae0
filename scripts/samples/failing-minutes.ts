import { MINUTE, type World } from './world.ts';

/** Starts of the minutes (epoch ms) in which over 8 percent of requests fail, as the telemetry of the world shows it. */
export function failingMinutes(world: World): number[] {
  const [requests, errors] = world.metrics.find((file) => file.name === 'service')?.gauges ?? [];
  return (requests?.values ?? []).flatMap((value, n) =>
    Number(errors?.values[n]) / Number(value) > 0.08 ? [world.from + n * MINUTE] : [],
  );
}
