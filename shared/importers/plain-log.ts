import { readTimeValue, readWritten, ZONE_PATTERN } from '../incident/timestamp.ts';
import { csvHead, timeColumn } from './csv-head.ts';
import type { FileHead, Importer } from './importer.ts';
import { innerParts } from './inner-record.ts';
import { levelOfWord } from './log-level.ts';
import { levelInText, shapeShare, type TextLine, textLogParser } from './text-log-parser.ts';

const CLOCK = String.raw`\d{2}:\d{2}:\d{2}(?:[.,]\d{1,9})?`;
const TIME = [
  String.raw`\d{4}[-/]\d{2}[-/]\d{2}[T ](?:${CLOCK}|\d{2}:\d{2}(?!:))(?:\s?(?:${ZONE_PATTERN})(?![A-Za-z]))?`,
  String.raw`\d{1,2}[-/ ][A-Z][a-z]{2}[-/ ]\d{4}[: ]${CLOCK}(?: (?:[+-]\d{4}|(?:UTC|GMT|[A-Z][a-z]+/[A-Z]\w+)(?=\])))?`,
  String.raw`[A-Z][a-z]{2} \d{1,2}, \d{4},? \d{1,2}:\d{2}:\d{2}(?: [AP]M)?`,
  String.raw`[A-Z][a-z]{2} [A-Z][a-z]{2} [ \d]\d ${CLOCK} \d{4}`,
  String.raw`\d{1,2}[./]\d{1,2}[./]\d{4},? \d{1,2}:\d{2}:\d{2}(?:[.,]\d{1,9})?(?: [AP]M)?`,
  String.raw`\d{10}(?:\.\d{1,9})?|\d{13}`,
].join('|');
/** The time is the first thing in the line, perhaps in brackets. */
const FRONT = new RegExp(String.raw`^\[?(${TIME})\]?(?=[\s|:,;[\]-])[\s|:,;\]-]*`);
/** What some writers put in front of it: a level and a thread, a process, Ruby's initial, the pod of `--prefix` and of stern, Papertrail's number. */
const LEAD = new RegExp(
  String.raw`^((?:[A-Z]{4,8}:?\s+(?:\[[^\]]{1,80}\]\s+)?)|(?:\d{1,7}:[A-Z] )|(?:[A-Z], )|(?:\d{3,20}\t)|(?:\[pod/[^\]]{1,200}\] )|(?:[a-z0-9][a-z0-9.-]{1,80}-[a-z0-9]{1,10} (?:[a-z0-9][a-z0-9-]{1,60} )?))(\[?(?:${TIME})\]?[\s|:,;[\]#-].*)$`,
  's',
);
const LEVEL = /^[[(<]?([A-Za-z]{1,9})(?:\/[^\]\s]{1,80})?[\])>]?[:|]?\s+/;
/** The stream of a container runtime's log (CRI): full or partial line. */
const STREAM = /^(stdout|stderr) [FP] /;
/** Thread, process id and logger, as Log4j, Logback and Spring write them. */
const ORIGIN = /^(?:\d+ )?(?:--- )?(?:\[[^\]]{1,80}\]\s+){0,3}(?:([\w$]+(?:\.[\w$]+)+)\s*(?:-{1,2}|:)\s+)?/;
/** Ruby repeats level and process: `[... #41]  INFO -- : `. */
const RUBY = /^#\d+\]\s+([A-Z]+) -- [^:]*:\s?/;

/** Text with a time in front: the layout of most loggers, and of `kubectl logs --timestamps`. */
export function plainLogLine(text: string): TextLine | null {
  if (text.startsWith('{"')) return structuredLine(text);
  const direct = readFront(text);
  if (direct) return direct;
  const lead = LEAD.exec(text);
  const behind = lead?.[2] === undefined ? null : readFront(lead[2]);
  if (!lead || !behind) return null;
  const word = /^[A-Z]{4,8}/.exec(lead[1] ?? '')?.[0];
  return { ...behind, level: (word === undefined ? null : levelOfWord(word)) ?? behind.level };
}

/** A line that is a record of its own as JSON, among others that are not: behind compose's prefix, or of another writer. */
function structuredLine(text: string): TextLine | null {
  const parts = innerParts(text);
  const time = parts ? readTimeValue(parts.time) : null;
  if (!parts || !time) return null;
  return { time, level: parts.level, service: parts.service, message: parts.message, fields: parts.fields };
}

function readFront(text: string): TextLine | null {
  const front = FRONT.exec(text);
  const time = front?.[1] === undefined ? null : readWritten(front[1]);
  if (!front || !time) return null;
  let rest = text.slice(front[0].length);
  const ruby = RUBY.exec(rest);
  if (ruby) rest = `${ruby[1]} ${rest.slice(ruby[0].length)}`;
  const stream = STREAM.exec(rest);
  if (stream) rest = rest.slice(stream[0].length);
  // 12:00:00 [main] ERROR ...: the thread may come before the level.
  const thread = /^\[[^\]]{1,80}\]\s+(?=[A-Z]{4,8}\b)/.exec(rest);
  if (thread && levelOfWord(rest.slice(1, rest.indexOf(']'))) === null) rest = rest.slice(thread[0].length);
  const word = LEVEL.exec(rest);
  const named = word?.[1] === undefined || word[1].length < 3 ? null : levelOfWord(word[1]);
  if (word && named) rest = rest.slice(word[0].length);
  const origin = named ? ORIGIN.exec(rest) : null;
  const message = origin ? rest.slice(origin[0].length) : rest;
  const logger = origin?.[1];
  return {
    time,
    level: named ?? levelInText(rest),
    service: null,
    message: message === '' ? rest : message,
    fields: {
      ...(logger === undefined || logger.length > 80 ? {} : { logger }),
      ...(stream?.[1] === undefined ? {} : { stream: stream[1] }),
    },
  };
}

function isTable(head: FileHead): boolean {
  const csv = csvHead(head);
  return csv !== null && csv.rows.length > 0 && timeColumn(csv) !== -1;
}

export const plainLog: Importer = {
  id: 'plain-log',
  format: 'Logs (text with a time in front)',
  givesLogs: true,
  // A table that begins with times is no log: its header says so.
  sniff: (head) => (isTable(head) ? 0.3 : 0.6) * shapeShare(head, plainLogLine),
  parse: (context, sink) => textLogParser(context, sink, plainLogLine),
};
