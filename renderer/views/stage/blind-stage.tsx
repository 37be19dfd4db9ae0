import { clock, count } from '../../../shared/analyses/wording.ts';
import {
  type HypothesisMatrix,
  hypothesisMatrix,
  type MatrixCell,
} from '../../../shared/facilitation/hypothesis-matrix.ts';
import type { SessionState } from '../../../shared/session/state.ts';
import { fitLine, lineCount } from '../../components/fit-text.ts';
import { Glyph, type GlyphShape } from '../../components/glyph.tsx';
import { oneTo } from '../../components/one-to.ts';
import { cardsOf } from '../blind/missing-cards.ts';

/** Cards drawn one by one; where there are more, the last one says how many. */
const MOST_CARDS = 20;

/** While cards are written: how many, never what. Dashed is a card still missing; the next one where nobody said how many. */
export function BlindStage({ state }: { readonly state: SessionState }) {
  if (state.blind.phase !== 'writing') return null;
  const { cards, missing } = cardsOf(state);
  const drawn = Math.min(cards, MOST_CARDS);
  const dashed = Math.min(missing ?? 1, MOST_CARDS - drawn);
  const small = cards + dashed > 14 ? ' small' : '';
  const hidden = cards + (missing ?? 0) - drawn - dashed;
  return (
    <>
      <div className="stage-now" style={{ left: 64, top: 246, width: 1700, fontSize: 64, lineHeight: 1.14 }}>
        What do you think is causing it?
      </div>
      <div className="stage-lead" style={{ top: 364 }}>
        <div>One cause each, in your own words, as you see it now.</div>
        <div>Cards stay hidden until the reveal. No names are kept.</div>
      </div>
      <div className={`stage-cards${small}`}>
        {oneTo(drawn).map((n) => (
          <div className="stage-card" key={n}>
            {n}
            <span>in</span>
          </div>
        ))}
        {oneTo(dashed).map((n) => (
          <div className="stage-card missing" key={drawn + n}>
            {drawn + n}
          </div>
        ))}
        {hidden > 0 && (
          <div className={cards > drawn ? 'stage-card' : 'stage-card missing'}>and {hidden} more</div>
        )}
      </div>
      <div className="stage-lead" style={{ top: 976 }}>
        {missing === 0 ? (
          <b>All {cards} cards are in.</b>
        ) : (
          <>
            <b>Reveal at {clock(state.blind.revealAt, state.facts?.zone ?? 'UTC')}</b>, or when{' '}
            {missing === null ? 'every card is in' : `all ${cards + missing} are in`}.
          </>
        )}
      </div>
    </>
  );
}

const SHAPE: Readonly<Record<MatrixCell, GlyphShape>> = {
  consistent: 'fits',
  inconsistent: 'against',
  silent: 'nothing',
};

const COLUMN_PX = 226;
const MOST_ROWS = 8;
/** Findings that fit beside the ideas. */
const MOST_COLUMNS = 5;

/** A few findings, so that each idea meets one that speaks of it where there is one; the rest are on the console. */
function tellingApart(matrix: HypothesisMatrix, most: number): HypothesisMatrix['findings'] {
  const chosen: HypothesisMatrix['findings'][number][] = [];
  const met = new Map<string, number>();
  while (chosen.length < Math.min(most, matrix.findings.length)) {
    // What an idea has met already counts for less.
    const worth = (id: string) =>
      matrix.rows.reduce(
        (sum, row) => sum + (row.cells[id] === 'silent' ? 0 : 1 / (1 + 4 * (met.get(row.label) ?? 0))),
        0,
      );
    const [next] = matrix.findings
      .filter((finding) => !chosen.includes(finding))
      .toSorted((a, b) => worth(b.id) - worth(a.id));
    if (!next) break;
    chosen.push(next);
    for (const row of matrix.rows)
      if (row.cells[next.id] !== 'silent') met.set(row.label, (met.get(row.label) ?? 0) + 1);
  }
  return matrix.findings.filter((finding) => chosen.includes(finding));
}

/** After the reveal: the ideas against the findings, fewest contradictions first. */
export function RevealStage({ state }: { readonly state: SessionState }) {
  if (state.blind.phase !== 'revealed') return null;
  const matrix = hypothesisMatrix(state, state.blind.cards, state.blind.groups);
  const columns = tellingApart(matrix, MOST_COLUMNS);
  const first = 1792 - columns.length * COLUMN_PX;
  const rows = matrix.rows.slice(0, MOST_ROWS);
  const more = matrix.rows.length - rows.length;
  const height = Math.min(108, Math.floor(640 / rows.length));
  return (
    <>
      <div className="stage-lead" style={{ top: 122 }}>
        Fewest contradictions first. Nothing is struck out yet: what would each idea have to show?
      </div>
      <table className="stage-matrix" style={{ width: 1792 }}>
        <thead>
          <tr>
            <th scope="col" style={{ width: first }}>
              What the evidence shows
            </th>
            {columns.map((finding) => (
              <th scope="col" key={finding.id} style={{ width: COLUMN_PX }}>
                {finding.title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => {
            const room = first - 176;
            const size = fitLine(row.label, room, [42, 38, 34]) ?? 32;
            const lines = size > 32 ? 1 : Math.min(2, lineCount(row.label, room, 32));
            return (
              <tr key={row.label} style={{ height }}>
                <td>
                  <div className="idea">
                    <span className="votes">
                      {row.cards <= 3 ? oneTo(row.cards).map((n) => <i key={n} />) : <b>{row.cards} ×</b>}
                    </span>
                    <span style={{ fontSize: size, lineHeight: lines > 1 ? '38px' : undefined }}>
                      {row.label}
                    </span>
                  </div>
                </td>
                {columns.map((finding) => (
                  <td key={finding.id}>
                    <Glyph shape={SHAPE[row.cells[finding.id] ?? 'silent']} size={44} />
                  </td>
                ))}
              </tr>
            );
          })}
        </tbody>
      </table>
      <div className="stage-key">
        <span>
          <Glyph shape="fits" size={34} /> fits
        </span>
        <span>
          <Glyph shape="against" size={34} /> speaks against
        </span>
        <span>
          <Glyph shape="nothing" size={34} /> says nothing
        </span>
        <span className="votes">
          <i /> one card
        </span>
        {more > 0 && <span>and {count(more, 'more idea')}</span>}
      </div>
    </>
  );
}
