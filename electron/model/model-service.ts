import type {
  ModelEntry,
  ModelIncident,
  ModelStatus,
  SideLoadEnd,
  Suggestion,
} from '../../shared/ipc/model-contract.ts';
import type { LadderState } from '../../shared/ladder/ladder-state.ts';
import { ok, type Result } from '../../shared/result.ts';
import { Asking } from './asking.ts';
import { Assistant, CONTEXT_TOKENS } from './assistant.ts';
import type { ChatDeadlines } from './chat.ts';
import { type FoundServer, findServer } from './find-server.ts';
import { addressText } from './loopback.ts';
import { modelFailure } from './model-failures.ts';
import { removeModel, unloadModel, versionWarning } from './model-library.ts';
import type { ModelSettings } from './model-settings.ts';
import { SideLoading } from './side-loading.ts';
import { stateSentences } from './state-sentences.ts';
import { Supervisor } from './supervisor.ts';

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

/** Everything about the local model behind one door: the server and its models here, the rest in its parts. */
export class ModelService {
  readonly supervisor: Supervisor;
  readonly assistant: Assistant;
  readonly asking: Asking;
  readonly sideLoading = new SideLoading(() => this.changed());
  private readonly options: ModelServiceOptions;
  private readonly happened: ModelIncident[] = [];
  private found: FoundServer = { executable: null, lookedFor: [] };
  private models: readonly ModelEntry[] = [];

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
    this.asking = new Asking(this.assistant, this.supervisor, options.onSuggestion, () => this.changed());
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
    this.asking.end();
    this.sideLoading.cancel();
    await this.supervisor.stop();
  }

  /** The same at the end of the app, where nothing can be waited for. */
  stopNow(): void {
    this.asking.end();
    this.sideLoading.cancel();
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
    this.asking.end();
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
    const ours = this.options.settings().address === null;
    const end = await this.sideLoading.bring(
      file,
      this.supervisor.address,
      ours ? `${this.options.dataFolder}/models` : null,
    );
    if (end.how !== 'done') return end;
    await this.readModels();
    const model =
      this.models.find(({ name }) => name === end.model || name === `${end.model}:latest`)?.name ?? end.model;
    this.options.remember({ model });
    await this.supervisor.load(model);
    return end;
  }

  status(): ModelStatus {
    const { state, address, version } = this.supervisor;
    const { sentence, next } = stateSentences(state, this.options.settings().on);
    return {
      state,
      sentence,
      next,
      server: address ? addressText(address) : null,
      version,
      warning: version === null ? null : versionWarning(version),
      lookedFor: this.found.lookedFor,
      models: this.models,
      sideLoad: this.sideLoading.at,
      lastSideLoad: this.sideLoading.last,
      tally: this.assistant.exchanges.tally(),
      pace: this.assistant.pace.view(),
      incidents: this.happened,
    };
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
