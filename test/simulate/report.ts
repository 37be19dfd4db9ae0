/** Writes the figures and the reliability diagram into docs: npm run judge:report -- [--n 650] [--seed 9001] */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { analyse } from '../../shared/analyses/analyse.ts';
import { BASELINE_NAMES } from './baselines/all.ts';
import { generateManyDrawn } from './drawn-windows.ts';
import { bands, baselineFigures, figuresOf, fixFigures, macroTop1 } from './figures.ts';
import { fixExperiment } from './fix-figures.ts';
import { generateMany } from './generate.ts';
import { judgeOne } from './judge.ts';
import { generateManyOther } from './other-mechanism.ts';
import { inTargets } from './print.ts';
import { reliabilityDiagram } from './reliability-diagram.ts';
import { rhythmFigures } from './rhythm-figures.ts';
import type { Simulated } from './truth.ts';
import type { VerdictRow } from './verdict-row.ts';

const DOCS = fileURLToPath(new URL('../../docs/', import.meta.url));
const BEGIN = '<!-- figures: written by the command below, not by hand -->';
const END = '<!-- end of figures -->';

interface Judged {
  readonly label: string;
  readonly colour: string;
  readonly rows: readonly VerdictRow[];
}

const number = (value: number, digits = 2): string => (Number.isNaN(value) ? '-' : value.toFixed(digits));

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  return [head, head.map(() => '---'), ...rows].map((row) => `| ${row.join(' | ')} |`).join('\n');
}

function main(judged: readonly Judged[]): string {
  const each = judged.map(({ rows }) => ({ rows: inTargets(rows), f: figuresOf(inTargets(rows)) }));
  const line = (label: string, asked: string, of: (judge: (typeof each)[number]) => string): string[] => [
    label,
    asked,
    ...each.map(of),
  ];
  return table(
    ['figure', 'target std / hard', ...judged.map(({ label }) => label)],
    [
      line('incidents', '', ({ f }) => String(f.incidents)),
      line('top-1, mean over families', '>= .80 / .75', ({ rows }) => number(macroTop1(rows), 3)),
      line('false accusation at .5', '<= .04', ({ f }) => number(f.false50.value, 3)),
      line('false accusation at .7', '<= .02', ({ f }) => number(f.false70.value, 3)),
      line('accused at .5, of those with a cause', '>= .6', ({ f }) => number(f.accused50.value)),
      line('rule-out precision', '>= .99', ({ f }) => number(f.ruleOutPrecision.value, 4)),
      line('rule-out recall', '>= .75 / .70', ({ f }) => number(f.ruleOutRecall.value)),
      line('expected calibration error', '<= .07 / .08', ({ f }) => number(f.ece, 3)),
      line('Brier score', '<= .14 / .15', ({ f }) => number(f.brier, 3)),
      line('segmentation F1', '>= .91 / .90', ({ f }) => number(f.segmentationF1, 3)),
      line(
        'processor ms an incident, mean and 95th percentile',
        '<= 500',
        ({ f }) => `${number(f.meanMs, 0)}, ${number(f.p95Ms, 0)}`,
      ),
    ],
  );
}

function families(judged: readonly Judged[]): string {
  return judged
    .map(({ label, rows }) => {
      const names = [...new Set(rows.map(({ family }) => family))];
      return `${label}:\n\n${table(
        [
          'family',
          'n',
          'top-1',
          'false .5',
          'accused .5',
          'rule-out precision',
          'recall',
          'segmentation F1',
          'ECE',
          'Brier',
        ],
        names.map((family) => {
          const f = figuresOf(rows.filter((row) => row.family === family));
          return [
            family,
            String(f.incidents),
            number(f.top1.value),
            number(f.false50.value),
            number(f.accused50.value),
            number(f.ruleOutPrecision.value, 3),
            number(f.ruleOutRecall.value),
            number(f.segmentationF1),
            number(f.ece),
            number(f.brier),
          ];
        }),
      )}`;
    })
    .join('\n\n');
}

function windows(judged: readonly Judged[]): string {
  return judged
    .map(
      ({ label, rows }) =>
        `${label}:\n\n${table(
          ['windows', 'n', 'top-1', 'false .5', 'accused .5', 'ECE', 'Brier'],
          (
            [
              [1, 3],
              [4, 5],
              [6, 8],
              [9, 99],
            ] as const
          ).map(([least, most]) => {
            const f = figuresOf(inTargets(rows).filter((row) => row.windows >= least && row.windows <= most));
            return [
              most === 99 ? '9 and more' : least === 1 ? '3' : `${least}-${most}`,
              String(f.incidents),
              number(f.top1.value),
              number(f.false50.value),
              number(f.accused50.value),
              number(f.ece),
              number(f.brier),
            ];
          }),
        )}`,
    )
    .join('\n\n');
}

