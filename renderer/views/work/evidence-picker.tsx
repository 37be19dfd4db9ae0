import { Check } from 'lucide-react';
import { useMemo, useState } from 'react';
import type { Rung } from '../../../shared/ladder/rung.ts';
import { statusOf } from '../../../shared/ladder/status.ts';
import type { SessionState } from '../../../shared/session/state.ts';
import { Chip } from '../../components/chip.tsx';
import { toggleCite } from '../../desk/actions.ts';
import type { Draft } from '../../stores/draft-store.ts';

interface Piece {
  readonly id: string;
  readonly text: string;
  readonly kind: string;
  readonly revision: number | null;
}

/** Everything that an answer can cite: findings, what was said, tried and changed. */
function piecesOf(state: SessionState): Piece[] {
  return [
    ...state.findings
      .filter((finding) => !finding.withdrawn)
      .map((finding) => ({
        id: finding.id,
        text: `${finding.title}. ${finding.statement}`,
        kind: 'finding',
        revision: finding.revision,
      })),
    ...(state.facts?.statements ?? []).map((statement) => ({
      id: statement.id,
      text: `“${statement.said}”`,
      kind: `said, ${statement.byRole}`,
      revision: null,
    })),
    ...(state.facts?.attempts ?? []).map((attempt) => ({
      id: attempt.id,
      text: attempt.action,
      kind: 'tried',
      revision: null,
    })),
    ...(state.facts?.changes ?? []).map((change) => ({
      id: change.id,
      text: change.what,
      kind: `${change.kind} changed`,
      revision: null,
    })),
  ];
}

/** A searchable list of evidence; says where a cite would change the rung's status. */
export function EvidencePicker({
  state,
  rung,
  draft,
}: {
  readonly state: SessionState;
  readonly rung: Rung;
  readonly draft: Draft;
}) {
  const [query, setQuery] = useState('');
  const [active, setActive] = useState(0);
  const words = query.toLowerCase().split(/\s+/).filter(Boolean);
  const pieces = useMemo(() => piecesOf(state), [state]);
  const shown = pieces.filter((piece) =>
    words.every((word) => `${piece.id} ${piece.text} ${piece.kind}`.toLowerCase().includes(word)),
  );
  const now = statusOf(state, {
    move: rung.move,
    parent: rung.parent,
    answer: draft.answer,
    cites: draft.cites,
  }).status;
  const cited = (id: string) => draft.cites.some((cite) => cite.id === id);
  const would = (piece: Piece) => {
    if (draft.answer.trim() === '' || cited(piece.id)) return null;
    const next = statusOf(state, {
      move: rung.move,
      parent: rung.parent,
      answer: draft.answer,
      cites: [...draft.cites, { id: piece.id, revision: piece.revision }],
    }).status;
    return next === now ? null : `makes it ${next}`;
  };
  return (
    <div className="picker">
      <input
        type="search"
        aria-label="Find evidence"
        placeholder="Find a finding, a statement or an attempt"
        // biome-ignore lint/a11y/noAutofocus: the facilitator pressed E to type here
        autoFocus
        value={query}
        onChange={(event) => {
          setQuery(event.target.value);
          setActive(0);
        }}
        onKeyDown={(event) => {
          if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
            event.preventDefault();
            setActive((at) =>
              Math.max(0, Math.min(shown.length - 1, at + (event.key === 'ArrowDown' ? 1 : -1))),
            );
          }
          const piece = shown[active];
          if (event.key === 'Enter' && !event.ctrlKey && piece) {
            event.preventDefault();
            toggleCite(piece.id);
          }
        }}
      />
      <ul className="scroll">
        {shown.slice(0, 60).map((piece, index) => (
          <li key={piece.id}>
            <button
              type="button"
              data-active={index === active}
              aria-pressed={cited(piece.id)}
              onClick={() => toggleCite(piece.id)}
              title={piece.text}
            >
              <span className={cited(piece.id) ? 'tick on' : 'tick'}>
                {cited(piece.id) && <Check className="icon" />}
              </span>
              <Chip id={piece.id} />
              <span className="line">{piece.text}</span>
              <small>{index === active ? (would(piece) ?? piece.kind) : piece.kind}</small>
            </button>
          </li>
        ))}
        {shown.length === 0 && (
          <li className="empty-note">Nothing in the evidence matches. Add a file with Ctrl O.</li>
        )}
      </ul>
    </div>
  );
}
