import { openLibrary } from '../../../../electron/storage/database.ts';

// A process that brings a library to the newest schema and says when it begins and ends; the test kills it in between.
process.stdout.write('begun\n');
const library = openLibrary(process.argv[2] ?? '');
if (!library.ok) throw new Error(library.error.message);
library.value.close();
process.stdout.write('done\n');
