import { BESIDE_LADDER } from '../../../shared/ladder/closing.ts';
import { statusOf } from '../../../shared/ladder/status.ts';
import type { SessionState } from '../../../shared/session/state.ts';
import { Segments } from '../../components/segments.tsx';
import { Status } from '../../components/status.tsx';
import { draftKey, showOnScreen } from '../../desk/actions.ts';
import { CommandButton } from '../../desk/command-button.tsx';
import { screenViews } from '../../desk/screen-views.ts';
import { draftOf, useDrafts } from '../../stores/draft-store.ts';
import { Stage } from '../stage/stage.tsx';
import './presenter.css';
import { levelMark } from '../../components/level-mark.ts';

/** Everybody sees this window: the stage, and just enough to go on. */
export function Presenter({ state }: { readonly state: SessionState }) {
  const drafts = useDrafts((store) => store.drafts);
  const change = useDrafts((store) => store.change);
  const rung = state.rungs.find((one) => one.id === state.current) ?? null;
  const key = draftKey(rung?.id ?? null);
  const draft = draftOf(drafts, key);
  const verdict =
    rung && draft.answer.trim() !== '' && !BESIDE_LADDER.has(rung.move)
      ? statusOf(state, { answer: draft.answer, cites: draft.cites, parent: rung.parent, move: rung.move })
      : null;
  return (
    <main className="presenter">
      <Stage state={state} />
      <div className="presenter-strip">
        <div>
          {rung && <span className="level">{levelMark(rung)}</span>}
          <input
            id="answer"
            className="field"
            aria-label="Answer"
            placeholder={rung ? 'What the room answers' : 'Nothing is being asked'}
            disabled={!rung}
            value={draft.answer}
            onChange={(event) => change(key, { answer: event.target.value })}
          />
          {verdict && (
            <span className="quiet" style={{ display: 'flex', gap: 6, whiteSpace: 'nowrap' }}>
              as <Status status={verdict.status} />
            </span>
          )}
          <CommandButton id="accept" look="primary" />
        </div>
        <div>
          <Segments
            label="What the room sees"
            value={state.screen}
            options={screenViews(state)}
            onChange={(view) => void showOnScreen(view)}
          />
          <span className="quiet">
            Presenter view: the room sees this window. Cards, suggestions and findings stay off it.
          </span>
          <span className="push" />
          <CommandButton id="voice" look="plain" label="Next voice" />
          <CommandButton id="undo" look="plain" label="Undo" />
          <CommandButton id="presenter" label="Back to the desk" />
        </div>
      </div>
    </main>
  );
}
