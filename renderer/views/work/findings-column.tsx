import type { NumberedFinding, Verdict } from '../../../shared/analyses/finding.ts';
import { isKind } from '../../../shared/analyses/finding.ts';
import { clock } from '../../../shared/analyses/wording.ts';
import { notedIn } from '../../../shared/incident/noted-entries.ts';
import type { SessionState } from '../../../shared/session/state.ts';
import { formatMinutes } from '../../charts/time-format.ts';
import { Chip } from '../../components/chip.tsx';
import { Glyph, type GlyphShape } from '../../components/glyph.tsx';
import { toggleCite } from '../../desk/actions.ts';
import { CommandButton } from '../../desk/command-button.tsx';
import { useDesk } from '../../stores/desk-store.ts';

const GROUPS: readonly { readonly verdict: Verdict; readonly name: string; readonly shape: GlyphShape }[] = [
  { verdict: 'supported', name: 'Supported', shape: 'holds' },
  { verdict: 'ruled-out', name: 'Ruled out', shape: 'against' },
  { verdict: 'undetermined', name: 'Not enough data', shape: 'unknown' },
];

function CauseVerdict({ state }: { readonly state: SessionState }) {
  const finding = state.findings.find((one) => isKind(one, 'cause') && !one.withdrawn);
  if (!finding || !isKind(finding, 'cause')) return null;
  const {
    state: verdict,
    cause,
    probability,
    streamsTested,
    experiment,
    candidates,
    inseparable,
  } = finding.data;
  const alike = new Set(inseparable.flat()).size;
  const label = candidates.find((candidate) => candidate.id === cause)?.label ?? cause;
  const heading =
    verdict === 'cause'
      ? 'Likeliest cause'
      : verdict === 'none'
        ? 'Nothing listed explains it'
        : verdict === 'inseparable'
          ? `${alike === 2 ? 'Two' : alike} cannot be told apart`
          : 'Not decided; likeliest so far';
  const robustness = state.findings.find((one) => isKind(one, 'robustness') && !one.withdrawn);
  return (
    <div className="verdict">
      <div>
        <small>{heading}</small>
        <b>{label}</b>
      </div>
      <div className="percent">
        <b>{probability > 0.99 ? '> 99' : Math.round(probability * 100)}%</b>
        <small>on simulated incidents</small>
      </div>
      <p>
        Best of {streamsTested} streams tested.{robustness ? ` ${robustness.title}.` : ''}
        {experiment !== null && verdict !== 'cause' ? ` ${experiment}` : ''}
      </p>
    </div>
  );
}

function FindingRow({ finding, cited }: { readonly finding: NumberedFinding; readonly cited: boolean }) {
  const selected = useDesk((desk) => desk.selectedFinding === finding.id);
  const set = useDesk((desk) => desk.set);
  return (
    <button
      type="button"
      className={selected ? 'finding-row selected' : 'finding-row'}
      aria-expanded={selected}
      onClick={() => set({ selectedFinding: selected ? null : finding.id })}
      onDoubleClick={() => toggleCite(finding.id)}
      title={
        cited ? 'Cited in the ladder. Double click: cite in this answer' : 'Double click: cite in this answer'
      }
    >
      <Chip id={finding.id} />
      <span>
        <b>{finding.title}</b>
        <span className="said-so">{finding.statement}</span>
      </span>
      <span className="measure">{finding.measure}</span>
    </button>
  );
}

