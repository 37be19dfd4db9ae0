import { create } from 'zustand';
import type { Failure, Result } from '../../shared/result.ts';
import type { Guidance } from '../../shared/ipc/contract.ts';
import type { Command } from '../../shared/session/commands.ts';
import type { SessionEvent } from '../../shared/session/events.ts';
import { reduceEvents } from '../../shared/session/reduce.ts';
import type { SessionState } from '../../shared/session/state.ts';
import { facilitator } from './bridge.ts';
import { useNotices } from './notice-store.ts';

interface SessionStore {
  readonly id: string | null;
  readonly events: readonly SessionEvent[];
  readonly state: SessionState | null;
  readonly guidance: Guidance | null;
  /** Opens a stored session; the events are the only truth. */
  open(id: string): Promise<boolean>;
  close(): Promise<void>;
  /** Takes events that main has stored, in order and each once. */
  receive(events: readonly SessionEvent[]): void;
  /** Asks main; a refusal is said in the notice line and returned. */
  send(command: Command): Promise<Result<{ readonly seq: number }>>;
}

function say(error: Failure): void {
  useNotices.getState().say({ tone: 'problem', text: error.message, hint: error.hint });
}

/** The open session as main has stored it. */
export const useSession = create<SessionStore>((set, get) => ({
  id: null,
  events: [],
  state: null,
  guidance: null,
  open: async (id) => {
    const opened = await facilitator.invoke('session:open', id);
    if (!opened.ok) {
      say(opened.error);
      return false;
    }
    set({ id, events: opened.value, state: reduceEvents(opened.value), guidance: null });
    void refreshGuidance();
    return true;
  },
  close: async () => {
    await facilitator.invoke('session:close');
    set({ id: null, events: [], state: null, guidance: null });
  },
  receive: (incoming) => {
    const { id, events } = get();
    const last = events.at(-1)?.seq ?? 0;
    const fresh = incoming.filter((event) => event.session === id && event.seq > last);
    if (fresh.length === 0) return;
    const all = [...events, ...fresh];
    set({ events: all, state: reduceEvents(all) });
    void refreshGuidance();
  },
  send: async (command) => {
    const { id, events } = get();
    if (id === null) return { ok: false, error: { code: 'no-session', message: 'No session is open.', hint: 'Open one from the library first.' } };
    const result = await facilitator.invoke('session:command', { session: id, seen: events.at(-1)?.seq ?? 0, command });
    if (!result.ok) say(result.error);
    return result;
  },
}));

/** Fetches what the playbook would ask; an answer to an older state is dropped. */
async function refreshGuidance(): Promise<void> {
  const { id, state } = useSession.getState();
  if (id === null || !state) return;
  const guidance = await facilitator.invoke('guidance:get', id);
  const now = useSession.getState();
  if (now.id !== id || !now.state) return;
  if (!guidance.ok) {
    say(guidance.error);
    return;
  }
  if (guidance.value.seq >= (now.guidance?.seq ?? 0)) useSession.setState({ guidance: guidance.value });
}
