import { afterAnswer } from '../../shared/facilitation/auto-facilitate.ts';
import type { ReportFormat } from '../../shared/incident/incident.ts';
import type { Cite, Move } from '../../shared/ladder/rung.ts';
import type { Result } from '../../shared/result.ts';
import type { ScreenView } from '../../shared/session/events.ts';
import { nextCloseUp } from '../charts/close-up.ts';
import { facilitator } from '../stores/bridge.ts';
import { useDesk } from '../stores/desk-store.ts';
import { draftOf, useDrafts } from '../stores/draft-store.ts';
import { useNotices } from '../stores/notice-store.ts';
import { useSession } from '../stores/session-store.ts';

/** Key of the draft of one rung of the open session. */
export function draftKey(rung: string | null): string {
  return `${useSession.getState().id ?? ''}/${rung ?? ''}`;
}

function problem(result: Result<unknown>): boolean {
  if (result.ok) return false;
  useNotices.getState().say({ tone: 'problem', text: result.error.message, hint: result.error.hint });
  return true;
}

function done(text: string): void {
  useNotices.getState().say({ tone: 'done', text, hint: null });
}

/** Opens a session and shows the ladder; asks the first question when there is evidence and nothing is asked. */
export async function openSession(id: string): Promise<void> {
  if (await useSession.getState().open(id)) {
    useDesk.getState().show('work');
    await askIfIdle();
  }
}

/** Asks what the playbook would ask, when evidence is there, nothing is being asked and nothing was undone just now. */
export async function askIfIdle(): Promise<void> {
  const { state, log } = useSession.getState();
  if (!state || state.result === null || state.current !== null || state.finished !== null) return;
  if (state.blind.phase === 'writing') return;
  const last = log?.events.at(-1)?.body.kind;
  if (last === 'undone') return;
  await askNext();
}

/** Asks the next question: the playbook's own choice, or one of its moves. */
export async function ask(move: Move | null): Promise<void> {
  await useSession.getState().send({ kind: 'ask', move, parent: null, question: null, askedBy: 'playbook' });
}

/** Several commands that are one step for the person: the desk does not show what lies between them. */
function asOne(step: () => Promise<void>): () => Promise<void> {
  return async () => {
    if (useDesk.getState().taking) return;
    useDesk.getState().set({ taking: true });
    try {
      await step();
    } finally {
      useDesk.getState().set({ taking: false });
    }
  };
}

/** Goes on after an answer; where the playbook has nothing more to ask, the desk says so by itself. */
async function askNext(): Promise<void> {
  const next = await facilitator.invoke('guidance:get', useSession.getState().id ?? '');
  if (next.ok && next.value.next !== null) await ask(null);
}

/** Starts a session from a sample, a typed brief or files, and opens it. */
export async function createSession(
  from: Parameters<typeof facilitator.invoke<'session:create'>>[1],
): Promise<void> {
  useNotices.getState().clear();
  const created = await facilitator.invoke('session:create', from);
  if (problem(created) || !created.ok) return;
  await openSession(created.value);
}

/** Asks main for a folder or files and starts a session from them. */
export async function createFromChooser(what: 'folder' | 'files'): Promise<void> {
  const token = await facilitator.invoke('evidence:choose', what);
  if (token !== null) await createSession({ token });
}

/** Adds evidence to the open session; progress shows while it is read. */
export async function addEvidence(token: string | null): Promise<void> {
  const id = useSession.getState().id;
  if (token === null || id === null) return;
  const added = await facilitator.invoke('evidence:add', id, token);
  if (problem(added)) return;
  await askIfIdle();
}

/** Takes the composed answer as this rung's answer and asks what follows from it. */
export const acceptAnswer = asOne(async () => {
  const { state, send } = useSession.getState();
  const rung = state?.rungs.find((one) => one.id === state.current);
  if (!rung) return;
  const key = draftKey(rung.id);
  const draft = draftOf(useDrafts.getState().drafts, key);
  if (draft.answer.trim() === '') {
    useNotices.getState().say({
      tone: 'problem',
      text: 'There is no answer yet.',
      hint: 'Type what the room says, or take a finding that answers with Y.',
      passing: true,
    });
    return;
  }
  if (draft.question !== null && draft.question.trim() !== '' && draft.question !== rung.question) {
    const worded = await send({
      kind: 'word-question',
      rung: rung.id,
      question: draft.question.trim(),
      askedBy: 'team',
    });
    if (!worded.ok) return;
  }
  const accepted = await send({
    kind: 'accept-answer',
    rung: rung.id,
    answer: draft.answer.trim(),
    cites: draft.cites,
    answeredBy: 'team',
  });
  if (!accepted.ok) return;
  useDrafts.getState().drop(key);
  useDesk.getState().set({ picker: false });
  await askNext();
});

