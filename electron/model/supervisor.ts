import type { ModelEntry, ModelState } from '../../shared/ipc/model-contract.ts';
import { type Failure, fail, ok, type Result } from '../../shared/result.ts';
import type { FoundServer } from './find-server.ts';
import { freePort, type LoopbackAddress, loopbackAddress } from './loopback.ts';
import { modelFailure, needsRestart } from './model-failures.ts';
import { isTooOld, listModels, loadModel, serverVersion } from './model-library.ts';
import { type ServerFolders, ServerProcess } from './server-process.ts';

/** What the supervisor needs from outside. */
export interface SupervisorOptions {
  readonly folders: ServerFolders;
  /** An address that the user names; null: our own server. */
  readonly named: () => string | null;
  readonly find: () => FoundServer;
  /** The model that was chosen last; null: the first that is there. */
  readonly chosen: () => string | null;
  readonly contextTokens: number;
  /** Loading a model from a slow disk, ms. */
  readonly loadLimitMs?: number;
  /** Pauses before each try to start, ms. */
  readonly backOffMs?: readonly number[];
  /** Bytes a second at which models were read from this disk before; null before the first. */
  readonly readRate?: () => number | null;
  /** Bytes of a model and how long it took to load, ms. */
  readonly onLoaded?: (bytes: number, ms: number) => void;
  /** Reads the prompt's stable part once, so that the first question does not have to. */
  readonly warmUp: (address: LoopbackAddress, model: string, signal: AbortSignal) => Promise<Result<null>>;
  readonly onChange: () => void;
  /** Something for the panel's list. */
  readonly onIncident: (title: string, detail: string) => void;
}

const TRIES = 5;
const BACK_OFF_MS: readonly number[] = [0, 500, 1_000, 2_000, 4_000];
/** A server has this long to take its first call, ms. */
const START_MS = 15_000;
/** After so long without trouble the tries are counted anew, ms. */
const STEADY_MS = 60_000;
/** So many failed calls in a row, and the model is called degraded. */
const FAILURES_TO_DEGRADE = 3;
const SERIOUS = new Set(['out-of-memory', 'no-such-model', 'prompt-cut', 'too-old', 'disk-full']);

/**
 * Finds or starts the server, loads the model, and starts it again when it ends. Every state is on screen; nothing
 * waits for it. A machine without Ollama is the normal case: state `absent`, no error, no retry.
 */
export class Supervisor {
  state: ModelState = { is: 'off' };
  address: LoopbackAddress | null = null;
  version: string | null = null;
  loadMs: number | null = null;
  private server: ServerProcess | null = null;
  private run: AbortController | null = null;
  private readonly options: SupervisorOptions;
  private failures = 0;
  private attempt = 0;
  private steadySince = 0;

  constructor(options: SupervisorOptions) {
    this.options = options;
  }

  /** The model that answers, or null. */
  get model(): string | null {
    return 'model' in this.state ? this.state.model : null;
  }

  /** Can a question be asked now? A degraded model is tried again by the next question. */
  get usable(): boolean {
    return (
      this.address !== null &&
      this.model !== null &&
      (this.state.is === 'ready' || this.state.is === 'degraded')
    );
  }

  log(): readonly string[] {
    return this.server?.lines() ?? [];
  }

  /** Finds or starts the server and loads the model. Resolves when the state is settled; never rejects. */
  async start(): Promise<void> {
    await this.stop();
    this.attempt = 0;
    await this.bringUp();
  }

  /** Ends our server, or lets go of one that is not ours. */
  async stop(): Promise<void> {
    this.run?.abort();
    this.run = null;
    const server = this.server;
    this.server = null;
    this.address = null;
    this.version = null;
    this.set({ is: 'off' });
    await server?.stop();
  }

  /** For the end of the app, where nothing can be waited for. */
  stopNow(): void {
    this.run?.abort();
    this.server?.killNow();
    this.server = null;
  }

