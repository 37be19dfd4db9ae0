// Plain JavaScript, because an old Node cannot read the TypeScript of the other scripts: it checks the
// version, changes over to the Node that `npm ci` brought along where there is one, and hands on.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const OLDEST = [22, 18]; // first release that runs .ts files by itself
const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);

if (major > OLDEST[0] || (major === OLDEST[0] && minor >= OLDEST[1])) {
  await import(`./${process.argv[2]}.ts`);
} else {
  const own = fileURLToPath(new URL('../node_modules/.bin/node', import.meta.url));
  if (existsSync(own)) {
    const { status } = spawnSync(own, process.argv.slice(1), { stdio: 'inherit' });
    process.exit(status ?? 1);
  }
  process.stderr.write(
    `Whyladder's scripts need Node ${OLDEST.join('.')} or newer, this is ${process.versions.node}.\n` +
      'On Linux, Windows and Intel Macs `npm ci` brings a Node of its own: run it, then this command again.\n',
  );
  process.exit(2);
}