/** Rivals and claims that one answer of the evidence can bring; a guard against a playbook that never stops. */
const MOST_FOLLOW_UPS = 60;

/** Takes what the evidence says, with its cites, its rivals and its claim as a root: what the playbook does when it is alone. */
export const takeEvidence = asOne(async () => {
  const { state, guidance, send } = useSession.getState();
  const rung = state?.rungs.find((one) => one.id === state.current);
  if (!rung || guidance?.reply?.kind !== 'answer') return;
  const proposal = guidance.reply.proposal;
  const accepted = await send({
    kind: 'accept-answer',
    rung: rung.id,
    answer: proposal.answer,
    cites: proposal.cites,
    answeredBy: 'playbook',
  });
  if (!accepted.ok) return;
  useDrafts.getState().drop(draftKey(rung.id));
  for (let n = 0; n < MOST_FOLLOW_UPS; n += 1) {
    const seen = useSession.getState().state;
    const taken = seen?.rungs.find((one) => one.id === rung.id);
    const step = seen && taken ? afterAnswer(seen, taken) : null;
    if (step === null) break;
    const followed = await send(step);
    if (!followed.ok) return;
  }
  await askNext();
});

/** Cites or stops citing a finding, statement or attempt in the composer. */
export function toggleCite(id: string): void {
  const { state } = useSession.getState();
  if (!state?.current) return;
  const key = draftKey(state.current);
  const draft = draftOf(useDrafts.getState().drafts, key);
  const revision = state.findings.find((finding) => finding.id === id)?.revision ?? null;
  const cites: Cite[] = draft.cites.some((cite) => cite.id === id)
    ? draft.cites.filter((cite) => cite.id !== id)
    : [...draft.cites, { id, revision }];
  useDrafts.getState().change(key, { cites });
}

/** What the room sees. */
export async function showOnScreen(view: ScreenView): Promise<void> {
  await useSession.getState().send({ kind: 'switch-screen', view });
}

/** Shows the charts of both windows the next failure window in close-up, or all of them: in turn, or with null at once. */
export async function lookCloser(step: 1 | -1 | null): Promise<void> {
  const { state, send } = useSession.getState();
  if (!state) return;
  const windows = state.result?.timeline.windows.length ?? 0;
  const window = step === null ? null : nextCloseUp(windows, state.closeUp, step);
  await send({ kind: 'switch-screen', view: state.screen, window });
}

/** Switches to the personality that stands `step` places further in the list. */
export async function turnPersonality(personalities: readonly string[], step: number): Promise<void> {
  const { state, send } = useSession.getState();
  if (!state || personalities.length === 0) return;
  const at = personalities.indexOf(state.personality);
  const next = personalities[(at + step + personalities.length) % personalities.length];
  if (next) await send({ kind: 'switch-personality', personality: next });
}

/** Parks the question; what to bring stays with it. */
export async function park(bring: string | null): Promise<void> {
  const { state, send } = useSession.getState();
  if (!state?.current) return;
  const parked = await send({ kind: 'park', rung: state.current, bring });
  if (parked.ok) await askNext();
}

/** Takes the last step back, or puts it back. */
export async function undo(direction: 'undo' | 'redo'): Promise<void> {
  await useSession.getState().send({ kind: direction });
}

/** Starts the suggested step, or asks which one; ends what is in hand and asks how it went. */
export async function toggleAction(
  suggested: { readonly action: string; readonly prediction: string } | null,
): Promise<void> {
  const { state, send } = useSession.getState();
  if (!state) return;
  if (state.inHand) useDesk.getState().set({ asking: 'stop-action' });
  else if (suggested === null) useDesk.getState().set({ asking: 'start-action' });
  else await send({ kind: 'start-action', ...suggested });
}

