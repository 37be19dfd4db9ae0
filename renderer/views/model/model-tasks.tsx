import { useState } from 'react';
import type { AccountEntry, RivalHypothesis } from '../../../shared/ipc/model-contract.ts';
import { facilitator } from '../../stores/bridge.ts';
import { useNotices } from '../../stores/notice-store.ts';
import { useSession } from '../../stores/session-store.ts';

type Task = 'rivals' | 'summary' | 'account';

/** The three tasks that are asked for: rival hypotheses, an account read into entries, a summary. All unverified. */
export function ModelTasks({ session }: { readonly session: string }) {
  const [busy, setBusy] = useState<Task | null>(null);
  const [rivals, setRivals] = useState<readonly RivalHypothesis[]>([]);
  const [entries, setEntries] = useState<readonly AccountEntry[]>([]);
  const [summary, setSummary] = useState<string | null>(null);
  const [account, setAccount] = useState('');
  const send = useSession((store) => store.send);
  const ask = async (task: Task): Promise<void> => {
    setBusy(task);
    const result =
      task === 'rivals'
        ? await facilitator.invoke('model:rivals', session)
        : task === 'account'
          ? await facilitator.invoke('model:account', session, account)
          : await facilitator.invoke('model:summary', session);
    setBusy(null);
    if (!result.ok) {
      if (result.error.code !== 'cancelled')
        useNotices.getState().say({ tone: 'problem', text: result.error.message, hint: result.error.hint });
    } else if (typeof result.value === 'string') setSummary(result.value);
    else if (task === 'rivals') setRivals(result.value as readonly RivalHypothesis[]);
    else setEntries(result.value as readonly AccountEntry[]);
  };
  return (
    <div className="model-box">
      <b>Ask it for</b>
      <div className="button-row">
        <button
          type="button"
          className="button small"
          disabled={busy !== null}
          onClick={() => void ask('rivals')}
        >
          Rival hypotheses
        </button>
        <button
          type="button"
          className="button small"
          disabled={busy !== null}
          onClick={() => void ask('summary')}
        >
          A summary
        </button>
        {busy !== null && <small>The model is at work.</small>}
      </div>
      {summary !== null && <p>{summary}</p>}
      {rivals.length > 0 && (
        <ul>
          {rivals.map(({ hypothesis, check }) => (
            <li key={hypothesis}>
              {hypothesis} <small>Unverified. Refuted by: {check}</small>
            </li>
          ))}
        </ul>
      )}
      <textarea
        aria-label="An account to read"
        placeholder="What somebody tells: what was tried, said, changed"
        rows={3}
        value={account}
        onChange={(event) => setAccount(event.target.value)}
      />
      <button
        type="button"
        className="button small"
        disabled={busy !== null || account.trim() === ''}
        onClick={() => void ask('account')}
      >
        Read entries out of it
      </button>
      {entries.length > 0 && (
        <ul>
          {entries.map((entry) => (
            <li key={`${entry.kind}-${entry.quote}`}>
              {entry.kind}: {entry.text} <small>“{entry.quote}”</small>{' '}
              {entry.kind === 'attempt' && (
                <button
                  type="button"
                  className="button small"
                  onClick={() => {
                    void send({ kind: 'log-attempt', action: entry.text });
                    setEntries(entries.filter((one) => one !== entry));
                  }}
                >
                  Log it
                </button>
              )}
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
