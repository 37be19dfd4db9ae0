import { useMemo } from 'react';
import type { Rung } from '../../../shared/ladder/rung.ts';
import { statusOf } from '../../../shared/ladder/status.ts';
import type { SessionState } from '../../../shared/session/state.ts';
import { Status } from '../../components/status.tsx';
import { draftKey } from '../../desk/actions.ts';
import { CommandButton } from '../../desk/command-button.tsx';
import { draftOf, useDrafts } from '../../stores/draft-store.ts';

/** Accept says which status the rung will get and why; the status follows from the cites alone. */
export function AcceptBar({ state, rung }: { readonly state: SessionState; readonly rung: Rung }) {
  const drafts = useDrafts((store) => store.drafts);
  const draft = draftOf(drafts, draftKey(rung.id));
  const verdict = useMemo(
    () =>
      draft.answer.trim() === ''
        ? null
        : statusOf(state, { move: rung.move, parent: rung.parent, answer: draft.answer, cites: draft.cites }),
    [state, rung, draft],
  );
  return (
    <div className="accept-bar">
      {verdict ? (
        <CommandButton id="accept" look="primary" />
      ) : (
        <span className="button primary" aria-disabled="true" style={{ opacity: 0.5 }}>
          Accept rung
        </span>
      )}
      <span className="as">
        {verdict ? (
          <>
            as <Status status={verdict.status} /> <small title={verdict.reason}>{verdict.reason}</small>
          </>
        ) : (
          <small>needs an answer</small>
        )}
      </span>
      <span className="push" />
      <CommandButton id="refute" label="Refute" />
      <CommandButton id="park" label="Park" />
    </div>
  );
}
