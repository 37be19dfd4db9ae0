import { spawn } from 'node:child_process';
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { getPriority, tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { serverEnvironment } from '../../../electron/model/server-environment.ts';
import { Supervisor } from '../../../electron/model/supervisor.ts';
import { ok } from '../../../shared/result.ts';

// The watch over the server is a POSIX shell here; Windows has a script of its own, which these tests do not reach.
const posix = process.platform !== 'win32';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'whyladder-server-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** A server that answers on the port it is told, has a runner as a child, and notes both process ids. */
function standIn(body = ''): string {
  const file = join(folder, 'ollama');
  writeFileSync(
    file,
    `#!${process.execPath}
const { spawn } = require('node:child_process');
const { createServer } = require('node:http');
const { writeFileSync } = require('node:fs');
${body}
const { getPriority } = require('node:os');
const runner = spawn('sleep', ['1000'], { stdio: 'ignore' });
writeFileSync(${JSON.stringify(join(folder, 'pids'))}, process.pid + ' ' + runner.pid);
writeFileSync(${JSON.stringify(join(folder, 'priority'))}, String(getPriority()));
writeFileSync(${JSON.stringify(join(folder, 'env'))}, JSON.stringify(process.env));
const [host, port] = process.env.OLLAMA_HOST.split(':');
createServer((q, r) => r.end(q.url === '/api/version' ? '{"version":"0.17.1"}' : '{"models":[]}')).listen(Number(port), host);
`,
  );
  chmodSync(file, 0o755);
  return file;
}

const alive = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    return !/^State:\s+Z/m.test(readFileSync(`/proc/${pid}/status`, 'utf8'));
  } catch {
    return false;
  }
};
const until = async (holds: () => boolean, ms: number): Promise<boolean> => {
  const end = performance.now() + ms;
  while (performance.now() < end && !holds()) await new Promise((later) => setTimeout(later, 25));
  return holds();
};
const pids = (): number[] => readFileSync(join(folder, 'pids'), 'utf8').split(' ').map(Number);

function supervise(executable: string, incidents: string[] = []): Supervisor {
  return new Supervisor({
    folders: { home: join(folder, 'home'), models: join(folder, 'models') },
    named: () => null,
    find: () => ({ executable, lookedFor: [] }),
    chosen: () => null,
    contextTokens: 4_096,
    backOffMs: [0, 20, 20, 20, 20],
    warmUp: () => Promise.resolve(ok(null)),
    onChange: () => undefined,
    onIncident: (title, detail) => incidents.push(`${title} ${detail}`),
  });
}

describe.runIf(posix)('our own server', () => {
  it('is up within a second of its own start, on the loopback, and gone with its runner when it is stopped', async () => {
    const supervisor = supervise(standIn());
    const began = performance.now();
    await supervisor.start();
    expect(supervisor.state).toEqual({ is: 'no-model' });
    expect(performance.now() - began).toBeLessThan(3_000);
    const started = pids();
    expect(started.every(alive)).toBe(true);
    // The windows come first.
    expect(Number(readFileSync(join(folder, 'priority'), 'utf8'))).toBe(Math.min(19, getPriority() + 10));
    await supervisor.stop();
    expect(await until(() => !started.some(alive), 3_000)).toBe(true);
  });

  it('does not outlive the app, not even after SIGKILL', async () => {
    const script = join(folder, 'app.ts');
    writeFileSync(
      script,
      `import { ServerProcess } from ${JSON.stringify(resolve('electron/model/server-process.ts'))};
import { freePort } from ${JSON.stringify(resolve('electron/model/loopback.ts'))};
new ServerProcess(${JSON.stringify(standIn())}, { host: '127.0.0.1', port: await freePort() }, { home: ${JSON.stringify(folder)}, models: ${JSON.stringify(folder)} });
setInterval(() => undefined, 1000);`,
    );
    const app = spawn(process.execPath, [script], { stdio: 'ignore' });
    expect(await until(() => existsSync(join(folder, 'pids')), 10_000)).toBe(true);
    const started = pids();
    expect(started.every(alive)).toBe(true);
    app.kill('SIGKILL');
    expect(await until(() => !started.some(alive), 5_000)).toBe(true);
  });

  it('is started again when it is killed', async () => {
    const incidents: string[] = [];
    const supervisor = supervise(standIn(), incidents);
    await supervisor.start();
    const [first = 0] = pids();
    process.kill(first, 'SIGKILL');
    expect(await until(() => pids()[0] !== first && supervisor.state.is === 'no-model', 10_000)).toBe(true);
    expect(incidents.join()).toContain('The model server ended.');
    await supervisor.stop();
  });

  it('is given up after five tries, with what it said', async () => {
    const incidents: string[] = [];
    const supervisor = supervise(
      standIn("console.error('Error: listen tcp 127.0.0.1: bind: address already in use'); process.exit(1);"),
      incidents,
    );
    await supervisor.start();
    expect(supervisor.state).toMatchObject({
      is: 'degraded',
      reason: { code: 'gave-up', message: expect.stringContaining('address already in use') },
    });
    expect(incidents).toHaveLength(5);
    await supervisor.stop();
  });

  it('gets no proxy and no key of ours, one model and no cloud', () => {
    const env = serverEnvironment({ host: '127.0.0.1', port: 4_000 }, '/h', '/m', {
      PATH: '/bin',
      HTTPS_PROXY: 'http://proxy',
      AWS_SECRET_ACCESS_KEY: 'x',
      HOME: '/home/of-the-user',
    });
    expect(env).toMatchObject({
      OLLAMA_HOST: '127.0.0.1:4000',
      OLLAMA_MODELS: '/m',
      HOME: '/h',
      OLLAMA_NO_CLOUD: '1',
      OLLAMA_NOPRUNE: '1',
      OLLAMA_NUM_PARALLEL: '1',
      OLLAMA_MAX_LOADED_MODELS: '1',
      OLLAMA_MAX_QUEUE: '4',
      OLLAMA_KEEP_ALIVE: '-1',
    });
    expect(Object.keys(env).filter((key) => /proxy$/i.test(key) && key !== 'NO_PROXY')).toEqual([]);
    expect(env).not.toHaveProperty('AWS_SECRET_ACCESS_KEY');
  });
});