  /**
   * Loads a model in place of the one that is loaded. What does not fit the memory that is free is not loaded by
   * itself: the state says so and the user decides.
   */
  async load(model: string, allTheSame = false): Promise<Result<null>> {
    const { address } = this;
    if (!address) return modelFailure('refused');
    const listed = await this.list(address);
    if (this.address !== address) return modelFailure('cancelled');
    const fit =
      (listed.ok && listed.value.find(({ name }) => name === model || name === `${model}:latest`)?.fit) ||
      null;
    if (fit?.verdict === 'too-large' && !allTheSame) {
      this.set({ is: 'too-large', model, fit });
      return modelFailure('does-not-fit', fit.sentence);
    }
    const run = this.run ?? new AbortController();
    this.run = run;
    this.set({ is: 'loading', model, fit });
    const loaded = await loadModel(
      address,
      model,
      this.options.contextTokens,
      this.options.loadLimitMs ?? 180_000,
      run.signal,
    );
    if (run.signal.aborted || this.address !== address) return modelFailure('cancelled');
    if (!loaded.ok) return this.degrade(loaded.error, model);
    this.loadMs = loaded.value;
    const bytes = listed.ok ? listed.value.find(({ name }) => name === model)?.bytes : undefined;
    if (bytes !== undefined) this.options.onLoaded?.(bytes, loaded.value);
    const warm = await this.options.warmUp(address, model, run.signal);
    if (run.signal.aborted || this.address !== address) return modelFailure('cancelled');
    if (!warm.ok) {
      if (needsRestart(warm.error.code) && this.server) return warm;
      return this.degrade(warm.error, model);
    }
    this.failures = 0;
    this.steadySince = performance.now();
    this.set({ is: 'ready', model });
    return ok(null);
  }

  /** Looks at the models again: loads one when none is loaded, or says that there is none. */
  async refresh(): Promise<void> {
    const { address } = this;
    if (!address) return;
    const models = await this.list(address);
    if (this.address !== address) return;
    if (!models.ok) {
      this.degrade(models.error, this.model);
      return;
    }
    const chosen = this.options.chosen();
    const model =
      models.value.find(({ name }) => name === chosen || name === `${chosen}:latest`) ??
      models.value.find(({ fit }) => fit.verdict !== 'too-large') ??
      models.value[0];
    if (!model) this.set({ is: 'no-model' });
    else if (this.model !== model.name || this.state.is !== 'ready') await this.load(model.name);
  }

  /** The models, each with what it needs here; one that is loaded already does not need its memory twice. */
  list(address: LoopbackAddress): Promise<Result<readonly ModelEntry[]>> {
    return listModels(address, {
      contextTokens: this.options.contextTokens,
      readRate: this.options.readRate?.() ?? null,
      loaded: this.state.is === 'ready' || this.state.is === 'busy' ? this.state.model : null,
    });
  }

  /** A call begins. */
  began(): void {
    if (this.model !== null) this.set({ is: 'busy', model: this.model });
  }

  /** A call has ended; what its failure means for the server is decided here. */
  ended(failure: Failure | null): void {
    const { model } = this;
    if (model === null || this.state.is !== 'busy') return;
    if (failure === null || failure.code === 'cancelled') {
      if (failure === null) this.failures = 0;
      if (performance.now() - this.steadySince > STEADY_MS) this.attempt = 0;
      this.set({ is: 'ready', model });
      return;
    }
    this.failures += 1;
    this.options.onIncident(failure.message, failure.hint);
    if (needsRestart(failure.code) && this.server) {
      // Its end is noticed by `watch`; one that is stuck is ended here.
      this.server.killNow();
      return;
    }
    if (needsRestart(failure.code) || SERIOUS.has(failure.code) || this.failures >= FAILURES_TO_DEGRADE)
      this.degrade(failure, model);
    else this.set({ is: 'ready', model });
  }

  private set(state: ModelState): void {
    this.state = state;
    this.options.onChange();
  }

  private degrade(reason: Failure, model: string | null): { readonly ok: false; readonly error: Failure } {
    this.set({ is: 'degraded', model, reason });
    return { ok: false, error: reason };
  }

