import type { Failure } from '../../shared/result.ts';

const AGAIN = 'The playbook’s question stands; the next question asks the model again.';
const RESTART = 'The server is started again by itself; the playbook’s question stands.';
const SMALLER = 'Choose a smaller model, or close other programs, and try again.';

/** Every way in which a call to the model server can end badly, as a person in the room reads it. */
const SENTENCES = {
  refused: ['The model server does not answer.', RESTART],
  'connect-timeout': ['The model server did not take the call within 2 seconds.', RESTART],
  'server-ended': ['The model server ended in the middle of a reply.', RESTART],
  'first-token-timeout': [
    'The model did not begin to answer in time.',
    'Other programs may need the memory; the playbook’s question stands.',
  ],
  stalled: ['The model stopped in the middle of a reply.', AGAIN],
  'over-time': ['The model’s reply took too long as a whole.', AGAIN],
  'garbage-line': ['The model server sent a line that cannot be read; the reply was thrown away.', AGAIN],
  'not-utf8': ['The model server sent bytes that are no text; the reply was thrown away.', AGAIN],
  'ended-early': ['The model’s reply broke off before its end; it was thrown away.', AGAIN],
  'too-large': [
    'The model’s reply grew beyond what a question can need; it was cut off and thrown away.',
    AGAIN,
  ],
  'cut-reply': ['The model’s reply ran into its length limit; it was thrown away.', AGAIN],
  'whitespace-loop': ['The model sent only blanks; the reply was cut off.', AGAIN],
  'empty-reply': ['The model sent an empty reply.', AGAIN],
  'prompt-cut': [
    'The server cut the evidence before the model read it; the reply was thrown away.',
    'Close the session’s model and load it again, or choose a model with a longer context.',
  ],
  'no-such-model': ['The server no longer has this model.', 'Choose another one, or load the file again.'],
  busy: ['The model server is busy with other calls.', AGAIN],
  'server-error': ['The model server reported an error.', AGAIN],
  'out-of-memory': ['There is not enough memory for this model.', SMALLER],
  'does-not-fit': ['The model does not fit the memory that is free.', SMALLER],
  'disk-full': [
    'The disk that holds the models is full.',
    'Remove a model or free some space; what was copied is kept.',
  ],
  'too-old': [
    'This Ollama is too old to answer in a fixed form.',
    'Put version 0.5.0 or newer in its place.',
  ],
  'not-ollama': ['What answers there is not an Ollama server.', 'Look at the address in the settings.'],
  cancelled: ['Cancelled.', 'Nothing was changed.'],
} as const satisfies Record<string, readonly [string, string]>;

export type ModelFailureCode = keyof typeof SENTENCES;

/** The failure with this code as data; `detail` (what the server said) goes behind the sentence. */
export function modelFailure(
  code: ModelFailureCode,
  detail?: string,
): { readonly ok: false; readonly error: Failure } {
  const [message, hint] = SENTENCES[code];
  const said = detail === undefined || detail === '' ? '' : ` (${oneLine(detail)})`;
  return {
    ok: false,
    error: { code, message: said === '' ? message : `${message.replace(/\.$/, '')}${said}.`, hint },
  };
}

/** Does this failure mean that the server itself is gone or stuck, so that it has to be started again? */
export function needsRestart(code: string): boolean {
  return code === 'refused' || code === 'connect-timeout' || code === 'server-ended';
}

/** What a server's own error text means. */
export function failureFromText(
  text: string,
  status: number,
): { readonly ok: false; readonly error: Failure } {
  if (/no space left|ENOSPC|disk (is )?full|not enough space/i.test(text)) return modelFailure('disk-full');
  if (
    /requires more system memory|out of memory|unable to allocate|cannot allocate|insufficient memory/i.test(
      text,
    )
  ) {
    return modelFailure('out-of-memory', text);
  }
  if (status === 404 || /model .*not found/i.test(text)) return modelFailure('no-such-model');
  if (status === 503 || /server busy|maximum pending/i.test(text)) return modelFailure('busy');
  if (/runner process has terminated|signal: killed/i.test(text)) return modelFailure('server-ended', text);
  return modelFailure('server-error', text === '' ? `status ${status}` : text);
}

function oneLine(text: string): string {
  const flat = text.replace(/[\p{Cc}\s]+/gu, ' ').trim();
  return flat.length > 160 ? `${flat.slice(0, 157)}...` : flat.replace(/\.$/, '');
}
