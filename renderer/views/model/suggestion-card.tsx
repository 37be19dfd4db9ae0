import { Cpu } from 'lucide-react';
import type { Rung } from '../../../shared/ladder/rung.ts';
import { CommandButton } from '../../desk/command-button.tsx';
import { useModel } from '../../stores/model-store.ts';
import { shortName } from './model-badge.tsx';
import './model.css';

/** The model's wording beside the playbook's question, never instead of it. Without one there is no box at all. */
export function SuggestionCard({ rung }: { readonly rung: Rung }) {
  const suggestion = useModel((store) => store.suggestion);
  const suggest = useModel((store) => store.suggest);
  if (!suggestion || suggestion.rung !== rung.id || suggestion.phase === 'none') return null;
  if (suggestion.phase === 'waiting') {
    return (
      <aside className="suggestion" aria-label="Suggestion of the model">
        <small>
          <Cpu className="icon" />
          The model is looking for other words. The playbook’s question can be used meanwhile.
        </small>
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
