import type { SourceId } from '../../shared/incident/source.ts';

/**
 * Numbers for files, so that a file that was read before keeps its own when evidence grows: a cite of E4 goes on to
 * mean the same file. `known` holds the names of files read before, E1 first.
 */
export class SourceNumbers {
  private readonly kept = new Map<string, number[]>();
  private next: number;

  constructor(known: readonly string[]) {
    for (const [index, name] of known.entries())
      this.kept.set(name, [...(this.kept.get(name) ?? []), index + 1]);
    this.next = known.length + 1;
  }

  /** The number of a file; each call takes one. */
  take(name: string): SourceId {
    const own = this.kept.get(name)?.shift();
    if (own !== undefined) return `E${own}`;
    this.next += 1;
    return `E${this.next - 1}`;
  }
}
