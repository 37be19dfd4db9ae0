// A utility process starts with its own module loader: it needs the same detour before the app's module,
// whose path comes first among the arguments and is taken away again.
require('./sqlite.cjs');

const [entry] = process.argv.splice(2, 1);
process.argv[1] = entry;
require(entry);
