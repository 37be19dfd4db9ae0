/** Writes simulated incident folders and their truth: npm run samples:simulated -- --out DIR [--profile std|hard] [--seed N] [--n M] */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { writeFolder } from './folder.ts';
import { generateMany } from './generate.ts';

const { values } = parseArgs({
  options: {
    out: { type: 'string' },
    profile: { type: 'string', default: 'std' },
    seed: { type: 'string', default: '1' },
    n: { type: 'string', default: '13' },
  },
});
if (!values.out) throw new Error('Say where to write: --out DIR');
mkdirSync(values.out, { recursive: true });
const truths = [];
for (const { incident, truth } of generateMany(
  Number(values.seed),
  Number(values.n),
  values.profile === 'hard' ? 'hard' : 'std',
)) {
  writeFolder(values.out, incident);
  truths.push({ incident: incident.name, ...truth });
}
writeFileSync(join(values.out, 'truth.jsonl'), truths.map((truth) => `${JSON.stringify(truth)}\n`).join(''));
process.stdout.write(`${truths.length} incidents in ${values.out}\n`);
