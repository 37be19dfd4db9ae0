import type { Rung } from '../../../shared/ladder/rung.ts';
import type { SessionState } from '../../../shared/session/state.ts';
import { STAGE_SMALL } from '../../charts/scale.ts';
import { TimelineChart } from '../../charts/timeline-chart.tsx';
import { Glyph, shapeOf } from '../../components/glyph.tsx';
import { fitLine, lineCount, measure } from './fit-text.ts';
import { CURRENT_Y, leftRail, RUNG_Y, railPath, rightRail, thickness } from './geometry.ts';
import { type LadderRow, ladderRows } from './ladder-rows.ts';

/** Answers grow towards the question that is being asked, px. */
const ANSWER_SIZE: readonly number[] = [34, 36, 38, 40];

function colour(rung: Rung): string {
  if (rung.status === 'supported') return 'var(--ok)';
  if (rung.status === 'refuted') return 'var(--edge)';
  return 'var(--open)';
}

function Cites({ rung }: { readonly rung: Rung }) {
  const ids =
    rung.status === 'refuted' && rung.refutedBy !== null
      ? [rung.refutedBy]
      : rung.cites.map((cite) => cite.id);
  const shown = ids.slice(0, 2);
  if (shown.length === 0) return null;
  return (
    <span className="stage-cites">
      {rung.status === 'refuted' && 'against'}
      {shown.map((id) => (
        <span key={id} className={id.startsWith('S') ? 'stage-chip said' : 'stage-chip'}>
          {id}
        </span>
      ))}
    </span>
  );
}

function citesWidth(rung: Rung): number {
  const count = Math.min(2, rung.cites.length);
  return count === 0 ? 0 : 30 + count * 84 + (rung.status === 'refuted' ? 120 : 0);
}

/** Question and answer that stand on their rung; an answer too long for one line takes the question's line too. */
function RungText({ rung, y, size }: { readonly rung: Rung; readonly y: number; readonly size: number }) {
  const left = leftRail(y) + 44;
  // The text stands above its rung, where the rails are closer together.
  const width = rightRail(y - 84) - left - 22;
  const answer = rung.answer ?? '';
  const room = width - size - 14 - citesWidth(rung);
  const fitted = fitLine(
    answer,
    room,
    [size, 36, 34, 32].filter((candidate) => candidate <= size),
  );
  const question = fitLine(rung.question, width, [32], 430) !== null;
  return (
    <div className="stage-rung" style={{ left, width, bottom: 1080 - y + thickness(y) / 2 + 3 }}>
      {fitted !== null && question && <div className="stage-question">{rung.question}</div>}
      <div
        className={`stage-answer ${rung.status}${fitted === null ? ' two-lines' : ''}`}
        style={{ fontSize: fitted ?? 32, lineHeight: fitted === null ? '38px' : undefined }}
      >
        <Glyph shape={shapeOf(rung.status)} size={Math.round((fitted ?? 32) * 0.86)} />
        {rung.status === 'refuted' ? <s>{answer}</s> : <span>{answer}</span>}
        <Cites rung={rung} />
      </div>
    </div>
  );
}

/** What speaks against a rival, in the few words of the finding that refuted it. */
function against(state: SessionState, rival: Rung): string {
  const cite = rival.refutedBy ?? rival.cites[0]?.id ?? null;
  const finding = state.findings.find((candidate) => candidate.id === cite);
  if (finding) return finding.measure;
  return rival.status === 'refuted' ? '' : 'no data';
}

