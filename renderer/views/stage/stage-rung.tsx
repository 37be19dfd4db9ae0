import type { Rung } from '../../../shared/ladder/rung.ts';
import { Glyph, shapeOf } from '../../components/glyph.tsx';
import { levelMark } from '../../components/level-mark.ts';
import { thickness } from './geometry.ts';
import { answerOf, citesOf, type PlacedRow } from './ladder-layout.ts';

/** What an answer rests on, or what speaks against it; that its evidence changed comes first. */
function Marks({ rung }: { readonly rung: Rung }) {
  const shown = citesOf(rung).slice(0, 2);
  const fell = rung.status === 'refuted' && !rung.checkAgain;
  if (shown.length === 0 && rung.root === null && !rung.checkAgain && !fell) return null;
  return (
    <span className="stage-cites">
      {rung.root !== null && <span className="stage-root-mark">root</span>}
      {rung.checkAgain && <span className="stage-check">check again</span>}
      {fell && (shown.length > 0 ? 'against' : 'by the room')}
      {!rung.checkAgain &&
        shown.map((id) => (
          <span key={id} className={id.startsWith('S') ? 'stage-chip said' : 'stage-chip'}>
            {id}
          </span>
        ))}
    </span>
  );
}

/** Question and answer that stand on their rung; both wrap, neither is left out. */
function RungText({ rung, placed }: { readonly rung: Rung; readonly placed: PlacedRow }) {
  const { y, left, width, size, oneLine } = placed;
  const answer = answerOf(rung);
  return (
    <div className="stage-rung" style={{ left, width, bottom: 1080 - y + thickness(y) / 2 + 3 }}>
      <div className="stage-question">{rung.question}</div>
      <div
        className={`stage-answer ${rung.status}${oneLine ? '' : ' wrapped'}`}
        style={{ fontSize: size, lineHeight: oneLine ? undefined : '38px' }}
      >
        <Glyph shape={shapeOf(rung.status)} size={Math.round(size * 0.86)} />
        {rung.status === 'refuted' ? <s>{answer}</s> : <span>{answer}</span>}
        <Marks rung={rung} />
      </div>
    </div>
  );
}

/** Older levels in one row: their answers, in a line or two. */
function FoldedText({ rungs, placed }: { readonly rungs: readonly Rung[]; readonly placed: PlacedRow }) {
  const { y, left, width, size, oneLine, text } = placed;
  const levels = rungs.map(levelMark);
  return (
    <div className="stage-rung" style={{ left: left + 16, width: width - 16, bottom: 1080 - y + 18 }}>
      {oneLine && (
        <div className="stage-question">
          Levels {levels[0]} to {levels.at(-1)}
        </div>
      )}
      <div
        className={`stage-answer${oneLine ? '' : ' wrapped'}`}
        style={{ fontSize: size, lineHeight: oneLine ? undefined : '38px' }}
      >
        <Glyph shape={rungs.every((rung) => rung.status === 'supported') ? 'holds' : 'open'} size={28} />
        <span>{text}</span>
      </div>
    </div>
  );
}

/** The text of a row of the ladder. */
export function StageRung({ placed }: { readonly placed: PlacedRow }) {
  return placed.row.kind === 'rung' ? (
    <RungText rung={placed.row.rung} placed={placed} />
  ) : (
    <FoldedText rungs={placed.row.rungs} placed={placed} />
  );
}
