import { bestImporter } from './best-importer.ts';
import { dayIn } from './day-in.ts';
import type { FileHead, ImportContext, Importer, ImportSink, Parser, ParseSummary } from './importer.ts';
import { type Line, LineReader } from './lines.ts';
import { byLines, PlacedSink } from './placed-sink.ts';
import { cellsOf, isDashes, isRule, isTableEnd, styleOf } from './table-lines.ts';
import { Tally } from './tally.ts';
import { noteLine } from './timeline-text.ts';
import { together } from './together.ts';
import { unrecognised } from './unrecognised.ts';
import { encodeUtf8 } from './utf8.ts';

/** Lines of a table that are held until it is known what they are. */
const HEAD_LINES = 60;

/** A line that may be the header of the table whose rule is the next one: `|---|---|`, `+---+---+` or dashes throughout. */
function heads(line: string, rule: string): boolean {
  if (!line.includes('|') || isRule(line)) return false;
  const style = styleOf(line, null);
  if (isDashes(rule)) return style.framed && (cellsOf(line, style)?.length ?? 0) > 2;
  if (!isRule(rule)) return false;
  return cellsOf(line, style)?.length === cellsOf(rule.replaceAll('+', '|'), style)?.length;
}

function isRow(line: string): boolean {
  return line.includes('|') && line.trim() !== '';
}

/** A table that is being read: its lines, and the parser that takes them once it is known. */
interface Table {
  readonly lines: Line[];
  parser: Parser | null;
}

/**
 * A Markdown document (a runbook, on-call notes, a review) with tables in it. Each table is read as the same table in a
 * file of its own would be, by one of `tables`; a line with a clock in front is a note; a date in a heading is the day of
 * the clocks below it. The rest is text for people.
 */
export function markdownTables(tables: readonly Importer[]): Importer {
  const known = (head: FileHead): Importer | null => bestImporter(tables, head);
  return {
    id: 'markdown-tables',
    format: 'Tables and notes (Markdown)',
    lacksYear: () => true,
    sniff(head) {
      const lines = head.text.split(/\r?\n/, 2_000);
      const at = lines.findIndex((line, i) => heads(line, lines[i + 1] ?? ''));
      if (at === -1) return 0;
      const filled = lines.filter((line) => line.trim() !== '' && !isTableEnd(line) && !isDashes(line));
      const rules = lines.filter(
        (line, i) => heads(line, lines[i + 1] ?? '') && isRow(lines[i + 2] ?? ''),
      ).length;
      // One table and nothing else is what it would be with commas.
      if (rules <= 1 && filled[0] === lines[at] && filled.slice(1).every(isRow)) return 0;
      return lines.some(
        (line, i) =>
          heads(line, lines[i + 1] ?? '') && known({ text: tableAt(lines, i), complete: true }) !== null,
      )
        ? 0.9
        : 0;
    },

    parse(context: ImportContext, sink: ImportSink): Parser {
      const tally = new Tally(context, sink);
      const summaries: ParseSummary[] = [];
      let day = context.near;
      let last: Line | null = null;
      let table: Table | null = null;
      let words = 0;

      const begin = (open: Table): void => {
        const head = { text: `${open.lines.map((line) => line.text).join('\n')}\n`, complete: true };
        const importer = known(head);
        if (importer) {
          open.parser = importer.parse(
            { ...context, head, near: day },
            new PlacedSink(sink, byLines(open.lines)),
          );
          for (const line of open.lines) open.parser.push(encodeUtf8(`${line.text}\n`));
        } else tally.reject(open.lines[0]?.line ?? null, unrecognised(head));
      };
      const close = (): void => {
        if (!table) return;
        if (!table.parser && table.lines.length <= HEAD_LINES) begin(table);
        if (table.parser) summaries.push(table.parser.end());
        table = null;
      };
      const prose = (line: Line): void => {
        if (line.text.trim() === '') return;
        const note = /^\s*#/.test(line.text) ? null : noteLine(line.text, context.dayFirst);
        if (!note) {
          const named = dayIn(line.text);
          if (named !== null) day = named;
          words += 1;
          return;
        }
        const notes = new Tally({ ...context, near: day }, sink);
        const at = notes.times.readTime(note.time);
        if (at === null) return;
        notes.count();
        sink.note({
          at,
          text: note.said,
          byRole: null,
          ref: notes.refAt({ from: line.from, to: line.to, firstLine: line.line, lastLine: line.line }, at),
        });
        summaries.push(notes.summary());
      };
      const reader = new LineReader((line) => {
        if (line.cut) return tally.reject(line.line, 'the line is longer than 8 MB');
        if (table && isRow(line.text)) {
          table.lines.push(line);
          if (table.parser) table.parser.push(encodeUtf8(`${line.text}\n`));
          else if (table.lines.length === HEAD_LINES) begin(table);
          return;
        }
        close();
        if (last && heads(last.text, line.text)) {
          table = { lines: [last, line], parser: null };
          last = null;
          return;
        }
        if (last) prose(last);
        last = line;
      });
      return {
        push: (chunk) => reader.push(chunk),
        end() {
          reader.end();
          close();
          if (last) prose(last);
          if (words > 0) tally.assume(`the text around its tables and notes is for people: ${words} lines`);
          const summary = together(summaries, tally.summary());
          const named = day !== context.near;
          const assumptions = summary.assumptions?.filter(
            (said) => !(named && said.startsWith('its times carry no date')),
          );
          return { ...summary, assumptions: assumptions ?? [] };
        },
      };
    },
  };
}

function tableAt(lines: readonly string[], at: number): string {
  const end = lines.findIndex((line, i) => i > at && !isRow(line));
  return `${lines.slice(at, Math.min(at + HEAD_LINES, end === -1 ? lines.length : end)).join('\n')}\n`;
}