/** Rejected and rival answers as stubs off the right rail: two lines a rung, so that no row meets the next. */
function Stubs({
  state,
  rivals,
  y,
  closedBelow,
}: {
  readonly state: SessionState;
  readonly rivals: readonly Rung[];
  readonly y: number;
  readonly closedBelow: number;
}) {
  const shown = rivals.slice(0, closedBelow > 0 || rivals.length > 2 ? 1 : 2);
  const more = rivals.length - shown.length;
  const first = y - (rivals.length > 1 ? 46 : 2);
  return (
    <>
      {shown.map((rival, index) => {
        const at = first + index * 46;
        const x = rightRail(at) + 76;
        const text = rival.answer ?? '';
        const size = fitLine(text, 1856 - x, [32], 500);
        const detail = against(state, rival);
        const roomForDetail = detail !== '' && measure(`${text}   ${detail}`, 32, 480) < 1856 - x;
        return (
          <div
            key={rival.id}
            className="stage-stub"
            style={{
              left: x,
              top: at - 20,
              maxWidth: 1856 - x,
              ...(size === null ? { whiteSpace: 'normal', lineHeight: '36px', top: at - 36 } : {}),
            }}
          >
            <b>{rival.status === 'refuted' ? <s>{text}</s> : text}</b>
            {roomForDetail && detail}
          </div>
        );
      })}
      {closedBelow > 0 && (
        <div className="stage-stub" style={{ left: rightRail(y) + 76, top: y - 20 }}>
          <b>{closedBelow === 1 ? 'One level closed with it' : `${closedBelow} rungs closed with it`}</b>
        </div>
      )}
      {more > 0 && (
        <div
          className="stage-stub"
          style={{ left: rightRail(first) + 112, top: first + shown.length * 46 - 20 }}
        >
          and {more} more
        </div>
      )}
    </>
  );
}

function StubMarks({ rivals, y }: { readonly rivals: readonly Rung[]; readonly y: number }) {
  const shown = rivals.slice(0, rivals.length > 2 ? 1 : 2);
  const first = y - (rivals.length > 1 ? 46 : 2);
  return (
    <>
      {shown.map((rival, index) => {
        const at = first + index * 46;
        const x = rightRail(at);
        return (
          <g key={rival.id} fill="none" strokeLinecap="round" strokeWidth={4}>
            <path d={`M${x} ${at}H${x + 34}`} stroke="var(--edge)" />
            {rival.status === 'refuted' ? (
              <path d={`M${x + 38} ${at - 11}l22 22m0 -22l-22 22`} stroke="var(--ink-2)" />
            ) : (
              <path
                d={`M${x + 48} ${at - 14}l14 14l-14 14l-14 -14Z`}
                stroke={rival.status === 'supported' ? 'var(--ok)' : 'var(--open)'}
                fill="var(--canvas)"
              />
            )}
          </g>
        );
      })}
    </>
  );
}

function Row({
  state,
  row,
  y,
  size,
}: {
  readonly state: SessionState;
  readonly row: LadderRow;
  readonly y: number;
  readonly size: number;
}) {
  if (row.kind === 'rung') {
    return (
      <>
        <RungText rung={row.rung} y={y} size={size} />
        <Stubs state={state} rivals={row.rivals} y={y} closedBelow={row.closedBelow} />
      </>
    );
  }
  const left = leftRail(y) + 60;
  const width = rightRail(y) - left - 26;
  const levels = row.rungs.map((rung) => rung.level);
  const text = row.rungs.map((rung) => rung.answer ?? '').join(' › ');
  const size32 = fitLine(text, width - 46, [34, 32]);
  const last = row.rungs.at(-1)?.answer ?? '';
  return (
    <div className="stage-rung" style={{ left, width, bottom: 1080 - y + 14 }}>
      <div className="stage-question">
        Levels {levels[0]} to {levels.at(-1)}
      </div>
      <div className="stage-answer" style={{ fontSize: size32 ?? 32 }}>
        <Glyph shape={row.rungs.every((rung) => rung.status === 'supported') ? 'holds' : 'open'} size={28} />
        <span>{size32 === null ? last : text}</span>
      </div>
    </div>
  );
}

