import { fail, ok, type Result } from '../../shared/result.ts';
import type { AnalystJob, AnalystMessage, AnalystOutput, AnalystProgress, Described } from './job.ts';

/** A running analyst, whether it is a child of Node or of Electron. */
export interface AnalystProcess {
  send(job: AnalystJob): void;
  onMessage(listener: (message: AnalystMessage) => void): void;
  onExit(listener: () => void): void;
  kill(): void;
}

/** The message that ends a job well. */
type Last = Extract<AnalystMessage, { readonly kind: 'done' | 'described' }>;

interface Running {
  readonly job: AnalystJob;
  readonly onProgress: (progress: AnalystProgress) => void;
  readonly settle: (result: Result<Last>) => void;
  file: string;
  deaths: number;
}

/** A reader reports at least four times a second; one that is silent for this long hangs in a record. */
const SILENCE_MS = 15_000;

/** An incident whose files kill the analyst again and again ends here. */
const MAX_DEATHS = 5;

/**
 * Keeps one analyst process and gives it one job at a time. When the process dies, the file that it was reading is
 * reported as unreadable and the job goes on in a new process. Cancelling kills the process: that takes no time.
 */
export class AnalystHost {
  private readonly start: () => AnalystProcess;
  private process: AnalystProcess | null = null;
  private running: Running | null = null;
  private watch: ReturnType<typeof setTimeout> | null = null;

  constructor(start: () => AnalystProcess) {
    this.start = start;
  }

  /** Starts the process ahead of the first job, so that the first job does not wait for it. */
  warmUp(): void {
    this.alive();
  }

  /** Reads and analyses; a second job while one runs is refused. */
  async run(
    job: AnalystJob,
    onProgress: (progress: AnalystProgress) => void = () => undefined,
  ): Promise<Result<AnalystOutput>> {
    const last = await this.begin(job, onProgress);
    if (!last.ok) return last;
    if (last.value.kind !== 'done') throw new Error('The analyst answered another question.');
    return ok(last.value.output);
  }

  /** What incident.yaml says of the incident, also inside of an archive; null where none does. */
  async describe(id: string, paths: readonly string[]): Promise<Result<Described | null>> {
    const job: AnalystJob = { id, paths, brief: null, unreadable: [], analyse: false, only: 'description' };
    const last = await this.begin(job, () => undefined);
    if (!last.ok) return last;
    if (last.value.kind !== 'described') throw new Error('The analyst answered another question.');
    return ok(last.value.described);
  }

  private begin(job: AnalystJob, onProgress: Running['onProgress']): Promise<Result<Last>> {
    if (this.running) {
      return Promise.resolve(
        fail('analyst-busy', 'Other evidence is being read.', 'Wait for it to end, or cancel it.'),
      );
    }
    return new Promise((settle) => {
      this.running = { job, onProgress, settle, file: '', deaths: 0 };
      this.alive().send(job);
    });
  }

  /** Ends a job at once. */
  cancel(id: string): void {
    const running = this.running;
    if (running?.job.id !== id) return;
    this.listen(false);
    this.running = null;
    this.process?.kill();
    this.process = null;
    running.settle(fail('cancelled', 'Reading was cancelled.', 'Nothing was added to the session.'));
  }

  /** Ends the process with the app. */
  close(): void {
    this.listen(false);
    this.process?.kill();
    this.process = null;
  }

  /** Ends a process that has stopped reporting; its exit then marks the file that it hangs in as unreadable. */
  private listen(reading: boolean): void {
    if (this.watch) clearTimeout(this.watch);
    this.watch = null;
    if (!reading) return;
    const process = this.process;
    this.watch = setTimeout(() => process?.kill(), SILENCE_MS);
    this.watch.unref();
  }

  private alive(): AnalystProcess {
    if (this.process) return this.process;
    const process = this.start();
    this.process = process;
    process.onMessage((message) => this.take(message));
    process.onExit(() => {
      if (this.process !== process) return;
      this.process = null;
      this.died();
    });
    return process;
  }

  private take(message: AnalystMessage): void {
    const running = this.running;
    if (running?.job.id !== message.job) return;
    if (message.kind === 'progress') {
      running.file = message.progress.file;
      this.listen(message.progress.phase === 'reading');
      running.onProgress(message.progress);
      return;
    }
    this.listen(false);
    this.running = null;
    running.settle(message.kind === 'failed' ? { ok: false, error: message.error } : ok(message));
  }

  private died(): void {
    this.listen(false);
    const running = this.running;
    if (!running) return;
    running.deaths += 1;
    if (running.deaths > MAX_DEATHS || running.file === '') {
      this.running = null;
      running.settle(
        fail(
          'analyst-died',
          `The analyst ended while it read ${running.file || 'the evidence'}.`,
          'Leave that file out and try again; the session is as it was.',
        ),
      );
      return;
    }
    const job = { ...running.job, unreadable: [...running.job.unreadable, running.file] };
    this.running = { ...running, job };
    this.alive().send(job);
  }
}
