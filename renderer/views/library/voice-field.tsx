import { useEffect, useState } from 'react';
import type { PersonalityList } from '../../../shared/ipc/contract.ts';
import type { Failure } from '../../../shared/result.ts';
import { withAdded } from '../../desk/personalities.ts';
import { facilitator } from '../../stores/bridge.ts';

const NONE: PersonalityList = { personalities: [], refused: [] };

/** Who asks: the four, those that the user added, and a way to add one from its file. */
export function VoiceField({
  value,
  onChange,
}: {
  readonly value: string;
  readonly onChange: (id: string) => void;
}) {
  const [list, setList] = useState(NONE);
  const [wrong, setWrong] = useState<Failure | null>(null);
  const refresh = () => facilitator.invoke('personality:list').then(setList);
  useEffect(() => {
    void facilitator.invoke('personality:list').then(setList);
  }, []);
  const voices = withAdded(list.personalities);
  // One that was used last and is gone since.
  const shown = voices.some((one) => one.value === value) ? value : 'default';
  const add = async () => {
    const added = await facilitator.invoke('personality:add');
    setWrong(added.ok ? null : added.error);
    if (!added.ok || added.value === null) return;
    await refresh();
    onChange(added.value);
  };
  const refused = [...(wrong ? [wrong] : []), ...list.refused];
  return (
    <div className="voice-field">
      <label className="form-field">
        <span>Personality</span>
        <select className="field" value={shown} onChange={(event) => onChange(event.target.value)}>
          {voices.map((one) => (
            <option key={one.value} value={one.value}>
              {one.label}: {one.title}
            </option>
          ))}
        </select>
      </label>
      <div>
        <button type="button" className="button small" onClick={() => void add()}>
          Add one from a file
        </button>
      </div>
      {refused.map(({ message, hint }) => (
        <small role="alert" key={message}>
          {message.replace(/\.?$/, '.')} {hint}
        </small>
      ))}
    </div>
  );
}
