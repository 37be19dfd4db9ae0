import type { Rung, RungStatus } from '../../../shared/ladder/rung.ts';
import type { SessionState } from '../../../shared/session/state.ts';
import { Glyph, shapeOf } from '../../components/glyph.tsx';
import { levelMark } from '../../components/level-mark.ts';
import { ChartFoot } from './chart-foot.tsx';
import { CURRENT_Y, leftRail, railPath, rightRail, thickness } from './geometry.ts';
import { layoutCurrent, layoutRows, type PlacedRow } from './ladder-layout.ts';
import { ladderRows } from './ladder-rows.ts';
import { StageRung } from './stage-rung.tsx';
import { StageStubs } from './stage-stubs.tsx';

function colour(rung: Rung): string {
  if (rung.status === 'supported') return 'var(--ok)';
  if (rung.status === 'refuted') return 'var(--edge)';
  return 'var(--open)';
}

/** Several old rungs as strands, with the pill of their levels. */
function FoldedLines({ rungs, y }: { readonly rungs: readonly Rung[]; readonly y: number }) {
  const left = leftRail(y);
  const width = rightRail(y) - left;
  const [from, to] = [rungs[0], rungs.at(-1)].map((rung) => (rung ? levelMark(rung) : ''));
  return (
    <g>
      {rungs.slice(0, 4).map((rung, strand) => (
        <rect key={rung.id} x={left} width={width} y={y - 2 - strand * 5} height={2.2} fill={colour(rung)} />
      ))}
      <rect className="node" x={left - 44} y={y - 24} width={88} height={48} rx={24} />
      <text x={left} y={y + 11} fontSize={32}>
        {from === to ? from : `${from}–${to}`}
      </text>
    </g>
  );
}

/** A rung with its node; a refuted one of the main path is broken and its node dashed. */
function RungLine({ rung, y }: { readonly rung: Rung; readonly y: number }) {
  const t = thickness(y);
  const left = leftRail(y);
  const width = rightRail(y) - left;
  const broken = rung.status === 'refuted';
  const at = left + width * 0.72;
  return (
    <g>
      {broken ? (
        <>
          <rect x={left} width={width * 0.72 - 30} y={y - t / 2} height={t} fill="var(--edge)" />
          <path
            d={`M${at - 13} ${y - 13}l26 26m0 -26l-26 26`}
            stroke="var(--ink-2)"
            strokeWidth={5}
            fill="none"
            strokeLinecap="round"
          />
          <rect x={at + 30} width={width * 0.28 - 30} y={y - t / 2} height={t} fill="var(--edge)" />
        </>
      ) : (
        <rect x={left} width={width} y={y - t / 2} height={t} fill={colour(rung)} />
      )}
      <circle className={broken ? 'node out' : 'node'} cx={left} cy={y} r={24} />
      <text x={left} y={y + 11.5} fontSize={32}>
        {levelMark(rung)}
      </text>
    </g>
  );
}

/** The dashed rung of the question being asked; a question beside the ladder is no level. */
function CurrentLine({ rung }: { readonly rung: Rung }) {
  const left = leftRail(CURRENT_Y);
  return (
    <>
      <path
        d={`M${left} ${CURRENT_Y}H${rightRail(CURRENT_Y)}`}
        stroke="var(--ink)"
        strokeWidth={10}
        strokeDasharray="26 16"
      />
      <circle className="node now" cx={left} cy={CURRENT_Y} r={31} />
      <text className="now" x={left} y={CURRENT_Y + 14} fontSize={40}>
        {levelMark(rung)}
      </text>
    </>
  );
}

const LEGEND: readonly RungStatus[] = ['supported', 'asserted', 'refuted'];

function Legend({ rungs }: { readonly rungs: readonly Rung[] }) {
  const statuses = new Set(rungs.map((rung) => rung.status));
  const shown = LEGEND.filter((status) => statuses.has(status));
  if (shown.length === 0) return null;
  return (
    <div className="stage-legend">
      {shown.map((status) => (
        <span key={status}>
          <Glyph shape={shapeOf(status)} size={28} /> {status}
        </span>
      ))}
    </div>
  );
}

function line({ row, y }: PlacedRow) {
  return row.kind === 'folded' ? (
    <FoldedLines key="folded" rungs={row.rungs} y={y} />
  ) : (
    <RungLine key={row.rung.id} rung={row.rung} y={y} />
  );
}

/** The ladder as a descent: older rungs recede, the question being asked is nearest and largest. */
export function LadderStage({ state }: { readonly state: SessionState }) {
  const rows = ladderRows(state);
  const current = state.rungs.find((rung) => rung.id === state.current) ?? null;
  const question = current === null ? null : layoutCurrent(current.question, rows.length);
  const placed = layoutRows(rows, question);
  const lowest = current ? CURRENT_Y : (placed.at(-1)?.y ?? CURRENT_Y);
  return (
    <>
      <svg className="shaft" width={1920} height={1080} viewBox="0 0 1920 1080" aria-hidden="true">
        <path className="rail" d={railPath(leftRail, 106, lowest)} />
        <path className="rail" d={railPath(rightRail, 106, lowest)} />
        {current &&
          [758, 776].map((y) => (
            <g key={y} className="rail faint">
              <path d={railPath(leftRail, y, y + 9)} />
              <path d={railPath(rightRail, y, y + 9)} />
            </g>
          ))}
        {placed.map(line)}
        {current && <CurrentLine rung={current} />}
      </svg>
      {placed.map((one, index) => (
        <div key={one.row.kind === 'rung' ? one.row.rung.id : 'folded'}>
          <StageRung placed={one} />
          {one.row.kind === 'rung' && (
            <StageStubs
              state={state}
              rivals={one.row.rivals}
              y={one.y}
              above={placed[index - 1]?.y ?? 106}
              closedBelow={one.row.closedBelow}
            />
          )}
        </div>
      ))}
      {current && question && (
        <div
          key={current.id}
          className="stage-now descend"
          style={{
            left: leftRail(CURRENT_Y) + 54,
            width: question.width,
            bottom: 1080 - CURRENT_Y + 24,
            fontSize: question.size,
            lineHeight: 1.14,
          }}
        >
          {current.question}
        </div>
      )}
      {!current && rows.length === 0 && (
        <p className="stage-waiting">
          {state.findings.length === 0
            ? 'The evidence is being brought in.'
            : 'The first question comes next.'}
        </p>
      )}
      <Legend rungs={state.rungs} />
      <ChartFoot state={state} />
    </>
  );
}
