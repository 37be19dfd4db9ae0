import { plainSentence } from '../../shared/facilitation/account/propose-entries.ts';
import type {
  AccountEntry,
  ModelEntry,
  ModelIncident,
  ModelState,
  ModelStatus,
  RivalHypothesis,
  SideLoad,
  SideLoadEnd,
  Suggestion,
} from '../../shared/ipc/model-contract.ts';
import type { LadderState } from '../../shared/ladder/ladder-state.ts';
import { assertNever, fail, ok, type Result } from '../../shared/result.ts';
import { Assistant, CONTEXT_TOKENS } from './assistant.ts';
import type { ChatDeadlines } from './chat.ts';
import { type FoundServer, findServer } from './find-server.ts';
import { addressText } from './loopback.ts';
import { modelFailure } from './model-failures.ts';
import { removeModel, unloadModel, versionWarning } from './model-library.ts';
import { sideLoad } from './side-load.ts';
import { Supervisor } from './supervisor.ts';

/** What is remembered of the model between starts. */
export interface ModelSettings {
  readonly on: boolean;
  readonly model: string | null;
  /** Path of an Ollama that the user chose. */
  readonly executable: string | null;
  /** Address of a server that the user runs. */
  readonly address: string | null;
  /** Bytes a second at which the last model was loaded; null before the first. */
  readonly readRate: number | null;
}

export const DEFAULT_MODEL_SETTINGS: ModelSettings = {
  on: true,
  model: null,
  executable: null,
  address: null,
  readRate: null,
};

/** What the service needs from outside. */
export interface ModelServiceOptions {
  /** Folder of the app's own data: the server's home and models go below it. */
  readonly dataFolder: string;
  /** Folder of the packaged resources, or null. */
  readonly resources: string | null;
  readonly path: string;
  readonly settings: () => ModelSettings;
  readonly remember: (part: Partial<ModelSettings>) => void;
  readonly onStatus: (status: ModelStatus) => void;
  readonly onSuggestion: (suggestion: Suggestion) => void;
  /** The open session, for the warm-up; null when none. */
  readonly session: () => LadderState | null;
  readonly deadlines?: (prompt: string) => ChatDeadlines;
}

/** So many entries the panel's list keeps. */
const INCIDENTS = 20;

/** Everything about the local model behind one door: the server, side-loading, and the assistant's four tasks. */
export class ModelService {
  readonly supervisor: Supervisor;
  readonly assistant: Assistant;
  private readonly options: ModelServiceOptions;
  private readonly hashes = new Map<string, string>();
  private readonly happened: ModelIncident[] = [];
  private found: FoundServer = { executable: null, lookedFor: [] };
  private models: readonly ModelEntry[] = [];
  private loading: { readonly cancel: AbortController; at: SideLoad | null } | null = null;
  private lastSideLoad: SideLoadEnd | null = null;
  private asking: AbortController | null = null;
  private told: Suggestion | null = null;

  constructor(options: ModelServiceOptions) {
    this.options = options;
    this.supervisor = new Supervisor({
      folders: { home: `${options.dataFolder}/model-server`, models: `${options.dataFolder}/models` },
      named: () => options.settings().address,
      find: () => this.look(),
      chosen: () => options.settings().model,
      contextTokens: CONTEXT_TOKENS,
      readRate: () => options.settings().readRate,
      onLoaded: (bytes, ms) => options.remember({ readRate: Math.round((bytes / Math.max(1, ms)) * 1_000) }),
      warmUp: async (address, model, signal) => {
        this.assistant.pace.loaded(this.supervisor.loadMs);
        return this.assistant.warmUp(address, model, options.session(), signal);
      },
      onChange: () => this.changed(),
      onIncident: (title, detail) => this.note(title, detail),
    });
    this.assistant = new Assistant(this.supervisor, options.deadlines ?? null);
  }

  /** Finds or starts the server, unless it is switched off. Nothing waits for it. */
  async start(): Promise<void> {
    this.look();
    if (this.options.settings().on) await this.supervisor.start();
    else this.changed();
    await this.readModels();
  }

