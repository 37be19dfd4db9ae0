import { create } from 'zustand';
import type { Guidance } from '../../shared/ipc/contract.ts';
import type { Failure, Result } from '../../shared/result.ts';
import type { Command } from '../../shared/session/commands.ts';
import type { SessionEvent } from '../../shared/session/events.ts';
import { extendLog, logOf, type SessionLog } from '../../shared/session/session-log.ts';
import type { SessionState } from '../../shared/session/state.ts';
import { facilitator } from './bridge.ts';
import { useNotices } from './notice-store.ts';

interface SessionStore {
  readonly id: string | null;
  /** The stored events; `state` is what follows from them. */
  readonly log: SessionLog<SessionEvent> | null;
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

function say(error: Failure, passing = false): void {
  useNotices.getState().say({ tone: 'problem', text: error.message, hint: error.hint, passing });
}

/** Where a window that reloads finds which session it had open; a new window starts with none. */
const OPEN_SESSION = 'whyladder-open-session';

/** The session that this window had open before it reloaded, or null. */
export function sessionBeforeReload(): string | null {
  return sessionStorage.getItem(OPEN_SESSION);
}

/** The open session as main has stored it. */
export const useSession = create<SessionStore>((set, get) => ({
  id: null,
  log: null,
  state: null,
  guidance: null,
  open: async (id) => {
    const opened = await facilitator.invoke('session:open', id);
    if (!opened.ok) {
      say(opened.error);
      return false;
    }
    const log = logOf<SessionEvent>(id, opened.value);
    sessionStorage.setItem(OPEN_SESSION, id);
    set({ id, log, state: log.state, guidance: null });
    void refreshGuidance();
    return true;
  },
  close: async () => {
    await facilitator.invoke('session:close');
    sessionStorage.removeItem(OPEN_SESSION);
    set({ id: null, log: null, state: null, guidance: null });
  },
  receive: (incoming) => {
    const { id, log } = get();
    if (id === null || log === null) return;
    const longer = extendLog(
      log,
      incoming.filter((event) => event.session === id),
    );
    if (!longer.ok) {
      void catchUp(id, log.state.seq);
      return;
    }
    if (longer.value === log) return;
    set({ log: longer.value, state: longer.value.state });
    void refreshGuidance();
  },
  send: async (command) => {
    const { id, log } = get();
    if (id === null)
      return {
        ok: false,
        error: {
          code: 'no-session',
          message: 'No session is open.',
          hint: 'Open one from the library first.',
        },
      };
    const result = await facilitator.invoke('session:command', {
      session: id,
      seen: log?.state.seq ?? 0,
      command,
    });
    if (result.ok) {
      useNotices.getState().settle();
      await until(result.value.seq);
    } else say(result.error, true);
    return result;
  },
}));

/** Waits until this window has the entry with this seq, so that the next command is written on what main has stored. */
async function until(seq: number): Promise<void> {
  const { id, log } = useSession.getState();
  if (id !== null && log !== null && log.state.seq < seq) await catchUp(id, log.state.seq);
}

/** Asks for the events that a push has skipped. */
async function catchUp(id: string, after: number): Promise<void> {
  const missed = await facilitator.invoke('session:events', id, after);
  if (missed.ok) useSession.getState().receive(missed.value);
  else say(missed.error);
}

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
