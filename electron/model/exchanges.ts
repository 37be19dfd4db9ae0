import {
  CHECK_LABELS,
  type Refusal,
  type ReplyCheckId,
} from '../../shared/facilitation/model/checks/reply-check.ts';
import type { ModelExchange, ModelTally } from '../../shared/ipc/model-contract.ts';

/** So many exchanges are kept for inspection; older ones only count. */
const KEPT = 60;

/** What was asked of the model and what became of it: counted, and the newest kept whole. */
export class Exchanges {
  private readonly kept: ModelExchange[] = [];
  private readonly reasons = new Map<ReplyCheckId, number>();
  private asked = 0;
  private offered = 0;
  private takenCount = 0;
  private refused = 0;
  private failed = 0;

  /** A whole reply, and why it was refused; null when it was offered. */
  note(task: ModelExchange['task'], prompt: string, reply: string, refused: readonly Refusal[] | null): void {
    this.asked += 1;
    if (refused === null) this.offered += 1;
    else this.refused += 1;
    for (const check of new Set(refused?.map((one) => one.check)))
      this.reasons.set(check, (this.reasons.get(check) ?? 0) + 1);
    this.keep({ at: Date.now(), task, prompt, reply, refused });
  }

  /** A call that brought no whole reply. */
  noteFailure(task: ModelExchange['task'], prompt: string, reason: string): void {
    this.asked += 1;
    this.failed += 1;
    this.keep({ at: Date.now(), task, prompt, reply: '', refused: [{ check: 'no-reply', reason }] });
  }

  /** The room took a suggestion. */
  noteTaken(): void {
    this.takenCount += 1;
  }

  private keep(exchange: ModelExchange): void {
    this.kept.push(exchange);
    if (this.kept.length > KEPT) this.kept.shift();
  }

  /** Drops what holds these words, in either case: they were erased from the session. */
  forget(words: string): void {
    const wanted = words.toLowerCase();
    const clean = this.kept.filter((one) => !JSON.stringify(one).toLowerCase().includes(wanted));
    this.kept.splice(0, this.kept.length, ...clean);
  }

  /** Newest first. */
  list(): readonly ModelExchange[] {
    return this.kept.toReversed();
  }

  tally(): ModelTally {
    const reasons = [...this.reasons]
      .map(([check, count]) => ({ check, label: CHECK_LABELS[check], count }))
      .toSorted((a, b) => b.count - a.count);
    return {
      asked: this.asked,
      offered: this.offered,
      taken: this.takenCount,
      refused: this.refused,
      failed: this.failed,
      reasons,
    };
  }
}
