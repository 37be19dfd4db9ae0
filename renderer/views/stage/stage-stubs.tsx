import type { Rung } from '../../../shared/ladder/rung.ts';
import type { SessionState } from '../../../shared/session/state.ts';
import { measure } from '../../components/fit-text.ts';
import { rightRail } from './geometry.ts';
import { citesOf, stubLines } from './ladder-layout.ts';

const LINE = 36;
const STEP = 46;
/** Below a rung what is said of its stubs may still take a line. */
const BELOW = 60;

/** A rejected or rival answer with its place: `at` is the middle of its first line. Stage px. */
interface PlacedStub {
  readonly rival: Rung;
  readonly at: number;
  readonly x: number;
  readonly width: number;
  readonly lines: number;
}

/** At most two stubs a rung, fewer when their text needs the room; the rest are counted. */
function placeStubs(
  rivals: readonly Rung[],
  y: number,
  above: number,
  closed: boolean,
): { readonly shown: readonly PlacedStub[]; readonly more: number; readonly end: number } {
  // Where levels were closed with the rung, this is said beside it; the one stub stands above that.
  const floor = closed ? y - STEP : y;
  const bottom = floor + 22;
  const room = (count: number) => (count < rivals.length ? STEP : 0);
  for (let count = Math.min(2, rivals.length); count >= 1; count -= 1) {
    if (closed && count > 1) continue;
    const shown: PlacedStub[] = [];
    let at = 0;
    for (const rival of rivals.slice(0, count)) {
      const x = rightRail(y - STEP) + 76;
      const { lines, width } = stubLines(rival.answer ?? '', x);
      shown.push({ rival, at, x, width, lines });
      at += lines === 1 ? STEP : lines * LINE + 10;
    }
    const height = at + room(count);
    const top = above + (above > 110 ? BELOW : 24);
    if (count > 1 && top + height - STEP > bottom) continue;
    const first = Math.min(floor - 2, Math.max(top, floor - height + STEP - 2));
    return {
      shown: shown.map((one) => {
        const place = first + one.at;
        const x = rightRail(place) + 76;
        return { ...one, at: place, x, width: 1856 - x };
      }),
      more: rivals.length - count,
      end: first + at,
    };
  }
  return { shown: [], more: rivals.length, end: y };
}

/** What speaks against a rival, in the few words of the finding that refuted it. */
function against(state: SessionState, rival: Rung): string {
  const [cite] = citesOf(rival);
  const finding = state.findings.find((candidate) => candidate.id === cite);
  if (finding) return finding.measure;
  return rival.status === 'refuted' ? 'by the room' : 'no data';
}

/** Rejected and rival answers as stubs off the right rail of the rung at `y`; `above` is the rung before it. */
export function StageStubs({
  state,
  rivals,
  y,
  above,
  closedBelow,
}: {
  readonly state: SessionState;
  readonly rivals: readonly Rung[];
  readonly y: number;
  readonly above: number;
  readonly closedBelow: number;
}) {
  const { shown, more, end } = placeStubs(rivals, y, above, closedBelow > 0);
  return (
    <>
      <svg className="shaft" width={1920} height={1080} viewBox="0 0 1920 1080" aria-hidden="true">
        {shown.map(({ rival, at }) => {
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
        {closedBelow > 0 && (
          <g fill="none" strokeLinecap="round" strokeWidth={4}>
            <path
              d={`M${rightRail(y)} ${y}H${rightRail(y) + 34}`}
              stroke="var(--edge)"
              strokeDasharray="9 8"
            />
            <path d={`M${rightRail(y) + 38} ${y - 11}l22 22m0 -22l-22 22`} stroke="var(--ink-2)" />
          </g>
        )}
      </svg>
      {shown.map(({ rival, at, x, width, lines }) => {
        const whole = rival.answer ?? '';
        const detail = against(state, rival);
        const hasRoom = (name: string) =>
          lines === 1 && detail !== '' && measure(`${name}   ${detail}`, 32, 500) + 20 < width;
        // What speaks against it says more than that its runs are meant.
        const bare = whole.replace(/: its [a-z ]+$/, '');
        const text = !hasRoom(whole) && hasRoom(bare) ? bare : whole;
        const roomForDetail = hasRoom(text);
        return (
          <div
            key={rival.id}
            className="stage-stub"
            style={{
              left: x,
              top: at - 20,
              width,
              ...(lines > 1 ? { whiteSpace: 'normal', lineHeight: `${LINE}px`, top: at - 18 } : {}),
            }}
          >
            <b>{rival.status === 'refuted' ? <s>{text}</s> : text}</b>
            {roomForDetail && detail}
          </div>
        );
      })}
      {more > 0 && (
        <div className="stage-stub" style={{ left: rightRail(end) + 76, top: end - 20 }}>
          and {more} more
        </div>
      )}
      {closedBelow > 0 && (
        <div className="stage-stub" style={{ left: rightRail(y) + 76, top: y - 20 }}>
          <b>{closedBelow === 1 ? 'One level closed with it' : `${closedBelow} rungs closed with it`}</b>
        </div>
      )}
    </>
  );
}
