import type { ReplayOutcome } from '../../../shared/analyses/analysis-result.ts';
import type { Timeline } from '../../../shared/analyses/timeline.ts';
import { MINUTE_MS } from '../../../shared/incident/time-range.ts';
import type { RootReplay } from '../../../shared/ladder/replay.ts';
import { subsetName } from './subset-name.ts';

const WIDTH = 96;
const HEIGHT = 14;

/** Windows on a time axis of their own: solid where one remains, dashed where it would be prevented. */
function Windows({
  outcome,
  before,
  timeline,
}: {
  readonly outcome: ReplayOutcome;
  readonly before: ReplayOutcome | null;
  readonly timeline: Timeline;
}) {
  const { from, to } = timeline.span;
  const x = (at: number) => Math.max(0, Math.min(1, (at - from) / (to - from))) * WIDTH;
  const bars = outcome.windows.length > 0 || !before ? outcome.windows : before.windows;
  const prevented = outcome.windows.length === 0;
  return (
    <svg width={WIDTH} height={HEIGHT} aria-hidden="true">
      {bars.map((window) => (
        <rect
          key={window.from}
          x={x(window.from) + 0.5}
          y={0.5}
          width={Math.max(3, x(window.to) - x(window.from) - 1)}
          height={HEIGHT - 1}
          fill={prevented ? 'none' : 'var(--fail)'}
          stroke={prevented ? 'var(--edge)' : 'none'}
          strokeDasharray="3 3"
        />
      ))}
    </svg>
  );
}

/** Every subset of the fixes, today and when it grows: which windows remain. The word is "follows", not "passed". */
export function ReplayTable({
  prevention,
  timeline,
}: {
  readonly prevention: RootReplay;
  readonly timeline: Timeline;
}) {
  const subsets = [
    ...new Map(
      prevention.outcomes.map((outcome) => [outcome.interventions.join('+'), outcome.interventions]),
    ).values(),
  ];
  const growths = [...new Set(prevention.outcomes.map((outcome) => outcome.growth))].slice(0, 3);
  const find = (subset: readonly string[], growth: number) =>
    prevention.outcomes.find(
      (outcome) => outcome.growth === growth && outcome.interventions.join('+') === subset.join('+'),
    ) ?? null;
  const actions = (subset: readonly string[]) =>
    subset.map((id) => prevention.interventions.find((one) => one.id === id)?.action ?? id).join(' + ');
  return (
    <div className="replay">
      <table>
        <thead>
          <tr>
            <th scope="col">With</th>
            {growths.map((growth) => (
              <th scope="col" key={growth}>
                {growth === 1 ? 'today' : `grown ${growth}×`}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {subsets.map((subset) => (
            <tr key={subset.join('+')}>
              <td>
                <b>{subsetName(prevention.interventions, subset)}</b>
                {subset.length === 1 && <small>{actions(subset)}</small>}
              </td>
              {growths.map((growth) => {
                const outcome = find(subset, growth);
                if (!outcome) return <td key={growth}>·</td>;
                return (
                  <td key={growth} title={outcome.why} style={{ whiteSpace: 'nowrap' }}>
                    {growth !== growths[2] && (
                      <Windows outcome={outcome} before={find([], growth)} timeline={timeline} />
                    )}{' '}
                    {outcome.windows.length === 0
                      ? 'none left'
                      : `${outcome.windows.length}, ${Math.round(outcome.failingMs / MINUTE_MS)} min`}
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
