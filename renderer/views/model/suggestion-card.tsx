import { Cpu } from 'lucide-react';
import type { BeingWritten } from '../../../shared/ipc/model-contract.ts';
import type { Rung } from '../../../shared/ladder/rung.ts';
import { CommandButton } from '../../desk/command-button.tsx';
import { askModelAgain } from '../../desk/model-actions.ts';
import { facilitator } from '../../stores/bridge.ts';
import { useModel } from '../../stores/model-store.ts';
import { shortName } from './model-badge.tsx';
import './model.css';

/** How far a reply is: words that nobody has checked, or why they are not shown. */
function Writing({ writing }: { readonly writing: BeingWritten }) {
  const pace =
    writing.tokensPerSecond === null ? '' : `, ${Math.max(1, Math.round(writing.tokensPerSecond))} a second`;
  return (
    <>
      <small>
        Try {writing.attempt} of 3: {writing.tokens} tokens{pace}.
      </small>
      {writing.withdrawn !== null && <small>The try before was withdrawn: {writing.withdrawn}</small>}
      {writing.withheld !== null ? (
        <small>Not shown: {writing.withheld}</small>
      ) : (
        writing.note + writing.question !== '' && (
          <>
            <small className="unchecked-label">Unchecked, being written</small>
            {writing.note !== '' && <p className="unchecked">{writing.note}</p>}
            {writing.question !== '' && <p className="unchecked">{writing.question}</p>}
          </>
        )
      )}
    </>
  );
}

/**
 * The model's wording beside the playbook's question, never instead of it, on the facilitator's desk alone. Without a
 * model there is no box at all.
 */
export function SuggestionCard({ rung }: { readonly rung: Rung }) {
  const suggestion = useModel((store) => store.suggestion);
  const suggest = useModel((store) => store.suggest);
  if (!suggestion || suggestion.rung !== rung.id) return null;
  if (suggestion.phase === 'none') {
    if (suggestion.reason === '') return null;
    return (
      <aside className="suggestion" aria-label="Suggestion of the model">
        <small>
          <Cpu className="icon" />
          <b>Withdrawn.</b> {suggestion.reason} The playbook’s question stands.
        </small>
        <div className="button-row">
          <button type="button" className="button plain small" onClick={() => askModelAgain(rung.id)}>
            Ask again
          </button>
          <button type="button" className="button plain small" onClick={() => suggest(null)}>
            Dismiss
          </button>
        </div>
      </aside>
    );
  }
  if (suggestion.phase === 'waiting') {
    return (
      <aside className="suggestion" aria-label="Suggestion of the model">
        <small>
          <Cpu className="icon" />
          {suggestion.writing === null
            ? 'The model is reading. The playbook’s question can be used meanwhile.'
            : 'The model looks for other words.'}
        </small>
        {suggestion.writing !== null && <Writing writing={suggestion.writing} />}
        <div className="button-row">
          <button
            type="button"
            className="button small"
            onClick={() => void facilitator.invoke('model:cancel')}
          >
            Stop
          </button>
        </div>
      </aside>
    );
  }
  return (
    <aside className="suggestion" aria-label="Suggestion of the model">
      <small>
        <Cpu className="icon" />
        Suggested by {shortName(suggestion.model)}
      </small>
      <p>{suggestion.question}</p>
      <small>
        {suggestion.cites.length > 0 ? `Cites ${suggestion.cites.join(', ')}. ` : ''}Checked against the
        findings. Next check: {suggestion.nextCheck}
      </small>
      <div className="button-row">
        <CommandButton id="suggestion" look="small" label="Take this question" />
        <button type="button" className="button plain small" onClick={() => suggest(null)}>
          Dismiss
        </button>
      </div>
    </aside>
  );
}
