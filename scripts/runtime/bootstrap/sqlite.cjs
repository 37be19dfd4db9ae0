// Native modules are built for one Electron. In this one the app's better-sqlite3 would crash the process,
// so the name resolves to the copy that lies beside this file and was built for it.
const Module = require('node:module');
const { join } = require('node:path');

const own = join(__dirname, 'node_modules', 'better-sqlite3');
const resolve = Module._resolveFilename;

Module._resolveFilename = function (request, ...rest) {
  return resolve.call(this, request === 'better-sqlite3' ? own : request, ...rest);
};
