// What Electron's own default app does for `electron <folder>`: take name, version and path from the folder's
// package.json and load its main file. This Electron comes without that default app.
const { readFileSync } = require('node:fs');
const { join, resolve } = require('node:path');
const { app, utilityProcess } = require('electron');

require('./sqlite.cjs');

const fork = utilityProcess.fork;
utilityProcess.fork = (entry, args = [], options = {}) =>
  fork(join(__dirname, 'utility.cjs'), [entry, ...args], options);

const folder = process.argv.slice(1).find((argument) => !argument.startsWith('-'));
if (folder === undefined) {
  process.stderr.write('usage: electron <folder of an app>\n');
  app.exit(2);
} else {
  const path = resolve(folder);
  const manifest = JSON.parse(readFileSync(join(path, 'package.json'), 'utf8'));
  process.defaultApp = true;
  app.setName(manifest.productName || manifest.name);
  app.setVersion(manifest.version);
  app.setAppPath(path);
  require(join(path, manifest.main));
}
