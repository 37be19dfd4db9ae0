import { BASELINE_NAMES } from './baselines/all.ts';
import { bands, baselineFigures, type Figures, figuresOf, fixFigures, macroTop1 } from './figures.ts';
import { FAMILIES } from './truth.ts';
import type { VerdictRow } from './verdict-row.ts';

const number = (value: number, digits = 2): string => (Number.isNaN(value) ? '  - ' : value.toFixed(digits));

/** Families of the targets: a pair of jobs is reported beside them. */
export function inTargets(rows: readonly VerdictRow[]): VerdictRow[] {
  return rows.filter(({ family }) => family !== 'pair');
}

const HEAD = [
  'incidents',
  'top1',
  'false.5',
  'false.7',
  'acc.5',
  'ro prec',
  'ro rec',
  'seg F1',
  'ECE',
  'Brier',
  'ms',
  'p95 ms',
];

function line(label: string, f: Figures): string {
  const cells = [
    String(f.incidents),
    number(f.top1.value),
    number(f.false50.value),
    number(f.false70.value),
    number(f.accused50.value),
    number(f.ruleOutPrecision.value, 3),
    number(f.ruleOutRecall.value),
    number(f.segmentationF1, 3),
    number(f.ece, 3),
    number(f.brier, 3),
    number(f.meanMs, 0),
    number(f.p95Ms, 0),
  ];
  return [
    label.padEnd(18),
    ...cells.map((cell, i) => cell.padStart(Math.max(7, (HEAD[i] ?? '').length + 1))),
  ].join('');
}

/** The figures of the targets as text for a terminal. */
export function printed(all: readonly VerdictRow[]): string {
  const rows = inTargets(all);
  const header = [
    'group'.padEnd(18),
    ...HEAD.map((cell) => cell.padStart(Math.max(7, cell.length + 1))),
  ].join('');
  const out = [header, line('all families', figuresOf(rows)), ''];
  const known: readonly string[] = FAMILIES;
  const families = [...new Set(all.map(({ family }) => family))].sort(
    (a, b) => known.indexOf(a) - known.indexOf(b),
  );
  for (const family of families)
    out.push(line(family, figuresOf(all.filter((row) => row.family === family))));
  out.push('');
  for (const [least, most] of [
    [1, 3],
    [4, 5],
    [6, 8],
    [9, 99],
  ] as const) {
    const inside = rows.filter(({ windows }) => windows >= least && windows <= most);
    if (inside.length > 0) out.push(line(`${least}-${most} windows`, figuresOf(inside)));
  }
  out.push('', 'confidence      n   said  right');
  for (const band of bands(rows)) {
    if (band.n > 0)
      out.push(
        `${number(band.from, 1)}-${number(band.to, 1)}  ${String(band.n).padStart(6)}  ${number(band.said).padStart(6)} ${number(band.right).padStart(6)}`,
      );
  }
  const macro = macroTop1(rows);
  out.push('', `top-1, mean over families: ${number(macro, 3)}`);
  const baselines = baselineFigures(rows);
  for (const name of BASELINE_NAMES) {
    const { top1, falsely } = baselines[name];
    out.push(
      `  ${name.padEnd(18)} ${number(top1, 3)}  margin ${number(macro - top1, 3)}  falsely accused ${number(falsely)}`,
    );
  }
  out.push('', 'fixes (ledgers whose fixes all did the same)   n      of  right  wrong');
  for (const { n, of, right, wrong } of fixFigures(rows)) {
    out.push(
      `${''.padEnd(44)}${n.padStart(4)}  ${String(of).padStart(6)}  ${number(right).padStart(5)}  ${number(wrong).padStart(5)}`,
    );
  }
  return out.join('\n');
}
