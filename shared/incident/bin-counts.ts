/** Lines and errors by bin number, kept sparse. Lines of one bin come one after the other: they are added up first. */
export class BinCounts {
  private readonly lines = new Map<number, number>();
  private readonly errors = new Map<number, number>();
  private bin = Number.NaN;
  private openLines = 0;
  private openErrors = 0;

  add(bin: number, error: boolean): void {
    if (bin !== this.bin) {
      this.flush();
      this.bin = bin;
    }
    this.openLines += 1;
    if (error) this.openErrors += 1;
  }

  /** The lowest bin number; 0 when nothing was counted. */
  first(): number {
    this.flush();
    let first = Number.POSITIVE_INFINITY;
    for (const bin of this.lines.keys()) if (bin < first) first = bin;
    return first === Number.POSITIVE_INFINITY ? 0 : first;
  }

  /** [bin, lines, errors] in order, bins counted from `first`. */
  sorted(first: number): (readonly [number, number, number])[] {
    this.flush();
    return [...this.lines]
      .sort((a, b) => a[0] - b[0])
      .map(([bin, lines]) => [bin - first, lines, this.errors.get(bin) ?? 0] as const);
  }

  private flush(): void {
    if (this.openLines === 0) return;
    this.lines.set(this.bin, (this.lines.get(this.bin) ?? 0) + this.openLines);
    if (this.openErrors > 0) this.errors.set(this.bin, (this.errors.get(this.bin) ?? 0) + this.openErrors);
    this.openLines = 0;
    this.openErrors = 0;
  }
}