/** The ladder as a descent: older rungs recede, the question being asked is nearest and largest. */
export function LadderStage({ state }: { readonly state: SessionState }) {
  const rows = ladderRows(state);
  const current = state.rungs.find((rung) => rung.id === state.current) ?? null;
  const place = (index: number) => RUNG_Y[index] ?? 532;
  const lowest = current ? CURRENT_Y : place(Math.max(0, rows.length - 1));
  const question = current?.question ?? '';
  const questionWidth = 1430;
  const questionSize = lineCount(question, questionWidth, 64, 640) <= (rows.length > 3 ? 2 : 3) ? 64 : 56;
  const statuses = new Set(state.rungs.map((rung) => rung.status));
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
        {rows.map((row, index) => {
          const y = place(index);
          const t = thickness(y);
          const left = leftRail(y);
          const right = rightRail(y);
          if (row.kind === 'folded') {
            const from = row.rungs[0]?.level ?? 1;
            const to = row.rungs.at(-1)?.level ?? from;
            return (
              <g key="folded">
                {row.rungs.slice(0, 4).map((rung, strand) => (
                  <rect
                    key={rung.id}
                    x={left}
                    width={right - left}
                    y={y - 2 - strand * 5}
                    height={2.2}
                    fill={colour(rung)}
                  />
                ))}
                <rect className="node" x={left - 44} y={y - 24} width={88} height={48} rx={24} />
                <text x={left} y={y + 11} fontSize={32}>{`${from}–${to}`}</text>
              </g>
            );
          }
          const broken = row.rung.status === 'refuted';
          return (
            <g key={row.rung.id}>
              {broken ? (
                <>
                  <rect
                    x={left}
                    width={(right - left) * 0.72 - 30}
                    y={y - t / 2}
                    height={t}
                    fill="var(--edge)"
                  />
                  <path
                    d={`M${left + (right - left) * 0.72 - 13} ${y - 13}l26 26m0 -26l-26 26`}
                    stroke="var(--ink-2)"
                    strokeWidth={5}
                    fill="none"
                    strokeLinecap="round"
                  />
                  <rect
                    x={left + (right - left) * 0.72 + 30}
                    width={(right - left) * 0.28 - 30}
                    y={y - t / 2}
                    height={t}
                    fill="var(--edge)"
                  />
                </>
              ) : (
                <rect x={left} width={right - left} y={y - t / 2} height={t} fill={colour(row.rung)} />
              )}
              <circle className={broken ? 'node out' : 'node'} cx={left} cy={y} r={24} />
              <text x={left} y={y + 11.5} fontSize={32}>
                {row.rung.level}
              </text>
              <StubMarks rivals={row.rivals} y={y} />
            </g>
          );
        })}
        {current && (
          <>
            <path
              d={`M${leftRail(CURRENT_Y)} ${CURRENT_Y}H${rightRail(CURRENT_Y)}`}
              stroke="var(--ink)"
              strokeWidth={10}
              strokeDasharray="26 16"
            />
            <circle className="node now" cx={leftRail(CURRENT_Y)} cy={CURRENT_Y} r={31} />
            <text className="now" x={leftRail(CURRENT_Y)} y={CURRENT_Y + 14} fontSize={40}>
              {current.level}
            </text>
          </>
        )}
      </svg>
      {rows.map((row, index) => (
        <Row
          key={row.kind === 'rung' ? row.rung.id : 'folded'}
          state={state}
          row={row}
          y={place(index)}
          size={ANSWER_SIZE[index] ?? 40}
        />
      ))}
      {current && (
        <div
          key={current.id}
          className="stage-now descend"
          style={{
            left: leftRail(CURRENT_Y) + 54,
            width: questionWidth,
            bottom: 1080 - CURRENT_Y + 24,
            fontSize: questionSize,
            lineHeight: 1.14,
          }}
        >
          {question}
        </div>
      )}
      {!current && rows.length === 0 && (
        <p className="stage-waiting">
          {state.findings.length === 0
            ? 'The evidence is being brought in.'
            : 'The first question comes next.'}
        </p>
      )}
      {statuses.size > 0 && (
        <div className="stage-legend">
          {statuses.has('supported') && (
            <span>
              <Glyph shape="holds" size={28} /> supported
            </span>
          )}
          {statuses.has('asserted') && (
            <span>
              <Glyph shape="open" size={28} /> asserted
            </span>
          )}
          {statuses.has('refuted') && (
            <span>
              <Glyph shape="against" size={28} /> refuted
            </span>
          )}
        </div>
      )}
      {state.result && (
        <div className="stage-chart" style={{ top: 806 }}>
          <TimelineChart timeline={state.result.timeline} width={1792} scale={STAGE_SMALL} />
        </div>
      )}
    </>
  );
}
