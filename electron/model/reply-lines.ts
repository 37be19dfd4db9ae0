import { ok, type Result } from '../../shared/result.ts';
import { modelFailure } from './model-failures.ts';

/** Longest line that a server may send: a reply's token is some bytes, its last line some hundred. */
const LINE_LIMIT = 256 * 1024;

/** Splits a byte stream into JSON objects, one a line (NDJSON). Half lines wait; garbage is an error, never skipped. */
export class ReplyLines {
  private rest: Buffer = Buffer.alloc(0);
  private readonly utf8 = new TextDecoder('utf-8', { fatal: true });

  /** The objects that these bytes complete. */
  take(chunk: Buffer): Result<readonly Record<string, unknown>[]> {
    const all = this.rest.length === 0 ? chunk : Buffer.concat([this.rest, chunk]);
    const found: Record<string, unknown>[] = [];
    let from = 0;
    for (let end = all.indexOf(10); end !== -1; end = all.indexOf(10, from)) {
      const line = this.read(all.subarray(from, end));
      if (!line.ok) return line;
      if (line.value) found.push(line.value);
      from = end + 1;
    }
    this.rest = all.subarray(from);
    return this.rest.length > LINE_LIMIT ? modelFailure('too-large') : ok(found);
  }

  /** What the end of the stream completes: a last line without its newline. */
  end(): Result<readonly Record<string, unknown>[]> {
    const line = this.read(this.rest);
    this.rest = Buffer.alloc(0);
    if (!line.ok) return line.error.code === 'garbage-line' ? modelFailure('ended-early') : line;
    return ok(line.value ? [line.value] : []);
  }

  private read(bytes: Buffer): Result<Record<string, unknown> | null> {
    let text: string;
    try {
      text = this.utf8.decode(bytes).trim();
    } catch {
      return modelFailure('not-utf8');
    }
    if (text === '') return ok(null);
    try {
      const parsed: unknown = JSON.parse(text);
      if (typeof parsed === 'object' && parsed !== null && !Array.isArray(parsed))
        return ok(parsed as Record<string, unknown>);
      return modelFailure('garbage-line');
    } catch {
      return modelFailure('garbage-line', text.slice(0, 40));
    }
  }
}
