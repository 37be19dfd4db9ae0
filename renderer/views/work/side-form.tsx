import { useState } from 'react';
import type { SessionState } from '../../../shared/session/state.ts';
import { park } from '../../desk/actions.ts';
import { useDesk } from '../../stores/desk-store.ts';
import { useSession } from '../../stores/session-store.ts';
import { EraseForm } from './erase-form.tsx';

type Kind = 'log-attempt' | 'refute' | 'branch' | 'park' | 'dissent' | 'stop-action';

const TEXT: Record<Kind, { readonly label: string; readonly placeholder: string; readonly go: string }> = {
  'log-attempt': {
    label: 'What was done just now?',
    placeholder: 'Restarted the service',
    go: 'Log it, stamped now',
  },
  refute: { label: 'What speaks against', placeholder: 'Why it falls', go: 'Refute' },
  branch: { label: 'Rival answer', placeholder: 'What else could answer this question?', go: 'Add it' },
  park: {
    label: 'What to bring',
    placeholder: 'Which file or person would answer this?',
    go: 'Park the question',
  },
  dissent: {
    label: 'Dissent that stays',
    placeholder: 'What does somebody still hold, and why?',
    go: 'Write it down',
  },
  'stop-action': { label: 'How did it go?', placeholder: 'What was seen', go: 'End it' },
};

/** One line at the foot of the question column for everything that needs a few words; it never covers the room's work. */
export function SideForm({ state, kind }: { readonly state: SessionState; readonly kind: Kind | 'erase' }) {
  return kind === 'erase' ? <EraseForm state={state} /> : <LineForm state={state} kind={kind} />;
}

function LineForm({ state, kind }: { readonly state: SessionState; readonly kind: Kind }) {
  const set = useDesk((desk) => desk.set);
  const selectedRung = useDesk((desk) => desk.selectedRung);
  const send = useSession((store) => store.send);
  const answered = state.rungs.filter((rung) => rung.answer !== null && rung.status !== 'refuted');
  const suggested = useSession((store) =>
    store.guidance?.reply?.kind === 'missing' ? store.guidance.reply.bring : '',
  );
  const [text, setText] = useState(kind === 'park' ? suggested : '');
  const [target, setTarget] = useState<string>(selectedRung ?? answered.at(-1)?.id ?? '');
  const [against, setAgainst] = useState('');
  const [result, setResult] = useState<'passed' | 'failed' | 'stopped'>('stopped');
  const close = () => set({ asking: null });
  const go = async () => {
    const said = text.trim();
    if (said === '' && kind !== 'park' && kind !== 'refute' && kind !== 'stop-action') return;
    if (kind === 'log-attempt') await send({ kind: 'log-attempt', action: said });
    if (kind === 'park') await park(said === '' ? null : said);
    if (kind === 'dissent') await send({ kind: 'note-dissent', text: said, reason: '' });
    if (kind === 'stop-action') await send({ kind: 'stop-action', result, note: said });
    if (kind === 'branch' && state.current)
      await send({
        kind: 'add-branch',
        sibling: state.current,
        answer: said,
        cites: [],
        answeredBy: 'team',
        refutedBy: null,
      });
    const rung = state.rungs.find((one) => one.id === target);
    if (kind === 'refute' && rung)
      await send({ kind: 'refute', rung: rung.id, refutedBy: against === '' ? null : against, reason: said });
    close();
  };
  const text_ = TEXT[kind];
  return (
    <form
      className="side-form"
      onSubmit={(event) => {
        event.preventDefault();
        void go();
      }}
    >
      <label htmlFor="side-text">{text_.label}</label>
      {kind === 'refute' && (
        <>
          <select
            className="field"
            style={{ width: 180 }}
            aria-label="Rung"
            value={target}
            onChange={(event) => setTarget(event.target.value)}
          >
            {answered.map((rung) => (
              <option key={rung.id} value={rung.id}>
                {rung.level}: {rung.answer}
              </option>
            ))}
          </select>
          <select
            className="field"
            style={{ width: 150 }}
            aria-label="Finding"
            value={against}
            onChange={(event) => setAgainst(event.target.value)}
          >
            <option value="">no finding</option>
            {state.findings
              .filter((finding) => !finding.withdrawn)
              .map((finding) => (
                <option key={finding.id} value={finding.id}>
                  {finding.id} {finding.title}
                </option>
              ))}
          </select>
        </>
      )}
      {kind === 'stop-action' && (
        <select
          className="field"
          style={{ width: 150 }}
          aria-label="Result"
          value={result}
          onChange={(event) => setResult(event.target.value as typeof result)}
        >
          <option value="passed">prediction held</option>
          <option value="failed">prediction failed</option>
          <option value="stopped">stopped, says nothing</option>
        </select>
      )}
      <input
        id="side-text"
        className="field"
        style={{ flex: 1 }}
        // biome-ignore lint/a11y/noAutofocus: the facilitator asked for this line with a key
        autoFocus
        placeholder={text_.placeholder}
        value={text}
        onChange={(event) => setText(event.target.value)}
      />
      <button type="submit" className="button primary">
        {text_.go}
      </button>
      <button type="button" className="button plain" onClick={close}>
        Close <kbd>Esc</kbd>
      </button>
    </form>
  );
}
