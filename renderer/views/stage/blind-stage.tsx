import { hypothesisMatrix } from '../../../shared/facilitation/hypothesis-matrix.ts';
import type { SessionState } from '../../../shared/session/state.ts';
import { formatClock } from '../../charts/time-format.ts';
import { Glyph } from '../../components/glyph.tsx';
import { oneTo } from '../../components/one-to.ts';
import { fitLine } from './fit-text.ts';

/** While cards are written: how many, never what. */
export function BlindStage({ state }: { readonly state: SessionState }) {
  if (state.blind.phase !== 'writing') return null;
  const count = state.blind.cards.length + state.blind.hidden;
  return (
    <>
      <div className="stage-now" style={{ left: 64, top: 200, width: 1500, fontSize: 64, lineHeight: 1.14 }}>
        What do you think is causing it?
      </div>
      <div className="stage-lead" style={{ top: 390 }}>
        Write one idea on a card. The room sees how many, never what. Reveal at{' '}
        {formatClock(state.blind.revealAt, state.facts?.zone ?? 'UTC')}.
      </div>
      <div className="stage-cards">
        {oneTo(Math.min(count, 14)).map((n) => (
          <div className="stage-card" key={n}>
            {n}
          </div>
        ))}
        {count === 0 && <span className="stage-question">No card yet.</span>}
      </div>
    </>
  );
}

/** After the reveal: the ideas against the findings, fewest contradictions first. */
export function RevealStage({ state }: { readonly state: SessionState }) {
  if (state.blind.phase !== 'revealed') return null;
  const matrix = hypothesisMatrix(state, state.blind.cards, state.blind.groups);
  const columns = matrix.findings.slice(0, 6);
  return (
    <>
      <div className="stage-lead" style={{ top: 122 }}>
        Fewest contradictions first. What would each idea have to show?
      </div>
      <table className="stage-matrix" style={{ width: 1792 }}>
        <thead>
          <tr>
            <th scope="col">What the evidence shows</th>
            {columns.map((finding) => (
              <th scope="col" key={finding.id} style={{ width: 172, fontSize: 32, lineHeight: '36px' }}>
                {finding.id}
                <br />
                {fitLine(finding.title, 160, [32], 430) === null
                  ? finding.title.split(' ').slice(0, 2).join(' ')
                  : finding.title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {matrix.rows.slice(0, 6).map((row) => (
            <tr key={row.label}>
              <td style={{ fontSize: fitLine(row.label, 520, [42, 38, 34, 32]) ?? 32 }}>
                <span className="votes">
                  {oneTo(Math.min(row.cards, 3)).map((n) => (
                    <i key={n} />
                  ))}
                </span>
                {row.label}
              </td>
              {columns.map((finding) => {
                const cell = row.cells[finding.id] ?? 'silent';
                return (
                  <td key={finding.id}>
                    <Glyph
                      shape={cell === 'consistent' ? 'fits' : cell === 'inconsistent' ? 'against' : 'nothing'}
                      size={44}
                    />
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </>
  );
}
