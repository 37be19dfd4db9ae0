import { lintSentence } from '../../shared/ladder/lint-sentence.ts';
import { isSeen, labelledSentences } from '../unit/ladder/read-sentences.ts';

const share = (part: number, whole: number): string =>
  whole === 0 ? '  - ' : `${((100 * part) / whole).toFixed(0).padStart(3)}%`;

/** Precision and recall of each rule on the labelled sentences, by set; `--misses` prints what it gets wrong. */
function printRates(misses: boolean): void {
  const sentences = labelledSentences();
  for (const key of [...new Set(sentences.map((one) => `${one.set} ${one.rule}`))].toSorted()) {
    const own = sentences.filter((one) => `${one.set} ${one.rule}` === key);
    const seen = own.filter(isSeen);
    const right = seen.filter((one) => one.broken).length;
    const broken = own.filter((one) => one.broken).length;
    process.stdout.write(
      `${key.padEnd(30)} precision ${share(right, seen.length)}  recall ${share(right, broken)}  (${broken} broken, ${own.length - broken} near misses)\n`,
    );
    if (!misses) continue;
    for (const one of own)
      if (one.broken !== seen.includes(one))
        process.stdout.write(`    ${one.broken ? 'not seen' : 'seen    '}  ${one.text}\n`);
  }
}

/** What a keystroke costs: the wording rules over an answer that grows by a letter, under a ladder of 200 rungs. */
function printKeystrokes(): void {
  const things = ['export', 'ledger', 'pool', 'queue', 'index', 'token', 'shard', 'batch'];
  const ancestors = Array.from({ length: 200 }, (_, n) => {
    const thing = (step: number): string => things[(n * step + step) % things.length] ?? '';
    return `The ${thing(1)} waits for the ${thing(3)} ${n} while the ${thing(5)} holds it for ${n + 7} minutes`;
  });
  const answer =
    'Because the engineer who raised the limit of the ledger did not know that the nightly export reads every row, the pool fills up and the workers wait, and nobody is told of it until the queue has grown to 40,000 jobs';
  const from = performance.now();
  lintSentence(answer.slice(0, 1), { ancestors });
  const first = performance.now() - from;
  // The best of five rounds for each letter: what the rules cost, whatever else the machine does.
  const best = Array.from({ length: answer.length }, (_, n) => {
    const rounds = Array.from({ length: 5 }, (__, round) => {
      const start = performance.now();
      // A letter that differs by round, so that nothing is remembered from the round before.
      lintSentence(`${answer.slice(0, n + 1)}${'abcde'[round]}`, { ancestors });
      return performance.now() - start;
    });
    return Math.min(...rounds);
  }).toSorted((a, b) => a - b);
  const at = (part: number): string => (best[Math.floor((best.length - 1) * part)] ?? 0).toFixed(2);
  process.stdout.write(
    `a keystroke under 200 rungs: median ${at(0.5)} ms, 99 % ${at(0.99)} ms, max ${at(1)} ms, the first ${first.toFixed(2)} ms (n = ${best.length}; asked: 5 ms)\n`,
  );
}

/** Rules: what they see in sentences that were not written for them, and what a keystroke costs. */
export function benchRules(): Promise<void> {
  printRates(process.argv.includes('--misses'));
  printKeystrokes();
  return Promise.resolve();
}
