import type { ModelState } from '../../shared/ipc/model-contract.ts';
import { assertNever } from '../../shared/result.ts';

/** What a state means, and what to do next. */
export function stateSentences(
  state: ModelState,
  on: boolean,
): { readonly sentence: string; readonly next: string } {
  switch (state.is) {
    case 'off':
      return on
        ? {
            sentence: 'The model is not running.',
            next: 'Nothing is missing: the playbook asks every question.',
          }
        : {
            sentence: 'Switched off.',
            next: 'The playbook asks every question. Alt+M switches the model on.',
          };
    case 'absent':
      return {
        sentence: 'No Ollama on this laptop: everything works without it.',
        next: 'To add wording help, install Ollama from a stick, say where it is, then side-load a .gguf file.',
      };
    case 'starting':
      return {
        sentence:
          state.attempt > 1
            ? `The model server is being started again (try ${state.attempt} of 5).`
            : 'The model server is being started.',
        next: 'The playbook asks meanwhile.',
      };
    case 'no-model':
      return {
        sentence: 'Ollama runs, but it has no model yet.',
        next: 'Side-load a .gguf file from a stick (Ctrl+Shift+M).',
      };
    case 'loading':
      return {
        sentence: `${state.model} is being loaded and reads the evidence.`,
        next: `${state.fit === null ? '' : `${state.fit.sentence} `}The playbook asks meanwhile; nothing on the screen changes.`,
      };
    case 'too-large':
      return {
        sentence: `${state.model} was not loaded: it does not fit this laptop as it is.`,
        next: state.fit.sentence,
      };
    case 'ready':
      return {
        sentence: `${state.model} is ready.`,
        next: 'Its wording appears beside the playbook’s question; T takes it.',
      };
    case 'busy':
      return { sentence: `${state.model} is at work.`, next: 'The playbook’s question can be used already.' };
    case 'degraded':
      return { sentence: state.reason.message, next: state.reason.hint };
    default:
      return assertNever(state);
  }
}
