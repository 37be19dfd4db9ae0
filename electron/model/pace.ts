import type { ModelPace } from '../../shared/ipc/model-contract.ts';
import type { ChatDeadlines, ChatReply } from './chat.ts';

/** A reply that begins within this time helps the room; later it is dropped. */
const LEAST_ALLOWED_MS = 20_000;
const MOST_ALLOWED_MS = 60_000;
/** How much slower than measured a prompt may be read before the call is given up. */
const PATIENCE = 3;
const BETWEEN_TOKENS_MS = 10_000;
const WHOLE_MS = 120_000;
/** English and ids, where nothing was measured yet. */
const USUAL_CHARACTERS_A_TOKEN = 3.4;

/** How fast the loaded model reads and writes on this machine, measured on every call. */
export class Pace {
  private loadMs: number | null = null;
  private readonly firstWords: number[] = [];
  private charactersAToken = USUAL_CHARACTERS_A_TOKEN;
  /** Reading anew, ms a token; from the warm-up, where nothing can be reused. */
  private msAToken: number | null = null;
  private tokensPerSecond: number | null = null;
  private promptTokens: number | null = null;
  private freshTokens: number | null = null;
  private readBefore = '';

  /** Another model was loaded: what was measured no longer holds. */
  loaded(loadMs: number | null): void {
    this.loadMs = loadMs;
    this.firstWords.length = 0;
    this.msAToken = null;
    this.tokensPerSecond = null;
    this.promptTokens = null;
    this.freshTokens = null;
    this.readBefore = '';
  }

  /** The cold reading of a prompt: sets the scale for everything after it. */
  warmed(prompt: string, reply: ChatReply): void {
    if (reply.promptTokens > 0) {
      this.charactersAToken = prompt.length / reply.promptTokens;
      this.msAToken = reply.promptMs / reply.promptTokens;
    }
    this.note(reply, reply.promptTokens);
    this.readBefore = prompt;
  }

  /** A reply to a prompt that shares its beginning with the one before. */
  replied(prompt: string, reply: ChatReply): void {
    this.firstWords.push(reply.firstTokenMs);
    if (reply.promptTokens > 0) this.charactersAToken = prompt.length / reply.promptTokens;
    const suffix = prompt.length - commonPrefix(prompt, this.readBefore);
    this.note(reply, Math.ceil(suffix / this.charactersAToken));
    this.readBefore = prompt;
  }

  /** Deadlines for a prompt: by how much of it has to be read anew. */
  deadlines(prompt: string): ChatDeadlines {
    const fresh = (prompt.length - commonPrefix(prompt, this.readBefore)) / this.charactersAToken;
    const expected = this.msAToken === null ? LEAST_ALLOWED_MS : fresh * this.msAToken * PATIENCE;
    const firstTokenMs = Math.round(Math.min(MOST_ALLOWED_MS, Math.max(LEAST_ALLOWED_MS, expected)));
    return { firstTokenMs, betweenTokensMs: BETWEEN_TOKENS_MS, wholeMs: WHOLE_MS };
  }

  /** For the panel. */
  view(): ModelPace {
    const sorted = this.firstWords.toSorted((a, b) => a - b);
    return {
      loadMs: this.loadMs,
      usualFirstWordMs: sorted[Math.floor(sorted.length / 2)] ?? null,
      longestFirstWordMs: sorted.at(-1) ?? null,
      allowedMs: this.deadlines(this.readBefore).firstTokenMs,
      tokensPerSecond: this.tokensPerSecond,
      promptTokens: this.promptTokens,
      freshTokens: this.freshTokens,
    };
  }

  /** `suffix`: tokens behind what this prompt has in common with the one before. */
  private note(reply: ChatReply, suffix: number): void {
    this.promptTokens = reply.promptTokens;
    // Servers report the whole prompt, reused or not. At least the suffix was read anew; if the time that it took was
    // that of more, the server had lost the rest.
    this.freshTokens =
      this.msAToken === null || this.msAToken === 0
        ? null
        : Math.min(reply.promptTokens, Math.max(suffix, Math.round(reply.promptMs / this.msAToken)));
    // A warm-up's single token says nothing of the pace.
    if (reply.replyMs > 0 && reply.replyTokens > 1)
      this.tokensPerSecond = (reply.replyTokens / reply.replyMs) * 1000;
  }
}

/** Length of what two texts begin with together. */
export function commonPrefix(a: string, b: string): number {
  const most = Math.min(a.length, b.length);
  let i = 0;
  while (i < most && a.charCodeAt(i) === b.charCodeAt(i)) i += 1;
  return i;
}
