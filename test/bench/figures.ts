/** Minimum, median and maximum of some times, ms, on one line. */
export function printFigure(name: string, ms: readonly number[], asked: string): void {
  const sorted = [...ms].sort((a, b) => a - b);
  const at = (share: number) =>
    Math.round(sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0);
  process.stdout.write(
    `${name.padEnd(44)} min ${at(0)} ms, median ${at(0.5)} ms, max ${at(0.999)} ms (n = ${ms.length}; asked: ${asked})\n`,
  );
}