function FixLedger({ state }: { readonly state: SessionState }) {
  const zone = state.facts?.zone ?? 'UTC';
  const fixes = state.findings.filter((finding) => !finding.withdrawn && isKind(finding, 'fix'));
  const measured = new Set(fixes.map((finding) => isKind(finding, 'fix') && finding.data.attempt));
  // What the room noted and no export covers yet.
  const unmeasured = notedIn(state).flatMap((one) =>
    one.kind === 'attempt' && !measured.has(one.entry.id) ? [one.entry] : [],
  );
  const name = (id: string | null) =>
    id === null
      ? 'No fix at all'
      : (state.facts?.attempts.find((attempt) => attempt.id === id)?.action ?? id);
  return (
    <>
      <div className="thin-rule" />
      <div className="panel-head">
        Fix ledger{' '}
        <span className="count">
          {fixes.length + unmeasured.length === 0 ? '' : `${fixes.length} recoveries`}
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
              {fixes.map((finding) => {
                if (!isKind(finding, 'fix')) return null;
                const { attempt, at, until, reliefMs, dueMs, statedReliefMs } = finding.data;
                return (
                  <tr key={finding.id} title={finding.statement}>
                    <td className={attempt === null ? 'quiet' : undefined}>{name(attempt)}</td>
                    <td>{clock(at, zone)}</td>
                    <td>{until === null ? '·' : clock(until, zone)}</td>
                    <td
                      title={
                        statedReliefMs === null
                          ? undefined
                          : `The team saw ${formatMinutes(statedReliefMs)} min`
                      }
                    >
                      {reliefMs === null ? '·' : <b>{formatMinutes(reliefMs)} min</b>}
                    </td>
                    <td>
                      {dueMs === null ? '·' : `${formatMinutes(dueMs[0])} to ${formatMinutes(dueMs[1])}`}
                    </td>
                  </tr>
                );
              })}
              {unmeasured.map((attempt) => (
                <tr key={attempt.id} title={`${attempt.id}, as it was told`}>
                  <td>{attempt.action}</td>
                  <td>{attempt.at === null ? '·' : clock(attempt.at, zone)}</td>
                  <td>·</td>
                  <td>
                    {attempt.statedReliefMs === null
                      ? '·'
                      : `${formatMinutes(attempt.statedReliefMs)} min told`}
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

const CENSUS_SHAPE = { present: 'changed', absent: 'nothing', unknown: 'unknown' } as const;

function Census({ state }: { readonly state: SessionState }) {
  const finding = state.findings.find((one) => isKind(one, 'census') && !one.withdrawn);
  const entries = finding && isKind(finding, 'census') ? finding.data.entries : [];
  const count = (wanted: string) => entries.filter((entry) => entry.state === wanted).length;
  const zone = state.facts?.zone ?? 'UTC';
  return (
    <div id="census">
      <div className="panel-head">
        Change census
        {entries.length > 0 && (
          <span className="count">
            {count('present')} changed, {count('absent')} did not, {count('unknown')} unknown
          </span>
        )}
        <kbd className="push">C</kbd>
      </div>
      {entries.length === 0 ? (
        <p className="empty-note">
          Nine kinds of change, each present, absent or unknown. Never absent only because nobody mentioned
          it.
        </p>
      ) : (
        <div className="census">
          {entries.map((entry) => (
            <span
              key={entry.change}
              title={entry.why}
              className={entry.state === 'present' ? undefined : 'quiet'}
            >
              <Glyph shape={CENSUS_SHAPE[entry.state]} size={11} />
              {entry.change.charAt(0).toUpperCase() + entry.change.slice(1)}
              {entry.state === 'present' && entry.at !== null && <em>{clock(entry.at, zone)}</em>}
            </span>
          ))}
        </div>
      )}
    </div>
  );
}

/** What incident.yaml names and the evidence does not have: the first in a sentence, the rest in the sources. */
function NotFound({ state }: { readonly state: SessionState }) {
  const [first, ...more] = state.facts?.warnings ?? [];
  if (first === undefined) return null;
  return (
    <div className="not-found" role="note">
      <Glyph shape="open" size={13} />
      <span>
        <b>incident.yaml:</b> {first}
        {more.length > 0 && `; and ${more.length} more`}.
      </span>
      <CommandButton id="sources" look="plain small" label="Sources" />
    </div>
  );
}

/** What the engine found: the verdict, each finding by verdict, the ledger of fixes, the census of changes. */
export function FindingsColumn({ state }: { readonly state: SessionState }) {
  const findings = state.findings.filter(
    (finding) => !finding.withdrawn && finding.data.kind !== 'census' && finding.data.kind !== 'cause',
  );
  const held = state.blind.phase === 'writing';
  const cited = new Set(state.rungs.flatMap((rung) => rung.cites.map((cite) => cite.id)));
  return (
    <section className="findings-column" aria-label="Findings">
      <div className="panel-head">
        Findings <span className="count">{held ? `${findings.length}, held back` : findings.length}</span>
        <kbd className="push">F</kbd>
      </div>
      {held ? (
        <>
          <p className="empty-note">They open with the reveal, so that they do not steer a card.</p>
          <div className="panel-head">At the reveal</div>
          <ol className="reveal-steps">
            <li>
              <b>Cards that say the same are grouped.</b> Each group shows how many wrote it.
            </li>
            <li>
              <b>Each group meets the findings:</b> fits, speaks against, says nothing. Fewest contradictions
              come first.
            </li>
            <li>
              <b>Then the ladder goes on,</b> with the first question.
            </li>
          </ol>
        </>
      ) : (
        <>
          <NotFound state={state} />
          <CauseVerdict state={state} />
          <div className="findings-scroll scroll">
            {findings.length === 0 && (
              <p className="empty-note">
                Each finding will say what it supports or rules out, on how many cases, and why, in one
                sentence.
              </p>
            )}
            {GROUPS.map((group) => {
              const members = findings.filter((finding) => finding.verdict === group.verdict);
              if (members.length === 0) return null;
              return (
                <div key={group.verdict}>
                  <div className="finding-group">
                    <Glyph shape={group.shape} size={13} />
                    {group.name} <small>{members.length}</small>
                  </div>
                  {members.map((finding) => (
                    <FindingRow key={finding.id} finding={finding} cited={cited.has(finding.id)} />
                  ))}
                </div>
              );
            })}
            <FixLedger state={state} />
            <Census state={state} />
          </div>
        </>
      )}
    </section>
  );
}
