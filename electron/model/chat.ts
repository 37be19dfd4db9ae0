import { type ExampleTurn, promptText } from '../../shared/facilitation/model/prompts.ts';
import { ok, type Result } from '../../shared/result.ts';
import { errorText, openCall, readWhole } from './http-call.ts';
import type { LoopbackAddress } from './loopback.ts';
import { failureFromText, modelFailure } from './model-failures.ts';
import { ReplyLines } from './reply-lines.ts';
import { runnerOptions } from './runner-options.ts';

/** What is asked of the model. */
export interface ChatRequest {
  readonly model: string;
  readonly system: string;
  /** Turns between the system text and the prompt. */
  readonly examples: readonly ExampleTurn[];
  readonly prompt: string;
  /** JSON Schema of the reply; null for free text. */
  readonly format: object | null;
  /** Tokens of prompt and reply together that the model is loaded with; the same for all calls. */
  readonly contextTokens: number;
  readonly replyTokens: number;
  readonly temperature: number;
  readonly seed: number;
}

/** When a call is given up, ms. */
export interface ChatDeadlines {
  readonly firstTokenMs: number;
  readonly betweenTokensMs: number;
  readonly wholeMs: number;
}

/** A whole reply with what the server says of its work; durations in ms. */
export interface ChatReply {
  readonly text: string;
  readonly promptTokens: number;
  readonly promptMs: number;
  readonly replyTokens: number;
  readonly replyMs: number;
  readonly loadMs: number;
  /** From the call to the first token, measured here. */
  readonly firstTokenMs: number;
}

/** Characters that a reply of any task can need, many times over. */
const TEXT_LIMIT = 32_000;
/** So many blanks in a row are no formatting: small models loop on them inside a schema. */
const BLANKS_LIMIT = 120;

/**
 * Streams one chat. A reply counts only when the server says `done` with reason `stop` and has read the whole
 * prompt; everything else is a failure with a sentence. `onText` gets the reply as far as it has come.
 */
export async function chat(
  address: LoopbackAddress,
  asked: ChatRequest,
  deadlines: ChatDeadlines,
  signal?: AbortSignal,
  onText?: (text: string, tokens: number) => void,
  /** `one-token`: a warm-up, whose single token is no reply and meets its limit by design. */
  want: 'reply' | 'one-token' = 'reply',
): Promise<Result<ChatReply>> {
  const began = performance.now();
  const answer = await openCall(address, {
    method: 'POST',
    path: '/api/chat',
    answerMs: deadlines.firstTokenMs,
    body: bodyOf(asked),
    ...(signal ? { signal } : {}),
  });
  if (!answer.ok) return answer;
  const { response, status, close } = answer.value;
  if (status >= 400) {
    const timer = setTimeout(close, 2_000);
    const text = await readWhole(answer.value);
    clearTimeout(timer);
    return failureFromText(text.ok ? errorText(text.value) : '', status);
  }
  return new Promise((done) => {
    const lines = new ReplyLines();
    let text = '';
    let firstTokenMs: number | null = null;
    let tokens = 0;
    let settled = false;
    const settle = (result: Result<ChatReply>): void => {
      if (settled) return;
      settled = true;
      clearTimeout(next);
      clearTimeout(whole);
      signal?.removeEventListener('abort', abort);
      close();
      done(result);
    };
    const abort = (): void => settle(modelFailure('cancelled'));
    const whole = setTimeout(() => settle(modelFailure('over-time')), deadlines.wholeMs);
    let next = setTimeout(
      () => settle(modelFailure('first-token-timeout')),
      Math.max(1, deadlines.firstTokenMs - (performance.now() - began)),
    );
    signal?.addEventListener('abort', abort, { once: true });
    const takeLine = (line: Record<string, unknown>): void => {
      if (settled) return;
      const outcome = readLine(line);
      if (outcome) settle(outcome);
      else onText?.(text, tokens);
    };
    const readLine = (line: Record<string, unknown>): Result<ChatReply> | null => {
      if ('error' in line) return failureFromText(String(line.error), 200);
      clearTimeout(next);
      next = setTimeout(() => settle(modelFailure('stalled')), deadlines.betweenTokensMs);
      firstTokenMs ??= performance.now() - began;
      const piece = contentOf(line);
      // A server sends a line for each token.
      if (piece !== '') tokens += 1;
      text += piece;
      if (text.length > TEXT_LIMIT) return modelFailure('too-large');
      if (/\s+$/.exec(text.slice(-BLANKS_LIMIT))?.[0].length === BLANKS_LIMIT)
        return modelFailure('whitespace-loop');
      return line.done === true ? finish(asked, line, text, firstTokenMs, want) : null;
    };
    const take = (found: ReturnType<ReplyLines['end']>): void => {
      if (found.ok) for (const line of found.value) takeLine(line);
      else settle(found);
    };
    response.on('data', (chunk: Buffer) => {
      if (!settled) take(lines.take(chunk));
    });
    response.on('end', () => {
      if (settled) return;
      take(lines.end());
      settle(modelFailure('ended-early'));
    });
    response.on('error', () => settle(modelFailure('server-ended')));
    response.on('close', () => settle(modelFailure('server-ended')));
  });
}

function bodyOf(asked: ChatRequest): object {
  return {
    model: asked.model,
    messages: [
      { role: 'system', content: asked.system },
      ...asked.examples.flatMap(({ user, assistant }) => [
        { role: 'user', content: user },
        { role: 'assistant', content: assistant },
      ]),
      { role: 'user', content: asked.prompt },
    ],
    stream: true,
    // Unset means on for models that can: their thoughts would be read by nobody and cost the room minutes.
    think: false,
    keep_alive: -1,
    // Honoured from 0.12.6, ignored before: a prompt that does not fit is an error, not a shorter prompt.
    truncate: false,
    shift: false,
    ...(asked.format ? { format: asked.format } : {}),
    options: {
      ...runnerOptions(asked.contextTokens),
      num_predict: asked.replyTokens,
      temperature: asked.temperature,
      seed: asked.seed,
    },
  };
}

function contentOf(line: Record<string, unknown>): string {
  const message = line.message;
  if (typeof message !== 'object' || message === null || !('content' in message)) return '';
  return typeof message.content === 'string' ? message.content : '';
}

/** Longest run of characters that one token stands for, on average over a page of English and ids. */
const MOST_CHARACTERS_A_TOKEN = 6.5;

function finish(
  asked: ChatRequest,
  last: Record<string, unknown>,
  text: string,
  firstTokenMs: number,
  want: 'reply' | 'one-token',
): Result<ChatReply> {
  const number = (key: string): number => (typeof last[key] === 'number' ? last[key] : 0);
  const promptTokens = number('prompt_eval_count');
  const sentAtLeast = Math.floor(
    promptText({ system: asked.system, examples: asked.examples, user: asked.prompt }).length /
      MOST_CHARACTERS_A_TOKEN,
  );
  // The server cuts a prompt that is too long in silence: what it then says it read is the context, or too little.
  if (promptTokens >= asked.contextTokens - 1 || promptTokens < sentAtLeast) {
    return modelFailure('prompt-cut', `${promptTokens} tokens read`);
  }
  if (want === 'reply' && last.done_reason === 'length') return modelFailure('cut-reply');
  if (want === 'reply' && text.trim() === '') return modelFailure('empty-reply');
  return ok({
    text,
    promptTokens,
    promptMs: number('prompt_eval_duration') / 1e6,
    replyTokens: number('eval_count'),
    replyMs: number('eval_duration') / 1e6,
    loadMs: number('load_duration') / 1e6,
    firstTokenMs,
  });
}