function confidence(judged: readonly Judged[]): string {
  const all = judged.map(({ rows }) => bands(inTargets(rows)));
  return table(
    ['said', ...judged.flatMap(({ label }) => [`${label}: n`, 'right'])],
    (all[0] ?? []).map((band, i) => [
      `${number(band.from, 1)}-${number(band.to, 1)}`,
      ...all.flatMap((set) => [String(set[i]?.n ?? 0), number(set[i]?.right ?? Number.NaN)]),
    ]),
  );
}

function baselines(judged: readonly Judged[]): string {
  const each = judged.map(({ rows }) => ({
    own: macroTop1(inTargets(rows)),
    figures: baselineFigures(inTargets(rows)),
  }));
  return table(
    ['rule', ...judged.flatMap(({ label }) => [`${label}: top-1`, 'margin', 'falsely accused'])],
    BASELINE_NAMES.map((name) => [
      name,
      ...each.flatMap(({ own, figures }) => [
        number(figures[name].top1),
        `+${number(own - figures[name].top1)}`,
        number(figures[name].falsely),
      ]),
    ]),
  );
}

function fixes(judged: readonly Judged[]): string {
  const each = judged.map(({ rows }) => fixFigures(rows));
  return table(
    ['fixes', ...judged.flatMap(({ label }) => [`${label}: n`, 'right', 'wrong'])],
    (each[0] ?? []).map(({ n }, i) => [
      n,
      ...each.flatMap((set) => [
        String(set[i]?.of ?? 0),
        number(set[i]?.right ?? Number.NaN),
        number(set[i]?.wrong ?? Number.NaN),
      ]),
    ]),
  );
}

const { values } = parseArgs({
  options: { n: { type: 'string', default: '650' }, seed: { type: 'string', default: '9001' } },
});
const seed = Number(values.seed);
const judge = (incidents: Iterable<Simulated>): VerdictRow[] => {
  const rows: VerdictRow[] = [];
  for (const simulated of incidents) rows.push(judgeOne(simulated, analyse));
  return rows;
};
const count = Number(values.n);
const judged: Judged[] = [
  { label: 'standard', colour: '#1f6fb2', rows: judge(generateMany(seed, count, 'std')) },
  { label: 'hard', colour: '#c2571a', rows: judge(generateMany(seed + 1, count, 'hard')) },
  {
    label: 'other mechanism',
    colour: '#4a7f3a',
    rows: judge(generateManyOther(seed + 2, Math.round(count * 0.7), 'std')),
  },
  {
    label: 'drawn windows',
    colour: '#7a4a9c',
    rows: judge(generateManyDrawn(seed + 5, Math.round(count * 0.7), 'std')),
  },
];
const rhythm = rhythmFigures(seed + 3);
const text = [
  BEGIN,
  '',
  `Made by \`npm run judge:report -- --n ${count} --seed ${seed}\`: incidents that nothing was fitted on. "Other mechanism" is a queue with slots, patience, retries and quotas (test/simulate/other-mechanism.ts), and "drawn windows" plain renewal arithmetic (test/simulate/drawn-windows.ts); neither was ever used for fitting, and the targets do not speak of them.`,
  '',
  main(judged),
  '',
  '![Stated confidence against the share that was right](engine-reliability.svg)',
  '',
  confidence(judged),
  '',
  '### Simple rules on the same incidents',
  '',
  baselines(judged),
  '',
  '### By family',
  '',
  families(judged),
  '',
  '### By number of windows',
  '',
  windows(judged),
  '',
  '### What the fixes did (ledgers whose fixes all did the same)',
  '',
  fixes(judged),
  '',
  'Fixes that end each window early, before a failing process of plain arithmetic:',
  '',
  table(
    ['process', 'fixes', 'n', 'right', 'wrong'],
    fixExperiment(seed + 4, analyse).map(({ what, fixes: f, n, right, wrong }) => [
      what,
      String(f),
      String(n),
      number(right),
      number(wrong),
    ]),
  ),
  '',
  '### Rhythm',
  '',
  table(
    ['failures', 'windows', 'n', 'called periodic'],
    rhythm.map(({ what, windows: w, n, periodic }) => [what, String(w), String(n), number(periodic)]),
  ),
  '',
  END,
].join('\n');
mkdirSync(DOCS, { recursive: true });
const page = `${DOCS}engine.md`;
const before = readFileSync(page, 'utf8');
const [head] = before.split(BEGIN);
const tail = before.split(END)[1] ?? '\n';
writeFileSync(page, `${head}${text}${tail}`);
writeFileSync(
  `${DOCS}engine-reliability.svg`,
  reliabilityDiagram(
    judged.map(({ label, colour, rows }) => ({ label, colour, bands: bands(inTargets(rows)) })),
  ),
);
process.stdout.write(`${main(judged)}\n\n${baselines(judged)}\n\nwritten to docs/engine.md\n`);