  /** Ends everything; resolves when the server is gone. */
  async stop(): Promise<void> {
    this.asking?.abort();
    this.loading?.cancel.abort();
    await this.supervisor.stop();
  }

  /** The same at the end of the app, where nothing can be waited for. */
  stopNow(): void {
    this.asking?.abort();
    this.loading?.cancel.abort();
    this.supervisor.stopNow();
  }

  /** On or off, remembered; the playbook asks either way. */
  async switch(on: boolean): Promise<ModelStatus> {
    this.options.remember({ on });
    if (on) await this.start();
    else await this.stop();
    return this.status();
  }

  /** Another server: a program that the user chose, or an address that the user runs. */
  async chooseServer(
    part: Pick<ModelSettings, 'executable'> | Pick<ModelSettings, 'address'>,
  ): Promise<ModelStatus> {
    this.options.remember({ ...part, on: true });
    await this.start();
    return this.status();
  }

  /** Loads this model from now on; `allTheSame` also where it does not fit. */
  async choose(model: string, allTheSame = false): Promise<Result<null>> {
    if (!this.models.some(({ name }) => name === model)) return modelFailure('no-such-model');
    this.asking?.abort();
    this.options.remember({ model });
    const loaded = await this.supervisor.load(model, allTheSame);
    await this.readModels();
    return loaded;
  }

  /** Removes a model's files. */
  async remove(model: string): Promise<Result<null>> {
    const { address } = this.supervisor;
    if (!address) return modelFailure('refused');
    if (this.supervisor.model === model) {
      const freed = await unloadModel(address, model);
      if (!freed.ok) return freed;
    }
    const removed = await removeModel(address, model);
    if (!removed.ok) return removed;
    if (this.options.settings().model === model) this.options.remember({ model: null });
    await this.readModels();
    await this.supervisor.refresh();
    return ok(null);
  }

  /** Brings a model file in, then loads it. */
  async sideLoad(file: string): Promise<SideLoadEnd> {
    const { address } = this.supervisor;
    if (this.loading)
      return {
        how: 'failed',
        error: fail('already-loading', 'A file is being loaded already.', 'Wait for it, or cancel it.').error,
      };
    if (!address)
      return this.ended({
        how: 'failed',
        error: fail(
          'no-server',
          'There is no model server to load the file into.',
          'Choose where Ollama is first.',
        ).error,
      });
    const job: NonNullable<ModelService['loading']> = { cancel: new AbortController(), at: null };
    this.loading = job;
    const loaded = await sideLoad({
      address,
      file,
      models: this.options.settings().address === null ? `${this.options.dataFolder}/models` : null,
      signal: job.cancel.signal,
      known: this.hashes,
      onProgress: (at) => {
        job.at = at;
        this.changed();
      },
    });
    this.loading = null;
    if (!loaded.ok)
      return this.ended(
        loaded.error.code === 'cancelled' ? { how: 'cancelled' } : { how: 'failed', error: loaded.error },
      );
    const end = this.ended({ how: 'done', model: loaded.value });
    await this.readModels();
    const model =
      this.models.find(({ name }) => name === loaded.value || name === `${loaded.value}:latest`)?.name ??
      loaded.value;
    this.options.remember({ model });
    await this.supervisor.load(model);
    return end;
  }

  /** Ends a side-load; what was copied or hashed is kept, the same file goes on from there. */
  cancelSideLoad(): void {
    this.loading?.cancel.abort();
  }