/** Puts a follow-up of the playbook to the room in place of the question. */
export async function askPrompt(index: number): Promise<void> {
  const { state, guidance, send } = useSession.getState();
  const question = guidance?.prompts[index];
  if (!state?.current || question === undefined) return;
  const worded = await send({ kind: 'word-question', rung: state.current, question, askedBy: 'playbook' });
  if (worded.ok) useDrafts.getState().change(draftKey(state.current), { question: null });
}

/** Shows the cards to the room; cannot be undone. */
export async function revealCards(): Promise<void> {
  useDesk.getState().set({ peek: false });
  const revealed = await useSession.getState().send({ kind: 'reveal' });
  if (revealed.ok) await askIfIdle();
}

/** Goes on without a blind round. */
export async function skipBlindRound(): Promise<void> {
  useDesk.getState().set({ peek: false });
  const skipped = await useSession.getState().send({ kind: 'skip-blind-round' });
  if (skipped.ok) await askIfIdle();
}

/** The clipboard's text as a token of main; null, with a sentence, when there is none. */
async function clipboardToken(): Promise<string | null> {
  const text = await navigator.clipboard.readText().catch(() => '');
  if (text.trim() !== '') return facilitator.invoke('evidence:paste', text);
  useNotices.getState().say({
    tone: 'problem',
    text: 'There is no text on the clipboard.',
    hint: 'Copy a chat, an alert or a YAML text first.',
  });
  return null;
}

/** Adds the clipboard's text to the evidence. */
export async function pasteEvidence(): Promise<void> {
  await addEvidence(await clipboardToken());
}

/** Starts a session from the clipboard's text. */
export async function createFromClipboard(): Promise<void> {
  const token = await clipboardToken();
  if (token !== null) await createSession({ token });
}

/** Writes the report through main's save dialog. */
export async function saveReport(format: ReportFormat | 'pdf'): Promise<void> {
  const id = useSession.getState().id;
  if (id === null) return;
  const saved = await facilitator.invoke('report:save', id, format);
  if (!problem(saved) && saved.ok && saved.value !== null) done(`Report saved as ${saved.value}.`);
}

/** Puts the report's text on the clipboard. */
export async function copyReport(format: ReportFormat): Promise<void> {
  const id = useSession.getState().id;
  if (id === null) return;
  const view = await facilitator.invoke('report:view', id, format);
  if (problem(view) || !view.ok) return;
  await navigator.clipboard.writeText(view.value.text);
  done('Report copied.');
}

/** Opens or closes the projected screen. */
export async function toggleScreen(): Promise<void> {
  const { displays, set } = useDesk.getState();
  set({ displays: await facilitator.invoke('screen:toggle', !displays.screenOpen) });
}

/** Erases words from the session for good and says where they may still stand. */
export async function eraseWords(words: string): Promise<void> {
  const id = useSession.getState().id;
  if (id === null) return;
  const erased = await facilitator.invoke('session:erase', id, words);
  if (problem(erased) || !erased.ok) return;
  const { drafts, drop } = useDrafts.getState();
  for (const [key, draft] of Object.entries(drafts))
    if (JSON.stringify(draft).toLowerCase().includes(words.toLowerCase())) drop(key);
  const { entries, remains } = erased.value;
  useNotices.getState().say({
    tone: 'done',
    text: `Erased in ${entries === 1 ? '1 entry' : `${entries} entries`}.`,
    hint: `They may still stand in: ${remains.join('; ')}.`,
  });
}

/** Leaves the session for the library. */
export async function leaveSession(): Promise<void> {
  await useSession.getState().close();
  useDesk.getState().show('library');
}

/** Copies a session into a file for a stick, or one from a stick into the library. */
export async function exportSessionFile(id: string): Promise<void> {
  const written = await facilitator.invoke('session:export-file', id);
  if (!problem(written) && written.ok && written.value !== null) done(`Session copied to ${written.value}.`);
}

/** Copies a session file into the library and opens the copy. */
export async function importSessionFile(): Promise<void> {
  const copied = await facilitator.invoke('session:import-file');
  if (problem(copied) || !copied.ok || copied.value === null) return;
  await openSession(copied.value);
}
