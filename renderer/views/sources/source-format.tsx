import { useEffect, useState } from 'react';
import { INCIDENT_FILE, type Source } from '../../../shared/incident/source.ts';
import type { FormatEntry } from '../../../shared/ipc/contract.ts';
import type { SessionState } from '../../../shared/session/state.ts';
import { facilitator } from '../../stores/bridge.ts';
import { useSession } from '../../stores/session-store.ts';

/** What the file was taken for, and a way to say that it is something else: a wrong guess, or one that was refused. */
export function SourceFormat({ state, source }: { readonly state: SessionState; readonly source: Source }) {
  const send = useSession((store) => store.send);
  const [formats, setFormats] = useState<readonly FormatEntry[]>([]);
  useEffect(() => {
    void facilitator.invoke('evidence:formats').then(setFormats);
  }, []);
  if (source.importer === INCIDENT_FILE) return null;
  const set = state.formats.find((one) => one.file === source.file)?.importer ?? '';
  const guess = source.importer === null ? 'Not recognised' : source.format;
  return (
    <label className="source-format">
      <span>Taken for</span>
      <select
        className="field"
        value={set}
        disabled={state.finished !== null}
        onChange={(event) =>
          void send({ kind: 'set-source-format', source: source.id, importer: event.target.value || null })
        }
      >
        <option value="">{set === '' ? `${guess} (by its content)` : 'What its content looks like'}</option>
        {formats.map(({ id, format }) => (
          <option key={id} value={id}>
            {format}
          </option>
        ))}
      </select>
    </label>
  );
}
