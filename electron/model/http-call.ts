import { type ClientRequest, type IncomingMessage, request } from 'node:http';
import type { Readable } from 'node:stream';
import { ok, type Result } from '../../shared/result.ts';
import type { LoopbackAddress } from './loopback.ts';
import { failureFromText, modelFailure } from './model-failures.ts';

/** How long a server may take to accept a connection: on one machine longer means that it is stuck. */
export const CONNECT_MS = 2_000;
/** Most that is read of an answer that is not streamed. */
const WHOLE_LIMIT = 4 * 1024 * 1024;

/** A call to the model server; `body` is sent as JSON, `stream` as it is. */
export interface HttpCall {
  readonly method: 'GET' | 'POST' | 'HEAD' | 'DELETE';
  readonly path: string;
  readonly body?: unknown;
  readonly stream?: { readonly from: Readable; readonly bytes: number };
  /** Until the headers of the answer, ms. */
  readonly answerMs: number;
  readonly signal?: AbortSignal;
}

/** An answer whose headers have come. */
export interface HttpAnswer {
  readonly status: number;
  readonly response: IncomingMessage;
  /** Ends the call at once, whatever has come so far. */
  close(): void;
}

/**
 * One call with its own deadlines. `node:http` rather than `fetch`: an abort works before the headers too, there is
 * no limit of 300 s inside, and no proxy of the environment is ever used.
 */
export function openCall(address: LoopbackAddress, call: HttpCall): Promise<Result<HttpAnswer>> {
  return new Promise((done) => {
    if (call.signal?.aborted) {
      done(modelFailure('cancelled'));
      return;
    }
    const payload = call.body === undefined ? null : Buffer.from(JSON.stringify(call.body));
    const length = call.stream?.bytes ?? payload?.length ?? 0;
    let outgoing: ClientRequest | null = null;
    let settled = false;
    const settle = (result: Result<HttpAnswer>): void => {
      if (settled) return;
      settled = true;
      clearTimeout(connecting);
      clearTimeout(answering);
      if (!result.ok) {
        call.signal?.removeEventListener('abort', abort);
        call.stream?.from.destroy();
        outgoing?.destroy();
      }
      done(result);
    };
    const abort = (): void => settle(modelFailure('cancelled'));
    const connecting = setTimeout(() => settle(modelFailure('connect-timeout')), CONNECT_MS);
    const answering = setTimeout(() => settle(modelFailure('first-token-timeout')), call.answerMs);
    call.signal?.addEventListener('abort', abort, { once: true });
    outgoing = request({
      host: address.host,
      port: address.port,
      method: call.method,
      path: call.path,
      agent: false,
      headers: {
        ...(length > 0 || call.method === 'POST' ? { 'content-length': length } : {}),
        'content-type': call.stream ? 'application/octet-stream' : 'application/json',
      },
    });
    outgoing.on('socket', (socket) => {
      if (socket.connecting) socket.once('connect', () => clearTimeout(connecting));
      else clearTimeout(connecting);
    });
    outgoing.on('response', (response) => {
      const close = (): void => {
        call.signal?.removeEventListener('abort', close);
        response.destroy();
        outgoing?.destroy();
      };
      call.signal?.removeEventListener('abort', abort);
      call.signal?.addEventListener('abort', close, { once: true });
      response.once('close', () => call.signal?.removeEventListener('abort', close));
      settle(ok({ status: response.statusCode ?? 0, response, close }));
    });
    outgoing.on('error', (error: NodeJS.ErrnoException) => {
      settle(modelFailure(error.code === 'ECONNREFUSED' ? 'refused' : 'server-ended', error.code));
    });
    if (call.stream) {
      call.stream.from.once('error', (error) => settle(modelFailure('server-error', error.message)));
      call.stream.from.pipe(outgoing);
    } else outgoing.end(payload ?? undefined);
  });
}

/** A call whose answer is read whole: JSON, or null where there is none. `wholeMs` is for the whole of it. */
export async function callJson(
  address: LoopbackAddress,
  call: Omit<HttpCall, 'answerMs'>,
  wholeMs: number,
): Promise<Result<unknown>> {
  const timer = AbortSignal.timeout(wholeMs);
  const signal = call.signal ? AbortSignal.any([call.signal, timer]) : timer;
  const answer = await openCall(address, { ...call, answerMs: wholeMs, signal });
  if (!answer.ok)
    return timer.aborted && !call.signal?.aborted ? modelFailure('first-token-timeout') : answer;
  const text = await readWhole(answer.value);
  if (call.signal?.aborted) return modelFailure('cancelled');
  if (!text.ok) return timer.aborted ? modelFailure('stalled') : text;
  if (answer.value.status >= 400) return failureFromText(errorText(text.value), answer.value.status);
  if (text.value === '') return ok(null);
  try {
    return ok(JSON.parse(text.value));
  } catch (error) {
    return modelFailure('garbage-line', error instanceof Error ? error.message : '');
  }
}

/** The text of an answer, up to a limit. */
export async function readWhole(answer: HttpAnswer): Promise<Result<string>> {
  const chunks: Buffer[] = [];
  let size = 0;
  try {
    for await (const chunk of answer.response as AsyncIterable<Buffer>) {
      size += chunk.length;
      if (size > WHOLE_LIMIT) {
        answer.close();
        return modelFailure('too-large');
      }
      chunks.push(chunk);
    }
  } catch (error) {
    return modelFailure('server-ended', error instanceof Error ? (error as NodeJS.ErrnoException).code : '');
  }
  return ok(Buffer.concat(chunks).toString('utf8'));
}

/** `{"error": "..."}` as text; anything else as it is. */
export function errorText(text: string): string {
  try {
    const parsed: unknown = JSON.parse(text);
    if (typeof parsed === 'object' && parsed !== null && 'error' in parsed) return String(parsed.error);
  } catch {
    // A server in trouble may answer in plain text: then that is what it says.
  }
  return text;
}
