import type { ReplayOutcome } from '../../../shared/analyses/analysis-result.ts';
import { undecidedSentences } from '../../../shared/analyses/close-behind.ts';
import { isKind, type NumberedFinding } from '../../../shared/analyses/finding.ts';
import { replayOfRoots } from '../../../shared/ladder/replay.ts';
import type { Rung } from '../../../shared/ladder/rung.ts';
import { nextSteps } from '../../../shared/report/next-steps.ts';
import type { SessionState } from '../../../shared/session/state.ts';
import { verdictOn } from '../../charts/decided-cause.ts';
import { bringShort } from '../../components/bring.ts';
import { lineCount } from '../../components/fit-text.ts';
import { oneTo } from '../../components/one-to.ts';
import { subsetName } from '../finish/subset-name.ts';
import { ChartFoot } from './chart-foot.tsx';
import { standingPath } from './ladder-rows.ts';
import { standsOut } from './stands-out.ts';

/** Open questions that a summary without roots has room for. */
const SHOWN_OPEN = 2;
/** Lines below the heading, so that they end above the chart. */
const MOST_LINES = 8;
/** Their answers say that it follows something, not what. */
const FIRST_MOVES: readonly string[] = ['frame', 'pattern'];

const openWords = ({ bring, question }: Rung): string =>
  bring === null ? `Still open: ${question}` : `To bring: ${bringShort(bring)}`;

/** Windows that remain (solid) out of those there were (dashed), at most twelve drawn. */
function Pips({ outcome, of }: { readonly outcome: ReplayOutcome; readonly of: number }) {
  const remain = outcome.windows.length;
  const total = Math.max(remain, of);
  return (
    <span className="pips">
      {total <= 8 && oneTo(total).map((n) => <i key={n} className={n <= remain ? 'on' : undefined} />)}
      <b>{remain === 0 ? 'none' : remain}</b>
    </span>
  );
}

/** A check that was made: "Passed: Pause x for its next run; no failure followed." */
function Seen({
  check: { status, test, result },
}: {
  readonly check: SessionState['verifications'][number];
}) {
  return (
    <>
      <b>{status === 'passed' ? 'Passed:' : 'Failed:'}</b> {test}
      {result === '' ? '.' : `; ${result}.`}
    </>
  );
}

/** How far the evidence goes where it reaches no root: what brings the failures and how, or what is likeliest so far. */
function asFar(state: SessionState, reached: string | null): readonly string[] {
  const verdict = verdictOn(state);
  const open = verdict === null ? [] : undecidedSentences(verdict);
  const trace = standsOut(state);
  if (open.length > 0) return [open.join(' '), ...(trace === null ? [] : [trace])];
  const answer = reached === null ? [] : [`${reached.replace(/\.$/, '')}.`];
  const named = verdict?.candidates.find(({ id }) => id === verdict.cause);
  if (!named) return answer.map((said) => `As far as the evidence goes: ${said}`);
  const [meets = ''] = named.reason.split(/[;.](?:\s|$)/);
  const brings = `What brings the failures: ${named.label}. ${meets}.`;
  return [brings, ...(reached?.includes(named.label) ? [] : answer)];
}

/** Rule-outs that a summary without roots has room for. */
const SHOWN_OUT = 3;

/** What is ruled out and by what: the load and what fills up first, which rooms suspect first. */
function ruledOut(state: SessionState): readonly NumberedFinding[] {
  const rank = ({ data }: NumberedFinding): number =>
    data.kind !== 'rule-out'
      ? 3
      : data.candidateKind === 'traffic'
        ? 0
        : data.candidateKind === 'accumulation'
          ? 1
          : 2;
  return state.findings
    .filter((one) => !one.withdrawn && isKind(one, 'rule-out') && one.verdict === 'ruled-out')
    .toSorted((a, b) => rank(a) - rank(b))
    .slice(0, SHOWN_OUT);
}

