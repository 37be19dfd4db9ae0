import { X } from 'lucide-react';
import { useEffect, useState } from 'react';
import { entryFrom, proposeEntries } from '../../../shared/facilitation/account/propose-entries.ts';
import type { SessionState } from '../../../shared/session/state.ts';
import { useAccount } from '../../stores/account-store.ts';
import { facilitator } from '../../stores/bridge.ts';
import { useDesk } from '../../stores/desk-store.ts';
import { isUsable, useModel } from '../../stores/model-store.ts';
import { useNotices } from '../../stores/notice-store.ts';
import { EntryCard } from './entry-card.tsx';
import './model.css';

/**
 * What somebody tells, read into entries: by the sentence without a model, or by the model. Nothing counts until it is
 * confirmed, one by one; each can be edited or dropped first, and undone after.
 */
export function AccountPanel({ state }: { readonly state: SessionState }) {
  const { text, toldBy, forms, done, open, write, propose } = useAccount();
  const set = useDesk((desk) => desk.set);
  const usable = useModel((store) => isUsable(store.status));
  const [busy, setBusy] = useState(false);
  useEffect(() => open(state.id), [open, state.id]);
  const context = {
    zone: state.facts?.zone ?? 'UTC',
    now: state.facts?.now ?? state.openedAt,
    ids: [...(state.facts?.streamIds ?? []), ...(state.facts?.seriesIds ?? [])],
  };
  const read = async () => {
    setBusy(true);
    const result = await facilitator.invoke('model:account', state.id, text);
    setBusy(false);
    if (result.ok) propose(result.value.map((entry) => entryFrom(entry, 'model', context)));
    else if (result.error.code !== 'cancelled')
      useNotices.getState().say({
        tone: 'problem',
        text: result.error.message,
        hint: 'Split it by sentence instead: that needs no model.',
      });
  };
  return (
    <section className="findings-column model-panel" aria-label="Account">
      <div className="panel-head">
        Somebody’s account{' '}
        <span className="count">{forms.length === 0 ? '' : `${forms.length} to confirm`}</span>
        <kbd className="push">N</kbd>
        <button
          type="button"
          className="button plain small"
          aria-label="Close the account"
          onClick={() => set({ accountOpen: false })}
        >
          <X className="icon" />
        </button>
      </div>
      <div className="scroll">
        <div className="model-box account-form">
          <label>
            <span>Told by</span>
            <input
              className="field"
              placeholder="a role, never a name: on-call"
              value={toldBy}
              onChange={(event) => write({ toldBy: event.target.value })}
            />
          </label>
          <textarea
            id="account"
            className="field"
            aria-label="Account"
            rows={6}
            placeholder="What was tried, said and changed, in anybody’s own words: type it or paste it here."
            value={text}
            onChange={(event) => write({ text: event.target.value })}
          />
          <div className="button-row">
            <button
              type="button"
              className="button primary small"
              disabled={text.trim() === '' || busy}
              onClick={() => propose(proposeEntries(text, context))}
            >
              Split by sentence
            </button>
            {usable && (
              <button
                type="button"
                className="button small"
                disabled={text.trim() === '' || busy}
                onClick={() => void read()}
              >
                Let the model read it
              </button>
            )}
            {busy && (
              <>
                <small role="status">The model reads it.</small>
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
        </div>
        {forms.length === 0 && done.length === 0 && (
          <p className="empty-note">
            Each sentence becomes a proposal: something tried, said or changed. You confirm, edit or drop each
            one. What you confirm gets an id, can be cited, stands in the report, and Ctrl Z takes it back.
          </p>
        )}
        <ul className="entry-list">
          {forms.map((form) => (
            <EntryCard key={form.key} state={state} form={form} />
          ))}
        </ul>
        {done.length > 0 && (
          <div className="model-box">
            <b>Noted</b>
            <ul>
              {done.map((one) => (
                <li key={one}>
                  <span className="mono">{one.split(' ')[0]}</span> {one.slice(one.indexOf(' ') + 1)}
                </li>
              ))}
            </ul>
          </div>
        )}
      </div>
    </section>
  );
}
