import type { LogLevel } from '../incident/records.ts';
import type { WrittenTime } from '../incident/timestamp.ts';
import { levelOfHttpStatus, requestInText } from './http-record.ts';
import type { FileHead, ImportContext, ImportSink, Parser } from './importer.ts';
import { innerParts } from './inner-record.ts';
import { type Line, LineReader } from './lines.ts';
import { levelOfWord } from './log-level.ts';
import { parserOf, Tally } from './tally.ts';

/** What one line of a text log says. */
export interface TextLine {
  readonly time: WrittenTime;
  readonly level: LogLevel | null;
  readonly service: string | null;
  readonly message: string;
  readonly fields: Readonly<Record<string, string>>;
}

/** Reads a line that begins a record; null for anything else. */
export type LineShape = (text: string) => TextLine | null;

const MAX_RECORD_LINES = 500;
const MAX_MESSAGE_LINES = 20;
const MAX_MESSAGE_CHARS = 4_000;

// biome-ignore lint/suspicious/noControlCharactersInRegex: colours are control characters.
const ANSI = /\u001b\[[0-9;]*[A-Za-z]/g;
const COMPOSE = /^([\w.-]+?)(?:[-_]\d+)?\s+\| ?/;
const LEVEL_WORD =
  /(?:^|[\s[(<|"=:])(trace|debug|info|notice|warn|warning|error|severe|fatal|critical|crit|panic|emerg)(?=[\s\])>|":,;-]|$)/i;

/** Level named in the first words of a message, or null. */
export function levelInText(text: string): LogLevel | null {
  const match = LEVEL_WORD.exec(text.slice(0, 80));
  return match?.[1] ? levelOfWord(match[1]) : levelOfRequest(text);
}

/** Level of a request that a proxy logs in a line of its own layout. */
function levelOfRequest(text: string): LogLevel | null {
  const request = requestInText(text);
  return request === null ? null : levelOfHttpStatus(Number(request.status));
}

/** A line without NUL bytes and colours, and the container that docker compose puts in front of it. */
export function plainLine(text: string): { readonly text: string; readonly container: string | null } {
  let plain = text.includes('\u0000') ? text.replaceAll('\u0000', '') : text;
  if (plain.includes('\u001b')) plain = plain.replace(ANSI, '');
  const prefix = plain.includes(' |') ? COMPOSE.exec(plain) : null;
  if (!prefix?.[1]) return { text: plain, container: null };
  return { text: plain.slice(prefix[0].length), container: prefix[1] };
}

/** Share of the head's lines, continuation lines aside, that have this shape. */
export function shapeShare(head: FileHead, shape: LineShape): number {
  const lines = head.text.split(/\r?\n/, 201);
  if (!head.complete || lines.length > 200) lines.pop();
  let fit = 0;
  let other = 0;
  for (const line of lines) {
    if (line.trim() === '') continue;
    const { text } = plainLine(line);
    if (text.length < 20_000 && shape(text)) fit += 1;
    else if (!/^\s/.test(text) && !isTraceLine(text) && !PREAMBLE.test(text)) other += 1;
  }
  return fit === 0 ? 0 : fit / (fit + other);
}

const SECOND_LINE = /^(SEVERE|WARNING|INFO|CONFIG|FINE|FINER|FINEST): /;

/** Lines with which tools open a file and which are no records. */
const PREAMBLE =
  /^(-- (?:Logs begin|Journal begins|Boot|Reboot|No entries)\b.*|Log file created at:|Running on machine:|Binary: Built|Running duration|Log line format:|#(?:Software|Version|Date|Fields|Start-Date|End-Date|Remark):|==> .* <==$)/;

/** True for a line that belongs to the record before it, as the lines of a stack trace do. */
export function continuesRecord(text: string): boolean {
  return /^\s/.test(text) || isTraceLine(text);
}

/** Lines of Java, Python, Node and Go stack traces that begin in the first column. */
function isTraceLine(text: string): boolean {
  return /^(at |Caused by:|Suppressed:|Traceback|goroutine \d|created by |\.\.\. \d+ more|panic:|[\w.$/]+(Exception|Error)\b|[\w./]+\(.*\)$|exit status|-{3,}|[)}\]]+[;,]?$|(SEVERE|WARNING|INFO|CONFIG|FINE|FINER|FINEST): )/.test(
    text,
  );
}

interface Open {
  readonly line: Line;
  readonly parts: TextLine;
  readonly container: string | null;
  readonly more: string[];
  last: Line;
  lines: number;
}

/** A parser of text logs: a line without the shape continues the record before it, as stack traces do. */
export function textLogParser(context: ImportContext, sink: ImportSink, shape: LineShape): Parser {
  const tally = new Tally(context, sink);
  let open: Open | null = null;

  const finish = () => {
    if (!open) return;
    const { line, last, parts, container, more } = open;
    open = null;
    const at = tally.times.readTime(parts.time);
    if (at === null) return;
    const place = { from: line.from, to: last.to, firstLine: line.line, lastLine: last.line };
    // `kubectl logs --timestamps` and others put a time in front of structured lines.
    const structured = innerParts(parts.message);
    // java.util.logging writes class and method first and the level in front of the next line.
    const second = parts.level === null ? SECOND_LINE.exec(more[0] ?? '') : null;
    const message = [structured?.message ?? parts.message, ...more].join('\n').slice(0, MAX_MESSAGE_CHARS);
    tally.count();
    sink.log({
      at,
      level: structured?.level ?? (second?.[1] === undefined ? parts.level : levelOfWord(second[1])),
      service: structured?.service ?? parts.service ?? container,
      message,
      fields: structured
        ? { ...parts.fields, ...structured.fields }
        : { ...parts.fields, ...requestInText(parts.message) },
      ref: tally.refAt(place, at),
    });
  };

  const reader = new LineReader((line) => {
    if (line.cut) return tally.reject(line.line, 'the line is longer than 8 MB');
    const { text, container } = plainLine(line.text);
    if (text.trim() === '') return;
    const parts = shape(text);
    if (parts) {
      finish();
      open = { line, parts, container, more: [], last: line, lines: 1 };
      return;
    }
    if (PREAMBLE.test(text)) return;
    if (!open) return tally.reject(line.line, 'no time at the front of the line');
    if (open.lines >= MAX_RECORD_LINES)
      return tally.reject(line.line, `a record of more than ${MAX_RECORD_LINES} lines`);
    open.lines += 1;
    open.last = line;
    if (open.more.length < MAX_MESSAGE_LINES) open.more.push(text.trim());
  });
  return parserOf(reader, tally, finish);
}
