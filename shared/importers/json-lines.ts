import { isObject, type JsonObject } from './field-access.ts';
import { type Line, LineReader, type TakeBytes } from './lines.ts';

/** One line that is a JSON object. */
export interface JsonLine {
  readonly value: JsonObject;
  readonly line: Line;
}

/** Deepest nesting that a record may have. */
export const MAX_DEPTH = 64;

/** True when brackets nest deeper than `limit`, found without recursion and without being fooled by strings. */
export function nestsDeeper(text: string, limit: number): boolean {
  let depth = 0;
  let inString = false;
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (inString) {
      if (code === 92) at += 1;
      else if (code === 34) inString = false;
    } else if (code === 34) inString = true;
    else if (code === 91 || code === 123) {
      depth += 1;
      if (depth > limit) return true;
    } else if (code === 93 || code === 125) depth -= 1;
  }
  return false;
}

/** A JSON text as a value, or the reason why it is none. */
export function parseJson(text: string): { readonly value: unknown } | { readonly reason: string } {
  if (
    text.length > 2 * MAX_DEPTH &&
    (text.includes('[[[') || text.length > 4096) &&
    nestsDeeper(text, MAX_DEPTH)
  ) {
    return { reason: `nested deeper than ${MAX_DEPTH} levels` };
  }
  try {
    const value: unknown = JSON.parse(text);
    return { value };
  } catch {
    return { reason: 'not valid JSON' };
  }
}

/** Reads JSON lines; a line that is no object is a problem, and the next line is read as if nothing had happened. */
export class JsonLineReader {
  private readonly lines: LineReader;

  constructor(
    handlers: {
      record(record: JsonLine): void;
      problem(line: Line, reason: string, truncated: boolean): void;
    },
    onBytes: TakeBytes | null = null,
  ) {
    this.lines = new LineReader((line) => {
      if (line.cut) return handlers.problem(line, 'the line is longer than 8 MB', false);
      const text = line.text;
      if (text.trim() === '') return;
      const parsed = parseJson(text.includes('\u0000') ? text.replaceAll('\u0000', '') : text);
      if ('reason' in parsed) return handlers.problem(line, parsed.reason, !line.terminated);
      if (!isObject(parsed.value)) return handlers.problem(line, 'not a JSON object', false);
      handlers.record({ value: parsed.value, line });
    }, onBytes);
  }

  push(chunk: Uint8Array): void {
    this.lines.push(chunk);
  }

  end(): void {
    this.lines.end();
  }
}

/** Place of a single line, for references. */
export function linePlace(line: Line): {
  readonly from: number;
  readonly to: number;
  readonly firstLine: number;
  readonly lastLine: number;
} {
  return { from: line.from, to: line.to, firstLine: line.line, lastLine: line.line };
}
