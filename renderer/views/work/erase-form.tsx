import { useState } from 'react';
import { entriesWithout } from '../../../shared/session/erase.ts';
import type { SessionState } from '../../../shared/session/state.ts';
import { eraseWords } from '../../desk/actions.ts';
import { useDesk } from '../../stores/desk-store.ts';
import { useSession } from '../../stores/session-store.ts';

/** Asks which words are to go, says in how many entries they stand, and takes a second press: it is for good. */
export function EraseForm({ state }: { readonly state: SessionState }) {
  const set = useDesk((desk) => desk.set);
  const selected = useDesk((desk) => desk.selectedRung);
  const events = useSession((store) => store.log?.events ?? []);
  const rung = state.rungs.find((one) => one.id === selected);
  const [words, setWords] = useState(rung?.answer ?? rung?.question ?? '');
  const [sure, setSure] = useState(false);
  const close = () => set({ asking: null });
  const entries = entriesWithout(events, words).length;
  const places = entries === 1 ? '1 entry' : `${entries} entries`;
  return (
    <form
      className="side-form"
      onSubmit={(event) => {
        event.preventDefault();
        if (entries === 0) return;
        if (!sure) setSure(true);
        else void eraseWords(words.trim()).then(close);
      }}
    >
      <label htmlFor="side-text">Words to erase</label>
      <input
        id="side-text"
        className="field"
        style={{ flex: 1 }}
        // biome-ignore lint/a11y/noAutofocus: the facilitator asked for this line with a key
        autoFocus
        placeholder="A secret, or a name, as it stands in the entries"
        value={words}
        onChange={(event) => {
          setWords(event.target.value);
          setSure(false);
        }}
      />
      <span className="hint" role="status">
        {sure ? 'This cannot be undone.' : `In ${places}.`}
      </span>
      <button type="submit" className="button primary" disabled={entries === 0}>
        {sure ? `Erase for good in ${places}` : 'Erase'}
      </button>
      <button type="button" className="button plain" onClick={close}>
        Close <kbd>Esc</kbd>
      </button>
    </form>
  );
}
