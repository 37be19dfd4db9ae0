import type { Incident } from '../incident/incident.ts';
import type { Stream } from '../incident/stream.ts';
import { textOrder } from './statistics/text-order.ts';

/**
 * The same incident with its streams in an order that depends on what happened, not on the order of the files or on
 * names: sums of many small numbers then come out the same to the last digit. Names only break exact ties.
 */
export function inOrder(incident: Incident): Incident {
  const ranked = incident.streams.map((stream) => ({ stream, content: contentOf(stream) }));
  ranked.sort((a, b) => {
    for (let i = 0; i < a.content.length; i += 1) {
      const difference = (a.content[i] ?? 0) - (b.content[i] ?? 0);
      if (difference !== 0) return difference;
    }
    return textOrder(a.stream.kind, b.stream.kind) || textOrder(a.stream.id, b.stream.id);
  });
  const series = [...incident.series].sort((a, b) => textOrder(a.id, b.id));
  return { ...incident, streams: ranked.map((one) => one.stream), series };
}

function contentOf(stream: Stream): number[] {
  const { events } = stream;
  let busyMs = 0;
  let starts = 0;
  const origin = events[0]?.start ?? 0;
  for (const event of events) {
    busyMs += (event.end ?? event.start) - event.start;
    starts += event.start - origin;
  }
  return [events.length, origin, events.at(-1)?.start ?? 0, busyMs, starts];
}