/** The roots, what comes next, what would remain under every set of fixes. No confidence: that is for the console. */
export function SummaryStage({ state }: { readonly state: SessionState }) {
  const roots = state.rungs.filter((rung) => rung.root !== null && rung.status !== 'refuted');
  const open = state.rungs.filter((rung) => rung.status === 'open' || rung.status === 'parked');
  const prevention = replayOfRoots(state);
  const steps = nextSteps(state).slice(0, 4);
  const growths = [...new Set((prevention?.outcomes ?? []).map((outcome) => outcome.growth))].slice(0, 2);
  const subsets = [
    ...new Map(
      (prevention?.outcomes ?? []).map((outcome) => [outcome.interventions.join('+'), outcome.interventions]),
    ).values(),
  ].slice(0, 4);
  // Where there is no step yet, what would settle it.
  const checks =
    steps.length > 0 ? [] : state.verifications.filter((one) => one.status === 'pending').slice(0, 3);
  const reached = standingPath(state).findLast((rung) => rung.status === 'supported');
  // Without fixes to replay, what happened is all that there is to see.
  const charted = roots.length === 0 && !(prevention && prevention.interventions.length > 0);
  const out = ruledOut(state);
  // That it follows something says less than what it follows.
  const how = reached && !FIRST_MOVES.includes(reached.move) ? reached.answer : null;
  const far = roots.length > 0 ? [] : asFar(state, how);
  const lines = (texts: readonly string[]) =>
    texts.reduce((sum, one) => sum + lineCount(one, 900, 34, 430), 0);
  const asked = open
    .slice(0, SHOWN_OPEN)
    .filter((_, i, all) => i === 0 || lines([...far, ...all.slice(0, i + 1).map(openWords)]) <= MOST_LINES);
  // The line below the replay has room for one check that was made.
  const seen = state.verifications.filter((check) => check.status !== 'pending').slice(-1);
  const place = (index: number) =>
    roots.length === 1 ? 480 : roots.length === 2 ? 400 + index * 280 : 300 + index * 200;
  return (
    <>
      <svg className="shaft" width={1920} height={1080} viewBox="0 0 1920 1080" aria-hidden="true">
        <path className="rail" d="M149 106L152 106L101 720L91 720Z" />
        <path className="rail" d="M1090 106L1093 106L1192 720L1182 720Z" />
        {roots.slice(0, 3).map((root, index) => {
          const y = place(index);
          const left = 126 - (y - 390) * 0.08;
          return (
            <g key={root.id}>
              <rect
                x={left}
                width={1140 + (y - 390) * 0.16 - left}
                y={y - 4}
                height={8}
                fill={root.status === 'supported' ? 'var(--ok)' : 'var(--open)'}
              />
              <circle className="node" cx={left} cy={y} r={28} />
              <text x={left} y={y + 12} fontSize={34}>
                {index + 1}
              </text>
            </g>
          );
        })}
      </svg>
      {roots.slice(0, 3).map((root, index) => {
        const y = place(index);
        const text = root.answer ?? '';
        const size =
          [48, 44, 40, 36].find(
            (candidate) => lineCount(text, 930, candidate, 640) <= (roots.length > 2 ? 1 : 2),
          ) ?? 34;
        return (
          <div key={root.id} className="stage-root" style={{ left: 176, width: 940, bottom: 1080 - y + 16 }}>
            <b style={{ fontSize: size, lineHeight: 1.16 }}>{text}</b>
            {root.root?.action && <span style={{ fontSize: 32 }}>{root.root.action}</span>}
          </div>
        );
      })}
      {roots.length === 0 && (
        <div className="stage-root" style={{ left: 176, width: 900, top: 260 }}>
          <b style={{ fontSize: 48, lineHeight: 1.16 }}>No root cause is supported by this evidence.</b>
          {far.map((said) => (
            <span key={said}>{said}</span>
          ))}
          {asked.map((rung) => (
            <span key={rung.id}>{openWords(rung)}</span>
          ))}
          {(charted ? seen : []).map((check) => (
            <span key={check.test}>
              <Seen check={check} />
            </span>
          ))}
        </div>
      )}
      {charted && <ChartFoot state={state} />}
      <div className="stage-next">
        {charted && out.length > 0 && (
          <>
            <h2>Ruled out</h2>
            <ul>
              {out.map((one) => (
                <li key={one.id}>
                  <span style={{ fontSize: 32 }}>{one.statement}</span>
                </li>
              ))}
            </ul>
          </>
        )}
        {steps.length > 0 ? <h2>Next</h2> : checks.length > 0 && <h2>To check</h2>}
        <ul>
          {checks.map((check) => (
            <li key={check.test}>
              <b style={{ fontSize: 34 }}>{check.test}</b>
            </li>
          ))}
          {steps.map((step) => (
            <li key={step.action}>
              <b style={{ fontSize: lineCount(step.action, 600, 34) > 2 ? 32 : 34 }}>{step.action}</b>
              <span>
                {step.horizon === 'immediate' ? 'today' : 'long term'}, {step.owner ?? 'owner open'}
              </span>
            </li>
          ))}
        </ul>
      </div>
      {prevention && prevention.interventions.length > 0 && subsets.length > 0 && (
        <div className="stage-replay" style={{ top: 788 }}>
          <table>
            <thead>
              <tr>
                <th scope="col" style={{ width: 470 }}>
                  Windows that would remain
                </th>
                {subsets.map((subset) => (
                  <th scope="col" key={subset.join('+')}>
                    {subsetName(prevention.interventions, subset)}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {growths.map((growth) => (
                <tr key={growth}>
                  <td>{growth === 1 ? 'today' : growth === 2 ? 'doubled again' : `${growth} times today`}</td>
                  {subsets.map((subset) => {
                    const outcome = prevention.outcomes.find(
                      (one) => one.growth === growth && one.interventions.join('+') === subset.join('+'),
                    );
                    const most = Math.max(
                      ...prevention.outcomes
                        .filter((one) => one.growth === growth)
                        .map((one) => one.windows.length),
                    );
                    return <td key={subset.join('+')}>{outcome && <Pips outcome={outcome} of={most} />}</td>;
                  })}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      <div className="stage-lead" style={{ top: 968 }}>
        {prevention && prevention.interventions.length > 0 && (
          <div>
            <b>Follows</b> from the evidence; it will have <b>passed</b> when a run after the change ends
            without a failure.
          </div>
        )}
        {(charted ? [] : seen).map((check) => (
          <div key={check.test}>
            <Seen check={check} />
          </div>
        ))}
        {open.length > 0 && seen.length === 0 && !charted && (
          <div>Still open: {open.length === 1 ? 'one question' : `${open.length} questions`}.</div>
        )}
      </div>
    </>
  );
}
