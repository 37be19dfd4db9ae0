import { useState } from 'react';
import type { RivalHypothesis } from '../../../shared/ipc/model-contract.ts';
import type { SessionState } from '../../../shared/session/state.ts';
import { facilitator } from '../../stores/bridge.ts';
import { useDesk } from '../../stores/desk-store.ts';
import { useNotices } from '../../stores/notice-store.ts';
import { useSession } from '../../stores/session-store.ts';

type Task = 'rivals' | 'summary';

/** Rival hypotheses and the summary: asked for by hand, checked like every reply, marked as not verified. */
export function ModelTasks({ state }: { readonly state: SessionState }) {
  const [busy, setBusy] = useState<Task | null>(null);
  const [rivals, setRivals] = useState<readonly RivalHypothesis[]>([]);
  const [summary, setSummary] = useState<string | null>(null);
  const send = useSession((store) => store.send);
  const set = useDesk((desk) => desk.set);
  const ask = async (task: Task): Promise<void> => {
    setBusy(task);
    const result =
      task === 'rivals'
        ? await facilitator.invoke('model:rivals', state.id)
        : await facilitator.invoke('model:summary', state.id);
    setBusy(null);
    if (!result.ok) {
      if (result.error.code !== 'cancelled')
        useNotices.getState().say({ tone: 'problem', text: result.error.message, hint: result.error.hint });
    } else if (typeof result.value === 'string') setSummary(result.value);
    else setRivals(result.value);
  };
  const drop = (rival: RivalHypothesis) => setRivals((all) => all.filter((one) => one !== rival));
  const addBranch = async (rival: RivalHypothesis) => {
    if (state.current === null) return;
    const sent = await send({
      kind: 'add-branch',
      sibling: state.current,
      answer: rival.hypothesis,
      cites: [],
      answeredBy: 'model',
      refutedBy: null,
    });
    if (sent.ok) drop(rival);
  };
  const noteCheck = async (rival: RivalHypothesis) => {
    const sent = await send({
      kind: 'add-verification',
      test: rival.check,
      result: `would refute: ${rival.hypothesis}`,
      testKind: 'check',
      status: 'pending',
    });
    if (sent.ok) drop(rival);
  };
  return (
    <div className="model-box">
      <b>Ask it for</b>
      <div className="button-row">
        {(['rivals', 'summary'] as const).map((task) => (
          <button
            key={task}
            type="button"
            className="button small"
            disabled={busy !== null}
            onClick={() => void ask(task)}
          >
            {task === 'rivals' ? 'Rival hypotheses' : 'A summary'}
          </button>
        ))}
        <button
          type="button"
          className="button small"
          onClick={() => set({ accountOpen: true, modelOpen: false })}
        >
          Entries of an account
        </button>
        {busy !== null && (
          <>
            <small role="status">The model is at work.</small>
            <button
              type="button"
              className="button plain small"
              onClick={() => void facilitator.invoke('model:cancel')}
            >
              Stop
            </button>
          </>
        )}
      </div>
      {summary !== null && (
        <div className="model-outcome">
          <p>{summary}</p>
          <small>Worded by the model, checked against the findings; not part of the report.</small>
          <div className="button-row">
            <button
              type="button"
              className="button plain small"
              onClick={() => void navigator.clipboard.writeText(summary)}
            >
              Copy
            </button>
            <button type="button" className="button plain small" onClick={() => setSummary(null)}>
              Dismiss
            </button>
          </div>
        </div>
      )}
      {rivals.map((rival) => (
        <div className="model-outcome" key={rival.hypothesis}>
          <p>{rival.hypothesis}</p>
          <small>
            <b>Unverified.</b> Would be refuted by: {rival.check}
          </small>
          <div className="button-row">
            <button
              type="button"
              className="button small"
              disabled={state.current === null}
              onClick={() => void addBranch(rival)}
            >
              Add as a rival answer
            </button>
            <button type="button" className="button small" onClick={() => void noteCheck(rival)}>
              Note the check
            </button>
            <button type="button" className="button plain small" onClick={() => drop(rival)}>
              Dismiss
            </button>
          </div>
        </div>
      ))}
    </div>
  );
}
