import { facilitator } from '../stores/bridge.ts';
import { useDesk } from '../stores/desk-store.ts';
import { useDrafts } from '../stores/draft-store.ts';
import { useModel } from '../stores/model-store.ts';
import { useNotices } from '../stores/notice-store.ts';
import { useSession } from '../stores/session-store.ts';
import { draftKey } from './actions.ts';

/** Puts the model's wording in place of the playbook's, which is kept. */
export async function takeSuggestion(): Promise<void> {
  const { suggestion, suggest } = useModel.getState();
  const { state, send } = useSession.getState();
  if (suggestion?.phase !== 'ready' || !state || state.current !== suggestion.rung) return;
  const sent = await send({
    kind: 'word-question',
    rung: state.current,
    question: suggestion.question,
    askedBy: 'model',
  });
  if (!sent.ok) return;
  useDrafts.getState().change(draftKey(state.current), { question: null });
  suggest(null);
  await facilitator.invoke('model:taken');
}

/** Asks the model for this rung's question once more. */
export function askModelAgain(rung: string): void {
  const { id } = useSession.getState();
  if (id !== null) void facilitator.invoke('model:suggest', id, rung);
}

/** Switches the model off or on; remembered. */
export async function switchModel(): Promise<void> {
  const { status, take } = useModel.getState();
  if (status) take(await facilitator.invoke('model:switch', status.state.is === 'off'));
}

/** Brings a model file in; the panel shows how far it is. */
export async function sideLoadModel(): Promise<void> {
  useDesk.getState().set({ modelOpen: true });
  const loaded = await facilitator.invoke('model:side-load');
  if (!loaded.ok)
    useNotices.getState().say({ tone: 'problem', text: loaded.error.message, hint: loaded.error.hint });
}
