/** Offset of a zone from UTC in ms at a time, from the runtime's zone data. */
export function zoneOffsetMs(zone: string, at: number): number {
  const parts = new Intl.DateTimeFormat('en-GB', {
    timeZone: zone,
    hourCycle: 'h23',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
  }).formatToParts(new Date(at));
  const part = (type: string): number => Number(parts.find((p) => p.type === type)?.value ?? Number.NaN);
  const local = Date.UTC(
    part('year'),
    part('month') - 1,
    part('day'),
    part('hour'),
    part('minute'),
    part('second'),
  );
  return local - Math.floor(at / 1000) * 1000;
}

/** `2026-11-20T12:05:00Z`, without milliseconds. */
export function iso(at: number): string {
  return `${new Date(at).toISOString().slice(0, 19)}Z`;
}

/** Wall-clock time in a zone without saying which: `2026-11-20 13:05:00`. */
export function localTime(zone: string, at: number): string {
  return new Date(at + zoneOffsetMs(zone, at)).toISOString().slice(0, 19).replace('T', ' ');
}

/** `2026-11-20T06:05:00-05:00`. */
export function isoWithOffset(at: number, offsetMin: number): string {
  const sign = offsetMin < 0 ? '-' : '+';
  const absolute = Math.abs(offsetMin);
  const two = (n: number): string => String(n).padStart(2, '0');
  const local = new Date(at + offsetMin * 60_000).toISOString().slice(0, 19);
  return `${local}${sign}${two(Math.floor(absolute / 60))}:${two(absolute % 60)}`;
}
