import { readWritten } from '../incident/timestamp.ts';
import type { Importer } from './importer.ts';
import { levelOfWord } from './log-level.ts';
import { levelInText, shapeShare, type TextLine, textLogParser } from './text-log-parser.ts';

const FRONT =
  /^\[?((?:\d{4}[-/]\d{2}[-/]\d{2}[T ]\d{2}:\d{2}:\d{2}(?:[.,]\d{1,9})?(?:\s?(?:Z|[+-]\d{2}:?\d{2}|UTC))?)|(?:\d{2}[-/ ][A-Z][a-z]{2}[-/ ]\d{4}[: ]\d{2}:\d{2}:\d{2}(?:[.,]\d{1,6})?(?: [+-]\d{4})?)|(?:[A-Z][a-z]{2} \d{1,2}, \d{4},? \d{1,2}:\d{2}:\d{2}(?: [AP]M)?)|(?:\d{10}(?:\.\d{1,9})?|\d{13}))\]?(?=[\s|:,;-])[\s|:,;-]*/;
const LEVEL = /^[[(<]?([A-Za-z]{1,9})[\])>]?[:|]?\s+/;
/** Thread, process id and logger, as Log4j, Logback and Spring write them. */
const ORIGIN = /^(?:\d+ )?(?:--- )?(?:\[[^\]]{1,80}\]\s+)?(?:([\w$]+(?:\.[\w$]+)+)\s*(?:-|:)\s+)?/;

/** Text with a time in front: the layout of most loggers, and of `kubectl logs --timestamps`. */
export function plainLogLine(text: string): TextLine | null {
  const front = FRONT.exec(text);
  const time = front?.[1] === undefined ? null : readWritten(front[1]);
  if (!front || !time) return null;
  let rest = text.slice(front[0].length);
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
    fields: logger === undefined || logger.length > 80 ? {} : { logger },
  };
}

export const plainLog: Importer = {
  id: 'plain-log',
  format: 'Logs (text with a time in front)',
  sniff: (head) => 0.6 * shapeShare(head, plainLogLine),
  parse: (context, sink) => textLogParser(context, sink, plainLogLine),
};