  /** Words the question of a rung and tells what became of it; a newer request ends an older one. */
  async suggest(session: string, state: LadderState, rungId: string, voice: string): Promise<void> {
    this.asking?.abort();
    const rung = state.rungs.find(({ id }) => id === rungId);
    const { model } = this.supervisor;
    if (!rung || rung.answer !== null || !this.supervisor.usable || model === null) {
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
    this.changed();
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
    this.changed();
  }

  /** The last suggestion, for a window that was reloaded. */
  suggestion(): Suggestion | null {
    return this.told;
  }

  taken(): void {
    this.assistant.exchanges.noteTaken();
    this.changed();
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

  status(): ModelStatus {
    const { state, address, version } = this.supervisor;
    const { sentence, next } = sentencesOf(state, this.options.settings().on);
    return {
      state,
      sentence,
      next,
      server: address ? addressText(address) : null,
      version,
      warning: version === null ? null : versionWarning(version),
      lookedFor: this.found.lookedFor,
      models: this.models,
      sideLoad: this.loading?.at ?? null,
      lastSideLoad: this.lastSideLoad,
      tally: this.assistant.exchanges.tally(),
      pace: this.assistant.pace.view(),
      incidents: this.happened,
    };
  }

  private async alone<T>(run: (signal: AbortSignal) => Promise<Result<T>>): Promise<Result<T>> {
    this.asking?.abort();
    const asking = new AbortController();
    this.asking = asking;
    const result = await run(asking.signal);
    if (this.asking === asking) this.asking = null;
    this.changed();
    return result;
  }

  private look(): FoundServer {
    this.found = findServer({
      resources: this.options.resources,
      chosen: this.options.settings().executable,
      path: this.options.path,
    });
    return this.found;
  }

  private async readModels(): Promise<void> {
    const { address } = this.supervisor;
    if (!address) this.models = [];
    else {
      const listed = await this.supervisor.list(address);
      if (listed.ok) this.models = listed.value;
      else this.note('The list of models could not be read.', listed.error.message);
    }
    this.changed();
  }

  private tell(suggestion: Suggestion): void {
    this.told = suggestion;
    this.options.onSuggestion(suggestion);
  }

  private ended(end: SideLoadEnd): SideLoadEnd {
    this.lastSideLoad = end;
    this.changed();
    return end;
  }

  private note(title: string, detail: string): void {
    this.happened.unshift({ at: Date.now(), title, detail });
    this.happened.length = Math.min(this.happened.length, INCIDENTS);
    this.changed();
  }

  private changed(): void {
    // The supervisor reports its first state while this object is still being built.
    if (this.assistant) this.options.onStatus(this.status());
  }
}

/** What a state means, and what to do next. */
export function sentencesOf(
  state: ModelState,
  on: boolean,
): { readonly sentence: string; readonly next: string } {
  switch (state.is) {
    case 'off':
      return on
        ? {
            sentence: 'The model is not running.',
            next: 'Nothing is missing: the playbook asks every question.',
          }
        : {
            sentence: 'Switched off.',
            next: 'The playbook asks every question. Alt+M switches the model on.',
          };
    case 'absent':
      return {
        sentence: 'No Ollama on this laptop: everything works without it.',
        next: 'To add wording help, install Ollama from a stick, say where it is, then side-load a .gguf file.',
      };
    case 'starting':
      return {
        sentence:
          state.attempt > 1
            ? `The model server is being started again (try ${state.attempt} of 5).`
            : 'The model server is being started.',
        next: 'The playbook asks meanwhile.',
      };
    case 'no-model':
      return {
        sentence: 'Ollama runs, but it has no model yet.',
        next: 'Side-load a .gguf file from a stick (Ctrl+Shift+M).',
      };
    case 'loading':
      return {
        sentence: `${state.model} is being loaded and reads the evidence.`,
        next: `${state.fit === null ? '' : `${state.fit.sentence} `}The playbook asks meanwhile; nothing on the screen changes.`,
      };
    case 'too-large':
      return {
        sentence: `${state.model} was not loaded: it does not fit this laptop as it is.`,
        next: state.fit.sentence,
      };
    case 'ready':
      return {
        sentence: `${state.model} is ready.`,
        next: 'Its wording appears beside the playbook’s question; T takes it.',
      };
    case 'busy':
      return { sentence: `${state.model} is at work.`, next: 'The playbook’s question can be used already.' };
    case 'degraded':
      return { sentence: state.reason.message, next: state.reason.hint };
    default:
      return assertNever(state);
  }
}
