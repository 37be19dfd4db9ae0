// Runs a script of this folder by its name, or any file of the project by its path, on a Node that is new enough.
// Plain JavaScript, because an old Node cannot read the TypeScript of the other scripts. `npm ci` brings a
// newer Node along as an optional package; it is looked up here by its path, because npm 10 takes the link
// in node_modules/.bin away again when it skips the packages for other platforms.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, dirname } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const OLDEST = [22, 18]; // first release that runs .ts files by itself

/** A path inside the project, as the file system writes it. */
function inProject(path) {
  return fileURLToPath(new URL(`../${path}`, import.meta.url));
}

/** The Node to run on: this one when it is new enough, else the one from the packages. */
function suitableNode() {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  if (major > OLDEST[0] || (major === OLDEST[0] && minor >= OLDEST[1])) return process.execPath;
  const platform = process.platform === 'win32' ? 'win' : process.platform;
  const file = process.platform === 'win32' ? 'node.exe' : 'node';
  const own = inProject(`node_modules/node-${platform}-${process.arch}/bin/${file}`);
  return existsSync(own) ? own : undefined;
}

const [name = '', ...words] = process.argv.slice(2);
const target = inProject(name.includes('/') ? name : `scripts/${name}.ts`);
const node = suitableNode();

if (node === undefined) {
  process.stderr.write(
    `Whyladder's scripts need Node ${OLDEST.join('.')} or newer, this is ${process.versions.node}.\n` +
      'On Linux, Windows and Intel Macs `npm ci` brings a Node of its own: run it, then this command again.\n',
  );
  process.exit(2);
} else if (node === process.execPath && !name.includes('/')) {
  process.argv = [node, target, ...words];
  await import(pathToFileURL(target).href);
} else {
  const env = { ...process.env, PATH: `${dirname(node)}${delimiter}${process.env.PATH ?? ''}` };
  const child = spawn(node, [target, ...words], { stdio: 'inherit', env });
  process.on('SIGINT', () => undefined); // the terminal sends it to the child as well, whose end is ours
  for (const signal of ['SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
  child.on('exit', (code) => process.exit(code ?? 1));
}
