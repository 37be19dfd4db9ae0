import { OpenSession } from '../../../../electron/sessions/open-session.ts';
import { openLibrary } from '../../../../electron/storage/database.ts';

// A process that stores one question after the other and says each seq once it is on the disk; the test kills it.
const library = openLibrary(process.argv[2] ?? '');
if (!library.ok) throw new Error(library.error.message);
const brief = {
  problem: 'It fails',
  context: '',
  impact: null,
  teamHypothesis: null,
  personality: 'default',
  outputFormat: 'yaml',
  maxDepth: 7,
} as const;
const made = OpenSession.create(
  library.value,
  process.argv[3] ?? 's',
  { kind: 'session-opened', title: 'It fails', brief, folder: null },
  [],
  () => undefined,
);
if (!made.ok) throw new Error(made.error.message);
const session = made.value;
for (let n = 0; ; n += 1) {
  const stored = session.append([{ kind: 'live-switched', live: n % 2 === 0 }], 'main');
  if (!stored.ok) throw new Error(stored.error.message);
  process.stdout.write(`${stored.value.seq}\n`);
}
