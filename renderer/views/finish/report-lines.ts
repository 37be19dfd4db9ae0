import { count } from '../../../shared/analyses/wording.ts';

/** A line of the report as it is shown; `folds` names the section that it opens. */
export interface ReportLine {
  /** From 1, in the whole report. */
  readonly number: number;
  readonly text: string;
  readonly folds: { readonly section: string; readonly folded: boolean; readonly said: string } | null;
}

/** Sections that stand open however long they are: what the report is for. */
const OPEN: ReadonlySet<string> = new Set(['problem_statement', 'root_causes', 'verification', 'next_steps']);
/** A section of more lines than this is folded until somebody opens it. */
const LONG = 24;

interface Section {
  readonly name: string;
  /** Index of its first line, and of the first line behind it. */
  readonly from: number;
  readonly to: number;
}

/** The sections of a YAML report: a key at the left edge and what is indented below it. */
function sectionsOf(lines: readonly string[]): Section[] {
  const starts = lines.flatMap((line, index) => {
    const name = /^([a-z_]+):/.exec(line)?.[1];
    return name === undefined ? [] : [{ name, from: index }];
  });
  return starts.map(({ name, from }, at) => ({ name, from, to: starts[at + 1]?.from ?? lines.length }));
}

/** "21 entries", "6 lines": what a folded section holds. */
function saidOf(lines: readonly string[], { from, to }: Section): string {
  const entries = lines.slice(from + 1, to).filter((line) => line.startsWith('  - ')).length;
  return entries > 0 ? count(entries, 'entry', 'entries') : count(to - from - 1, 'line');
}

/**
 * The lines to show. `turned` names the sections that somebody opened or folded against the rule that long ones are
 * folded. A text that is no YAML report has no sections and is shown whole.
 */
export function reportLines(text: string, turned: ReadonlySet<string>): ReportLine[] {
  const lines = text.split('\n');
  const shown: ReportLine[] = [];
  let index = 0;
  for (const section of sectionsOf(lines)) {
    for (; index < section.from; index += 1)
      shown.push({ number: index + 1, text: lines[index] ?? '', folds: null });
    const { name, from, to } = section;
    const long = to - from > LONG && !OPEN.has(name);
    const folded = turned.has(name) !== long;
    const head = lines[from] ?? '';
    const said = saidOf(lines, section);
    shown.push({
      number: from + 1,
      text: head,
      folds: to - from > 2 ? { section: name, folded, said } : null,
    });
    index = folded && to - from > 2 ? to : from + 1;
  }
  for (; index < lines.length; index += 1)
    shown.push({ number: index + 1, text: lines[index] ?? '', folds: null });
  return shown;
}
