import { spawn, spawnSync } from 'node:child_process';
import { closeSync, mkdtempSync, openSync, readFileSync, rmSync, statSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AnalystHost } from '../../electron/analyst/host.ts';
import { forkAnalyst } from '../../electron/analyst/node-process.ts';
import { inProject } from '../../scripts/machine/folders.ts';
import { type Prng, prng } from '../../scripts/samples/prng.ts';
import { printFigure } from './figures.ts';

/** The tool that people reach for first. */
const PEER = 'jq';
const MILLION = 1_000_000;
const START = Date.UTC(2026, 10, 20, 10);
const SERVICES = ['cart', 'search', 'prices', 'mail'];

/** A line as a logger writes it, 96 bytes on average; one in fifty is an error, more of them in two windows. */
function line(i: number, n: number, random: Prng): string {
  const share = i / n;
  const failing = (share > 0.3 && share < 0.36) || (share > 0.7 && share < 0.76);
  const time = new Date(START + share * 4 * 3_600_000).toISOString();
  const chance = random.next();
  const service = random.pick(SERVICES);
  const level = chance < (failing ? 0.3 : 0.02) ? 'error' : chance < 0.36 ? 'warn' : 'info';
  const said =
    level === 'error'
      ? `no connection after ${random.int(0, 5_000)} ms`
      : `GET /p/${random.int(0, 1_000_000)} 200`;
  return `{"time":"${time}","level":"${level}","service":"${service}","msg":"${said}"}\n`;
}

function writeLines(file: string, count: number): void {
  const random = prng(7, 'lines');
  const out = openSync(file, 'w');
  let block = '';
  for (let i = 0; i < count; i += 1) {
    block += line(i, count, random);
    if (block.length > MILLION) {
      writeSync(out, block);
      block = '';
    }
  }
  writeSync(out, block);
  closeSync(out);
}

function children(pid: number): number[] {
  try {
    const own = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim();
    const direct = own === '' ? [] : own.split(' ').map(Number);
    return [...direct, ...direct.flatMap(children)];
  } catch {
    return [];
  }
}

/** Highest resident memory of a process so far, MB; 0 where the system does not tell. */
function peakOf(pid: number): number {
  try {
    return Number(/VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) / 1024;
  } catch {
    return 0;
  }
}

/** Runs a process to its end; wall time, and the highest memory of the largest process in its tree. */
async function run(command: string, words: readonly string[]): Promise<{ ms: number; peakMb: number }> {
  const began = performance.now();
  const child = spawn(command, words, { stdio: ['ignore', 'ignore', 'ignore'] });
  const pid = child.pid ?? 0;
  let peakMb = 0;
  const look = setInterval(() => {
    for (const one of [pid, ...children(pid)]) peakMb = Math.max(peakMb, peakOf(one));
  }, 25);
  const code = await new Promise((done) => child.on('exit', done));
  clearInterval(look);
  if (code !== 0) throw new Error(`${command} ${words[0]} ended with ${String(code)}`);
  return { ms: performance.now() - began, peakMb };
}

async function whole(file: string, count: number, asked: string): Promise<void> {
  const cli = inProject('out/cli/main.cjs');
  const jq = spawnSync(PEER, ['--version']).status === 0;
  const [own, peer]: [number[], number[]] = [[], []];
  let peak = 0;
  for (let i = 0; i < 3; i += 1) {
    const { ms, peakMb } = await run(process.execPath, [cli, 'analyze', file, '--jsonl']);
    own.push(ms);
    peak = Math.max(peak, peakMb);
    if (jq) peer.push((await run(PEER, ['-c', 'select(.level == "error")', file])).ms);
  }
  printFigure(`whyladder analyze, ${count / MILLION} M lines`, own, asked);
  const best = Math.min(...own);
  const mb = statSync(file).size / 1e6;
  process.stdout.write(
    `  ${((count / best) * 1_000).toFixed(0)} lines/s, ${((mb / best) * 1_000).toFixed(0)} MB/s as a whole process; peak ${peak.toFixed(0)} MB (asked: < 400 MB)\n`,
  );
  if (!jq) process.stdout.write('  jq is not installed: nothing to compare with\n');
  else {
    printFigure('jq that selects the errors (peer)', peer, '-');
    process.stdout.write(`  ${(Math.min(...peer) / best).toFixed(1)} x jq (asked: >= 5)\n`);
  }
}

/** How often a reader tells where it is, and how long a cancel takes. */
async function steering(file: string): Promise<void> {
  const host = new AnalystHost(() => forkAnalyst(inProject('out/analyst/worker.cjs')));
  const job = (id: string) => ({ id, paths: [file], brief: null, unreadable: [], analyse: true });
  const told: number[] = [];
  const first = await host.run(job('whole'), (progress) => {
    if (progress.phase === 'reading') told.push(performance.now());
  });
  if (!first.ok) throw new Error(first.error.message);
  const gaps = told.slice(1).map((at, i) => at - (told[i] ?? at));
  printFigure('between two reports of progress', gaps, '<= 250 ms');
  const cancels: number[] = [];
  for (let i = 0; i < 5; i += 1) {
    const id = `cancelled ${i}`;
    let asked = Number.NaN;
    let reports = 0;
    await host.run(job(id), () => {
      reports += 1;
      if (reports !== 2) return;
      asked = performance.now();
      host.cancel(id);
    });
    cancels.push(performance.now() - asked);
  }
  host.close();
  printFigure('cancel', cancels, '<= 100 ms');
}

/** A million and five million JSON log lines from file to findings, beside jq; progress and cancel. */
export async function benchImport(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'whyladder-import-'));
  const file = join(folder, 'lines.jsonl');
  try {
    writeLines(file, MILLION);
    await whole(file, MILLION, '<= 1000 ms');
    await steering(file);
    writeLines(file, 5 * MILLION);
    await whole(file, 5 * MILLION, '<= 4000 ms');
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
