import { type ChildProcess, spawn } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import type { LoopbackAddress } from './loopback.ts';
import { serverEnvironment } from './server-environment.ts';
import { watchedCommand } from './watchdog.ts';

/** Lines of the server's own log that are kept for a look. */
const LOG_LINES = 400;
/** A server that was asked to end gets this long, ms. */
const GRACE_MS = 1_500;

/** Where the server lives. */
export interface ServerFolders {
  readonly home: string;
  readonly models: string;
}

/** Our own `ollama serve`. It ends when it is stopped, and when this process ends in whatever way. */
export class ServerProcess {
  readonly address: LoopbackAddress;
  /** Settles when the process is gone, with what it said last. */
  readonly ended: Promise<string>;
  private readonly child: ChildProcess;
  private readonly log: string[] = [];
  private gone = false;

  constructor(executable: string, address: LoopbackAddress, folders: ServerFolders) {
    this.address = address;
    mkdirSync(folders.home, { recursive: true });
    mkdirSync(folders.models, { recursive: true });
    const { program, args, env } = watchedCommand(executable);
    this.child = spawn(program, [...args], {
      cwd: folders.home,
      env: { ...serverEnvironment(address, folders.home, folders.models), ...env },
      // Its own process group, so that the runners that it starts end with it.
      detached: process.platform !== 'win32',
      stdio: ['pipe', 'pipe', 'pipe'],
      windowsHide: true,
    });
    // The pipe breaks when the server is gone; `ended` says so.
    this.child.stdin?.on('error', () => undefined);
    for (const stream of [this.child.stdout, this.child.stderr])
      stream?.setEncoding('utf8').on('data', (text: string) => this.note(text));
    this.ended = new Promise((done) => {
      this.child.once('error', (error) => {
        this.gone = true;
        done(error.message);
      });
      this.child.once('close', () => {
        this.gone = true;
        done(this.lastWords());
      });
    });
  }

  get pid(): number | null {
    return this.child.pid ?? null;
  }

  /** The newest lines of the server's log. */
  lines(): readonly string[] {
    return this.log;
  }

  /** Ends the server and its runners; resolves when they are gone. */
  async stop(): Promise<void> {
    if (this.gone) return;
    this.child.stdin?.end();
    const timer = setTimeout(() => this.killNow(), GRACE_MS);
    await this.ended;
    clearTimeout(timer);
  }

  /** Ends the process group at once. */
  killNow(): void {
    const pid = this.child.pid;
    if (this.gone || pid === undefined) return;
    try {
      if (process.platform === 'win32') this.child.kill();
      else process.kill(-pid, 'SIGKILL');
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
    }
  }

  private note(text: string): void {
    for (const line of text.split('\n')) if (line.trim() !== '') this.log.push(line.slice(0, 2_000));
    if (this.log.length > LOG_LINES) this.log.splice(0, this.log.length - LOG_LINES);
  }

  private lastWords(): string {
    const telling = this.log.findLast((line) => /error|panic|address already in use|listen/i.test(line));
    return telling ?? this.log.at(-1) ?? '';
  }
}
