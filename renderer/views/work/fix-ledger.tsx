import type { DataOf, NumberedFinding } from '../../../shared/analyses/finding.ts';
import { isKind } from '../../../shared/analyses/finding.ts';
import { calendarDay, clock, duration, durationRange } from '../../../shared/analyses/wording.ts';
import { notedIn } from '../../../shared/incident/noted-entries.ts';
import type { SessionState } from '../../../shared/session/state.ts';
import { Chip } from '../../components/chip.tsx';
import { toggleCite } from '../../desk/actions.ts';
import { useDesk } from '../../stores/desk-store.ts';
import { Folded } from './folded.tsx';

/** Recoveries that stand open. */
const MOST = 5;

/** Characters of "23 to 25 min" and the like; a longer one takes two lines. */
const LONG_RANGE = 16;

/** One recovery: what was done, when, how long it held; a press shows what the finding says. */
function Recovery({
  finding,
  data,
  name,
  zone,
  dated,
}: {
  readonly finding: NumberedFinding;
  readonly data: DataOf<'fix'>;
  readonly name: string;
  readonly zone: string;
  /** The ledger spans more than a day: times alone would not say which. */
  readonly dated: boolean;
}) {
  const selected = useDesk((desk) => desk.selectedFinding === finding.id);
  const set = useDesk((desk) => desk.set);
  const { attempt, at, until, reliefMs, dueMs, statedReliefMs } = data;
  const due = dueMs === null ? '·' : durationRange(dueMs[0], dueMs[1]);
  return (
    <>
      <tr className={selected ? 'selected' : undefined} title={finding.statement}>
        <td className={attempt === null ? 'quiet' : undefined}>
          <button
            type="button"
            aria-expanded={selected}
            onClick={() => set({ selectedFinding: selected ? null : finding.id })}
            onDoubleClick={() => toggleCite(finding.id)}
          >
            <Chip id={finding.id} /> {name}
          </button>
        </td>
        <td>
          {dated && (
            <>
              {calendarDay(at, zone)}
              <br />
            </>
          )}
          {clock(at, zone)}
        </td>
        <td>{until === null ? '·' : clock(until, zone)}</td>
        <td title={statedReliefMs === null ? undefined : `The team saw ${duration(statedReliefMs)}`}>
          {reliefMs === null ? '·' : <b>{duration(reliefMs)}</b>}
        </td>
        <td className={due.length > LONG_RANGE ? 'range' : undefined}>{due}</td>
      </tr>
      {selected && (
        <tr className="selected">
          <td colSpan={5} className="said-so">
            {finding.statement}
          </td>
        </tr>
      )}
    </>
  );
}

/** What was tried, when it was ready, how long it held, and what the clock would say. */
export function FixLedger({ state }: { readonly state: SessionState }) {
  const zone = state.facts?.zone ?? 'UTC';
  const selected = useDesk((desk) => desk.selectedFinding);
  const fixes = state.findings
    .flatMap((finding) =>
      !finding.withdrawn && isKind(finding, 'fix') ? [{ finding, data: finding.data }] : [],
    )
    .toSorted((a, b) => a.data.at - b.data.at);
  const dated = new Set(fixes.map(({ data }) => calendarDay(data.at, zone))).size > 1;
  const measured = new Set<string | null>(fixes.map(({ data }) => data.attempt));
  // What the room noted and no export covers yet.
  const unmeasured = notedIn(state).flatMap((one) =>
    one.kind === 'attempt' && !measured.has(one.entry.id) ? [one.entry] : [],
  );
  const tried = fixes.filter(({ data }) => data.attempt !== null).length + unmeasured.length;
  const name = (finding: NumberedFinding, id: string | null) => {
    // Many recoveries that nobody touched are one row, which says how many they are.
    if (id === null && finding.key === 'fixes/untouched') return finding.title;
    if (id === null && isKind(finding, 'fix') && finding.data.beside !== undefined)
      return `${finding.data.beside} (not noted as a fix)`;
    if (id === null) return 'No fix at all';
    return state.facts?.attempts.find((attempt) => attempt.id === id)?.action ?? id;
  };
  return (
    <>
      <div className="thin-rule" />
      <div className="panel-head">
        Fix ledger{' '}
        <span className="count">
          {fixes.length + unmeasured.length === 0 ? '' : `${tried === 0 ? 'none' : tried} tried`}
        </span>
        <kbd className="push">L</kbd>
      </div>
      {fixes.length === 0 && unmeasured.length === 0 ? (
        <p className="empty-note">
          What was tried, when, and how long it held. Log one with L if no file has it.
        </p>
      ) : (
        <div className="small-table">
          <table>
            <thead>
              <tr>
                <th scope="col">Fix</th>
                <th scope="col">At</th>
                <th scope="col">Ready</th>
                <th scope="col">Held</th>
                <th scope="col">Clock says</th>
              </tr>
            </thead>
            <tbody>
              <Folded
                items={fixes}
                most={MOST}
                open={fixes.slice(MOST).some(({ finding }) => finding.id === selected)}
                row={({ finding, data }) => (
                  <Recovery
                    finding={finding}
                    data={data}
                    name={name(finding, data.attempt)}
                    zone={zone}
                    dated={dated}
                  />
                )}
                wrap={(press) => (
                  <tr>
                    <td colSpan={5}>{press}</td>
                  </tr>
                )}
              />
              {unmeasured.map((attempt) => (
                <tr key={attempt.id} title={`${attempt.id}, as it was told`}>
                  <td>{attempt.action}</td>
                  <td>{attempt.at === null ? '·' : clock(attempt.at, zone)}</td>
                  <td>·</td>
                  <td>
                    {attempt.statedReliefMs === null ? '·' : `${duration(attempt.statedReliefMs)} told`}
                  </td>
                  <td>·</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </>
  );
}
