import { useState } from 'react';
import { entriesWithout } from '../../../../shared/session/erase.ts';
import type { SessionState } from '../../../../shared/session/state.ts';
import { eraseWords } from '../../../desk/actions.ts';
import { useDesk } from '../../../stores/desk-store.ts';
import { useSession } from '../../../stores/session-store.ts';
import { TextField } from './form-fields.tsx';
import { FormLine } from './form-line.tsx';

/** Asks which words are to go, says in how many entries they stand, and takes a second press: it is for good. */
export function EraseForm({ state }: { readonly state: SessionState }) {
  const selected = useDesk((desk) => desk.selectedRung);
  const events = useSession((store) => store.log?.events ?? []);
  const rung = state.rungs.find((one) => one.id === selected);
  const [words, setWords] = useState(rung?.answer ?? rung?.question ?? '');
  const [sure, setSure] = useState(false);
  const entries = entriesWithout(events, words).length;
  const places = entries === 1 ? '1 entry' : `${entries} entries`;
  return (
    <FormLine
      label="Words to erase"
      go={sure ? `Erase for good in ${places}` : 'Erase'}
      disabled={entries === 0}
      onSubmit={async () => {
        if (entries === 0) return false;
        if (!sure) {
          setSure(true);
          return false;
        }
        await eraseWords(words.trim());
        return true;
      }}
    >
      <TextField
        name="Words to erase"
        first
        placeholder="A secret, or a name, as it stands in the entries"
        value={words}
        onChange={(text) => {
          setWords(text);
          setSure(false);
        }}
      />
      <span className="hint" role="status">
        {sure ? 'This cannot be undone.' : words.trim() === '' ? '' : `In ${places}.`}
      </span>
    </FormLine>
  );
}