  private async bringUp(): Promise<void> {
    const run = new AbortController();
    this.run = run;
    const named = this.options.named();
    if (named !== null) return this.join(named, run.signal);
    const { executable } = this.options.find();
    if (executable === null) {
      this.set({ is: 'absent' });
      return;
    }
    let last: Failure = modelFailure('refused').error;
    while (this.attempt < TRIES) {
      this.attempt += 1;
      this.set({ is: 'starting', attempt: this.attempt });
      await pause((this.options.backOffMs ?? BACK_OFF_MS)[this.attempt - 1] ?? 0, run.signal);
      if (run.signal.aborted) return;
      const up = await this.launch(executable, run.signal);
      if (run.signal.aborted) return;
      if (up.ok) {
        void this.watch(up.value, run.signal);
        await this.refresh();
        return;
      }
      last = up.error;
      this.options.onIncident(`Start ${this.attempt} of ${TRIES} failed.`, last.message);
    }
    this.degrade(
      {
        code: 'gave-up',
        message: `The model server did not start in ${TRIES} tries (${last.message.replace(/\.$/, '')}).`,
        hint: 'Look at its log, then try again. The playbook asks meanwhile.',
      },
      null,
    );
  }

  private async launch(executable: string, signal: AbortSignal): Promise<Result<ServerProcess>> {
    const address: LoopbackAddress = { host: '127.0.0.1', port: await freePort() };
    let server: ServerProcess;
    try {
      server = new ServerProcess(executable, address, this.options.folders);
    } catch (error) {
      const code = (error as NodeJS.ErrnoException).code ?? '';
      return code === 'ENOSPC'
        ? modelFailure('disk-full')
        : fail(
            'not-started',
            `The model server could not be started (${code}).`,
            'Look at the path in the settings.',
          );
    }
    this.server = server;
    let lastWords: string | null = null;
    void server.ended.then((words) => {
      lastWords = words;
    });
    const until = performance.now() + START_MS;
    while (performance.now() < until && !signal.aborted) {
      if (lastWords !== null)
        return fail(
          'ended-at-once',
          `It ended at once: ${lastWords === '' ? 'it said nothing' : lastWords}.`,
          'Look at its log.',
        );
      const version = await serverVersion(address, signal);
      if (version.ok && lastWords === null) {
        this.address = address;
        this.version = version.value;
        return isTooOld(version.value) ? modelFailure('too-old') : ok(server);
      }
      await pause(40, signal);
    }
    await server.stop();
    return modelFailure('connect-timeout');
  }

  /** Starts the server again when it ends unasked. */
  private async watch(server: ServerProcess, signal: AbortSignal): Promise<void> {
    const words = await server.ended;
    if (signal.aborted || this.server !== server) return;
    this.server = null;
    this.address = null;
    this.options.onIncident('The model server ended.', words === '' ? 'It is started again.' : words);
    if (performance.now() - this.steadySince > STEADY_MS) this.attempt = 0;
    this.run?.abort();
    await this.bringUp();
  }

  /** Uses a server that the user named. */
  private async join(named: string, signal: AbortSignal): Promise<void> {
    this.set({ is: 'starting', attempt: 1 });
    const address = loopbackAddress(named);
    if (!address.ok) {
      this.degrade(address.error, null);
      return;
    }
    const version = await serverVersion(address.value, signal);
    if (signal.aborted) return;
    if (!version.ok) {
      this.degrade(
        { ...version.error, hint: 'Start that server, or clear its address so that the app starts its own.' },
        null,
      );
      return;
    }
    this.version = version.value;
    if (isTooOld(version.value)) {
      this.degrade(modelFailure('too-old').error, null);
      return;
    }
    this.address = address.value;
    await this.refresh();
  }
}

function pause(ms: number, signal: AbortSignal): Promise<void> {
  if (ms === 0 || signal.aborted) return Promise.resolve();
  return new Promise((done) => {
    const timer = setTimeout(finish, ms);
    function finish(): void {
      clearTimeout(timer);
      signal.removeEventListener('abort', finish);
      done();
    }
    signal.addEventListener('abort', finish, { once: true });
  });
}
