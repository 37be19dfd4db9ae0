/** Epoch ms as ISO 8601 in UTC, without the milliseconds that no room needs: "2026-11-20T13:52:00Z". */
export function isoTime(at: number): string {
  return new Date(at).toISOString().replace(/\.\d+Z$/, 'Z');
}

/** Minutes with two digits after the point, from ms: rounded to whole ones they read as the findings say them. */
export function minutesOf(ms: number): number {
  return Math.round(ms / 600) / 100;
}
