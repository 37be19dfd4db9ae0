import type { RawEvent, RawStream } from './mechanisms/mechanism.ts';
import type { Fix } from './on-call.ts';
import type { Random } from './random.ts';
import type { Setting } from './setting.ts';

/** A stream as it was exported: its source's clock may be off, and records may be missing. */
export function recorded(
  stream: RawStream,
  setting: Setting,
  spanS: number,
  draw: Random,
  keepAll: boolean,
): RawStream {
  const hard = setting.profile === 'hard';
  const mostS = Math.min(180, setting.intervalS * 0.12);
  const skewS = draw.chance(hard ? 0.35 : 0.15) ? draw.uniform(-mostS, mostS) : 0;
  const lost = !keepAll && draw.chance(hard ? 0.4 : 0.2) ? draw.uniform(0.02, hard ? 0.12 : 0.06) : 0;
  const events: RawEvent[] = [];
  for (const event of stream.events) {
    const start = keepAll ? Math.max(0, event.start + skewS) : event.start + skewS;
    if (start < 0 || start >= spanS || (lost > 0 && draw.chance(lost))) continue;
    const ended = event.end !== null && event.end + skewS < spanS;
    events.push({
      start,
      end: ended && event.end !== null ? event.end + skewS : null,
      status: ended ? event.status : null,
    });
  }
  return { ...stream, events };
}

/** Fix times as somebody wrote them down afterwards: in half of the incidents to the nearest 5 minutes. */
export function noted(fixes: readonly Fix[], originS: number, draw: Random): Fix[] {
  if (!draw.chance(0.5)) return [...fixes];
  const round = (t: number): number => Math.round((t + originS) / 300) * 300 - originS;
  return fixes.map((fix) => ({
    ...fix,
    at: round(fix.at),
    until: Math.max(round(fix.at) + 60, round(fix.until)),
  }));
}

/** Spans [from, to) in seconds for which the metrics export has nothing. */
export function telemetryGaps(setting: Setting, spanS: number, draw: Random): { from: number; to: number }[] {
  if (!draw.chance(setting.profile === 'hard' ? 0.4 : 0.2)) return [];
  return Array.from({ length: draw.integer(1, 2) }, () => {
    const from = draw.uniform(0, spanS);
    return {
      from,
      to: Math.min(
        spanS,
        from + draw.uniform(3 * setting.binS, Math.max(4 * setting.binS, setting.intervalS * 0.4)),
      ),
    };
  });
}
