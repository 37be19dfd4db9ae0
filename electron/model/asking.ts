import { plainSentence } from '../../shared/facilitation/account/propose-entries.ts';
import type { AccountEntry, RivalHypothesis, Suggestion } from '../../shared/ipc/model-contract.ts';
import type { LadderState } from '../../shared/ladder/ladder-state.ts';
import { ok, type Result } from '../../shared/result.ts';
import type { Assistant } from './assistant.ts';
import type { Supervisor } from './supervisor.ts';

/** What a window asks of the model: one thing at a time, and a newer request ends an older one. */
export class Asking {
  private readonly assistant: Assistant;
  private readonly server: Pick<Supervisor, 'model' | 'usable'>;
  private readonly onSuggestion: (suggestion: Suggestion) => void;
  /** Called when the counts of the panel may have changed. */
  private readonly onChange: () => void;
  private asking: AbortController | null = null;
  private told: Suggestion | null = null;

  constructor(
    assistant: Assistant,
    server: Pick<Supervisor, 'model' | 'usable'>,
    onSuggestion: (suggestion: Suggestion) => void,
    onChange: () => void,
  ) {
    this.assistant = assistant;
    this.server = server;
    this.onSuggestion = onSuggestion;
    this.onChange = onChange;
  }

  /** Words the question of a rung and tells what became of it; a newer request ends an older one. */
  async suggest(session: string, state: LadderState, rungId: string, voice: string): Promise<void> {
    this.asking?.abort();
    const rung = state.rungs.find(({ id }) => id === rungId);
    const { model } = this.server;
    if (!rung || rung.answer !== null || !this.server.usable || model === null) {
      this.tell({ phase: 'none', rung: rungId, reason: '' });
      return;
    }
    const asking = new AbortController();
    this.asking = asking;
    const since = Date.now();
    this.tell({ phase: 'waiting', rung: rungId, since, writing: null });
    const worded = await this.assistant.wordQuestion(
      session,
      state,
      rung,
      voice,
      asking.signal,
      (writing) => {
        if (!asking.signal.aborted) this.tell({ phase: 'waiting', rung: rungId, since, writing });
      },
    );
    this.onChange();
    // An answer to a question that is no longer asked is dropped, not shown.
    if (asking.signal.aborted) return;
    this.asking = null;
    if (!worded.ok) this.tell({ phase: 'none', rung: rungId, reason: worded.error.message });
    else {
      const { question, cites, next_check } = worded.value;
      this.tell({
        phase: 'ready',
        rung: rungId,
        model,
        question: question.trim(),
        cites,
        nextCheck: next_check.trim(),
      });
    }
  }

  /** Ends what is being asked, at once: the server stops writing when the call is gone. */
  cancel(): void {
    this.asking?.abort();
    this.asking = null;
    if (this.told?.phase === 'waiting')
      this.tell({ phase: 'none', rung: this.told.rung, reason: 'Stopped.' });
    this.onChange();
  }

  /** The suggestion was taken. */
  taken(): void {
    this.assistant.exchanges.noteTaken();
    this.onChange();
  }

  /** Rival hypotheses, unverified. */
  async rivals(
    session: string,
    state: LadderState,
    voice: string,
  ): Promise<Result<readonly RivalHypothesis[]>> {
    const asked = await this.alone((signal) => this.assistant.rivals(session, state, voice, signal));
    return asked.ok ? ok(asked.value.hypotheses) : asked;
  }

  /** Entries for confirmation out of an account. */
  async readAccount(
    session: string,
    state: LadderState,
    account: string,
    voice: string,
  ): Promise<Result<readonly AccountEntry[]>> {
    const asked = await this.alone((signal) =>
      this.assistant.readAccount(session, state, account, voice, signal),
    );
    if (!asked.ok) return asked;
    return ok(
      asked.value.entries.flatMap(({ kind, quote, text }) =>
        kind === 'none' ? [] : [{ kind, quote, text: text ?? plainSentence(quote) }],
      ),
    );
  }

  /** Two sentences on the session. */
  async summary(session: string, state: LadderState, voice: string): Promise<Result<string>> {
    const asked = await this.alone((signal) => this.assistant.summary(session, state, voice, signal));
    return asked.ok ? ok(asked.value.summary) : asked;
  }

  /** Ends what is being asked without a word. */
  end(): void {
    this.asking?.abort();
  }

  private async alone<T>(run: (signal: AbortSignal) => Promise<Result<T>>): Promise<Result<T>> {
    this.asking?.abort();
    const asking = new AbortController();
    this.asking = asking;
    const result = await run(asking.signal);
    if (this.asking === asking) this.asking = null;
    this.onChange();
    return result;
  }

  private tell(suggestion: Suggestion): void {
    this.told = suggestion;
    this.onSuggestion(suggestion);
  }
}
