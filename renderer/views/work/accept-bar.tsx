import { useMemo } from 'react';
import { BESIDE_LADDER } from '../../../shared/ladder/closing.ts';
import type { Move, Rung } from '../../../shared/ladder/rung.ts';
import { statusOf } from '../../../shared/ladder/status.ts';
import type { SessionState } from '../../../shared/session/state.ts';
import { Status } from '../../components/status.tsx';
import { draftKey } from '../../desk/actions.ts';
import { CommandButton } from '../../desk/command-button.tsx';
import { draftOf, useDrafts } from '../../stores/draft-store.ts';

/** What the answer to a question beside the ladder becomes. */
const WRITES: Partial<Record<Move, string>> = {
  contain: 'what is in hand, with its prediction',
  test: 'a check of the report, not yet made',
  prevent: 'a check of the report',
  stop: 'an open question of the report',
};

/** Accept says which status the rung will get and why; the status follows from the cites alone. */
export function AcceptBar({ state, rung }: { readonly state: SessionState; readonly rung: Rung }) {
  const drafts = useDrafts((store) => store.drafts);
  const draft = draftOf(drafts, draftKey(rung.id));
  const verdict = useMemo(
    () =>
      draft.answer.trim() === '' || BESIDE_LADDER.has(rung.move)
        ? null
        : statusOf(state, { move: rung.move, parent: rung.parent, answer: draft.answer, cites: draft.cites }),
    [state, rung, draft],
  );
  const writes = WRITES[rung.move];
  const answered = draft.answer.trim() !== '';
  return (
    <div className="accept-bar">
      {answered ? (
        <CommandButton
          id="accept"
          look="primary"
          label={writes === undefined ? 'Accept rung' : 'Write it down'}
        />
      ) : (
        <span className="button primary" aria-disabled="true" style={{ opacity: 0.5 }}>
          {writes === undefined ? 'Accept rung' : 'Write it down'}
        </span>
      )}
      <span className="as">
        {writes !== undefined ? (
          <small>as {writes}, no rung</small>
        ) : verdict ? (
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
