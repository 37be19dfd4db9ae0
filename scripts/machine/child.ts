import { type SpawnOptions, spawn } from 'node:child_process';
import { constants } from 'node:os';

/** How a child process ended; `code` is 128 + signal when a signal ended it, 127 when it did not start. */
export interface Ended {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

interface ChildOptions {
  readonly cwd?: string;
  readonly env?: NodeJS.ProcessEnv;
  readonly timeoutMs?: number;
  /** `capture` keeps both outputs, `show` passes them on, `quiet` sends stdout to stderr. */
  readonly output?: 'capture' | 'show' | 'quiet';
}

/** Runs a program to its end and hands signals on to it. Never rejects: the exit code tells. */
export function runChild(
  program: string,
  args: readonly string[],
  options: ChildOptions = {},
): Promise<Ended> {
  const output = options.output ?? 'capture';
  const stdio: SpawnOptions['stdio'] =
    output === 'capture'
      ? ['ignore', 'pipe', 'pipe']
      : output === 'show'
        ? 'inherit'
        : ['ignore', process.stderr, process.stderr];
  return new Promise((done) => {
    const child = spawn(program, [...args], {
      stdio,
      ...(options.cwd === undefined ? {} : { cwd: options.cwd }),
      ...(options.env === undefined ? {} : { env: options.env }),
      ...(options.timeoutMs === undefined ? {} : { timeout: options.timeoutMs }),
    });
    let stdout = '';
    let stderr = '';
    child.stdout?.setEncoding('utf8').on('data', (text: string) => {
      stdout += text;
    });
    child.stderr?.setEncoding('utf8').on('data', (text: string) => {
      stderr += text;
    });
    const handOn = (signal: NodeJS.Signals) => child.kill(signal);
    // An interrupt from the terminal reaches the child by itself: here it must only not end us before it.
    const wait = () => undefined;
    process.on('SIGINT', wait).on('SIGTERM', handOn).on('SIGHUP', handOn);
    const end = (code: number) => {
      process.off('SIGINT', wait).off('SIGTERM', handOn).off('SIGHUP', handOn);
      done({ code, stdout, stderr });
    };
    child.once('error', (error) => {
      stderr += error.message;
      end(127);
    });
    child.once('close', (code, signal) => end(code ?? 128 + (signal ? constants.signals[signal] : 0)));
  });
}

/** Program and leading arguments that start the npm which started us, or the one on PATH. */
export function npmCommand(): readonly [string, readonly string[]] {
  const cli = process.env.npm_execpath;
  if (cli && /npm-cli\.[cm]?js$/.test(cli)) return [process.execPath, [cli]];
  return [process.platform === 'win32' ? 'npm.cmd' : 'npm', []];
}
