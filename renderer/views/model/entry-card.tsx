import { clock } from '../../../shared/analyses/wording.ts';
import { CHANGE_KINDS, type ChangeKind } from '../../../shared/incident/change-kind.ts';
import { idsFor } from '../../../shared/incident/given-ids.ts';
import { resolveWhen } from '../../../shared/incident/when.ts';
import type { EntryDraft } from '../../../shared/session/commands.ts';
import type { SessionState } from '../../../shared/session/state.ts';
import { Chip } from '../../components/chip.tsx';
import { type EntryForm, useAccount } from '../../stores/account-store.ts';
import { useSession } from '../../stores/session-store.ts';

const KINDS = [
  ['attempt', 'Tried'],
  ['statement', 'Said'],
  ['change', 'Changed'],
] as const;

const list = (text: string): readonly string[] =>
  text
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '');

/** Why a proposal cannot be taken yet, or the draft that it is. */
export function draftOfForm(
  form: EntryForm,
  zone: string,
  now: number,
): { readonly draft: EntryDraft } | { readonly missing: string } {
  const text = form.text.trim();
  if (text === '') return { missing: 'It says nothing.' };
  if (form.kind === 'statement') return { draft: { kind: 'statement', said: text, about: list(form.about) } };
  const at = form.when.trim() === '' ? null : resolveWhen(form.when, zone, now);
  if (form.when.trim() !== '' && at === null) return { missing: `"${form.when.trim()}" is no time.` };
  if (form.kind === 'attempt') {
    const held = form.held.trim() === '' ? null : Number(form.held.replace(',', '.')) * 60_000;
    if (held !== null && !(held > 0)) return { missing: 'Held: minutes, or nothing.' };
    return { draft: { kind: 'attempt', action: text, at, workedForMs: held } };
  }
  if (at === null) return { missing: 'When did it change?' };
  return {
    draft: {
      kind: 'change',
      change: form.change,
      what: text,
      at,
      about: list(form.about),
      notKnownTo: list(form.notToldTo),
    },
  };
}

/** The id that the entry will have. */
function nextId({ given }: SessionState, kind: EntryForm['kind']): string {
  const [letter, list] = (
    {
      attempt: ['A', given.attempts],
      statement: ['S', given.statements],
      change: ['C', given.changes],
    } as const
  )[kind];
  return idsFor(letter, list, [null], () => [])[0] ?? `${letter}1`;
}

/** One proposal out of an account: the words that say so, what it becomes, and the three ways on. */
export function EntryCard({ state, form }: { readonly state: SessionState; readonly form: EntryForm }) {
  const { change, drop, toldBy } = useAccount();
  const send = useSession((store) => store.send);
  const zone = state.facts?.zone ?? 'UTC';
  const now = state.facts?.now ?? state.openedAt;
  const read = draftOfForm(form, zone, now);
  const at = 'draft' in read && 'at' in read.draft ? read.draft.at : null;
  const teller = form.kind === 'statement' && form.saidBy !== null ? form.saidBy : toldBy;
  const missing =
    'missing' in read ? read.missing : teller.trim() === '' ? 'Who told it? A role, never a name.' : null;
  const id = nextId(state, form.kind);
  const confirm = async () => {
    if (!('draft' in read)) return;
    const sent = await send({
      kind: 'note-entry',
      draft: read.draft,
      toldBy: teller.trim(),
      quote: form.quote,
      proposedBy: form.proposedBy,
    });
    if (sent.ok) drop(form.key, `${id} ${form.text}`);
  };
  const field = (name: keyof EntryForm & ('when' | 'held' | 'about' | 'notToldTo'), label: string) => (
    <label>
      <span>{label}</span>
      <input
        className="field"
        value={form[name]}
        onChange={(event) => change(form.key, { [name]: event.target.value })}
      />
    </label>
  );
  return (
    <li className="entry-card">
      <div className="entry-head">
        <Chip id={id} />
        <select
          className="field"
          aria-label="What it is"
          value={form.kind}
          onChange={(event) => change(form.key, { kind: event.target.value as EntryForm['kind'] })}
        >
          {KINDS.map(([kind, label]) => (
            <option key={kind} value={kind}>
              {label}
            </option>
          ))}
        </select>
        {form.kind === 'change' && (
          <select
            className="field"
            aria-label="Kind of change"
            value={form.change}
            onChange={(event) => change(form.key, { change: event.target.value as ChangeKind })}
          >
            {CHANGE_KINDS.map((kind) => (
              <option key={kind}>{kind}</option>
            ))}
          </select>
        )}
        <small className="push">{form.proposedBy === 'model' ? 'by the model' : 'by sentence'}</small>
      </div>
      <textarea
        className="field"
        aria-label="Entry"
        rows={2}
        value={form.text}
        onChange={(event) => change(form.key, { text: event.target.value })}
      />
      <small>“{form.quote}”</small>
      <div className="entry-fields">
        {form.kind !== 'statement' &&
          field('when', at === null ? 'When' : `When: ${clock(at, zone)} ${zone}`)}
        {form.kind === 'attempt' && field('held', 'Held, minutes')}
        {form.kind === 'statement' && (
          <label>
            <span>Said by</span>
            <input
              className="field"
              placeholder={toldBy}
              value={form.saidBy ?? ''}
              onChange={(event) =>
                change(form.key, { saidBy: event.target.value === '' ? null : event.target.value })
              }
            />
          </label>
        )}
        {form.kind !== 'attempt' && field('about', 'About (ids)')}
        {form.kind === 'change' && field('notToldTo', 'Not told to (teams)')}
      </div>
      <div className="button-row">
        <button
          type="button"
          className="button small"
          disabled={missing !== null}
          onClick={() => void confirm()}
        >
          Confirm as {id}
        </button>
        <button type="button" className="button plain small" onClick={() => drop(form.key)}>
          Drop
        </button>
        {missing !== null && <small>{missing}</small>}
      </div>
    </li>
  );
}
