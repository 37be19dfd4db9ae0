import { randomUUID } from 'node:crypto';

/** What a token stands for: paths on this machine, or a text that was pasted. */
export type Evidence =
  | { readonly kind: 'paths'; readonly paths: readonly string[] }
  | { readonly kind: 'text'; readonly text: string };

const MOST = 200;

/** Windows hold tokens, never paths. The oldest are forgotten. */
export class Tokens {
  private readonly kept = new Map<string, Evidence>();

  /** A token for evidence. */
  issue(evidence: Evidence): string {
    const token = randomUUID();
    this.kept.set(token, evidence);
    const oldest = this.kept.keys().next();
    if (this.kept.size > MOST && !oldest.done) this.kept.delete(oldest.value);
    return token;
  }

  /** What a token stands for; null when it was never issued or is forgotten. */
  redeem(token: string): Evidence | null {
    return this.kept.get(token) ?? null;
  }
}
