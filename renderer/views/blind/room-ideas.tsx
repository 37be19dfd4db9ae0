import { hypothesisMatrix } from '../../../shared/facilitation/hypothesis-matrix.ts';
import type { SessionState } from '../../../shared/session/state.ts';
import { Chip } from '../../components/chip.tsx';
import { Glyph } from '../../components/glyph.tsx';
import { CommandButton } from '../../desk/command-button.tsx';
import './blind-desk.css';

/** The revealed ideas with what speaks for and against each, fewest contradictions first. */
export function RoomIdeas({ state }: { readonly state: SessionState }) {
  if (state.blind.phase !== 'revealed') return null;
  const { rows, findings } = hypothesisMatrix(state, state.blind.cards, state.blind.groups);
  return (
    <section aria-label="Ideas of the room">
      <div className="section-label">
        Ideas of the room <small>fewest contradictions first</small>
        <span className="push" />
        <CommandButton id="screen-ideas" look="plain small" label="Show to the room" />
        <CommandButton id="dissent" look="plain small" label="Note dissent" />
      </div>
      <ul className="room-ideas">
        {rows.map((row) => {
          const ids = (cell: string) =>
            findings.filter((finding) => row.cells[finding.id] === cell).map((finding) => finding.id);
          return (
            <li key={row.label}>
              <span className="votes-small">{row.cards} ×</span>
              <span>{row.label}</span>
              <span className="weighed">
                {(['consistent', 'inconsistent'] as const).map((cell) => {
                  const found = ids(cell);
                  if (found.length === 0) return null;
                  return (
                    <span key={cell}>
                      <Glyph shape={cell === 'consistent' ? 'fits' : 'against'} size={12} />
                      {found.slice(0, 3).map((id) => (
                        <Chip key={id} id={id} />
                      ))}
                      {found.length > 3 && <small>and {found.length - 3} more</small>}
                    </span>
                  );
                })}
                {ids('consistent').length + ids('inconsistent').length === 0 && (
                  <small>no finding speaks of it</small>
                )}
              </span>
            </li>
          );
        })}
      </ul>
    </section>
  );
}
