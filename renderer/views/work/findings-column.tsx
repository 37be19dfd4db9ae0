import type { NumberedFinding, Verdict } from '../../../shared/analyses/finding.ts';
import { isKind } from '../../../shared/analyses/finding.ts';
import { list, testedWords } from '../../../shared/analyses/wording.ts';
import type { SessionState } from '../../../shared/session/state.ts';
import { Chip } from '../../components/chip.tsx';
import { Glyph, type GlyphShape } from '../../components/glyph.tsx';
import { toggleCite } from '../../desk/actions.ts';
import { CommandButton } from '../../desk/command-button.tsx';
import { useDesk } from '../../stores/desk-store.ts';
import { Census } from './census.tsx';
import { FixLedger } from './fix-ledger.tsx';
import { Folded } from './folded.tsx';

interface Group {
  readonly verdict: Verdict;
  readonly name: string;
  readonly shape: GlyphShape;
  /** Rows that stand open; so that ledger and census are seen at once. */
  readonly most: number;
}

const GROUPS: readonly Group[] = [
  { verdict: 'supported', name: 'Supported', shape: 'holds', most: 6 },
  { verdict: 'ruled-out', name: 'Ruled out', shape: 'against', most: 3 },
  { verdict: 'undetermined', name: 'Not enough data', shape: 'unknown', most: 3 },
];

function CauseVerdict({ state }: { readonly state: SessionState }) {
  const finding = state.findings.find((one) => isKind(one, 'cause') && !one.withdrawn);
  if (!finding || !isKind(finding, 'cause')) return null;
  const {
    state: verdict,
    cause,
    probability,
    streamsTested,
    changesTested = 0,
    experiment,
    candidates,
    inseparable,
  } = finding.data;
  const fit = new Set(inseparable.flat());
  const alike = fit.size;
  const meant = candidates.filter(({ id }) => (verdict === 'inseparable' ? fit.has(id) : id === cause));
  const label = meant.length > 0 ? list(meant.map((one) => one.label)) : cause;
  const sure = verdict === 'inseparable' ? meant.reduce((sum, one) => sum + one.probability, 0) : probability;
  const heading =
    verdict === 'cause'
      ? 'Likeliest cause'
      : verdict === 'none'
        ? 'Nothing listed explains it'
        : verdict === 'inseparable'
          ? `${alike === 2 ? 'Two' : alike} cannot be told apart`
          : 'Not decided; likeliest so far';
  const listed = !['none', 'traffic', 'accumulation'].includes(cause);
  const robustness = state.findings.find((one) => isKind(one, 'robustness') && !one.withdrawn);
  return (
    <div className="verdict">
      <div>
        <small>{verdict === 'none' ? 'Verdict' : heading}</small>
        <b>{verdict === 'none' ? heading : label}</b>
      </div>
      <div className="percent">
        <b>{sure > 0.99 ? '> 99' : Math.round(sure * 100)}%</b>
        <small>{verdict === 'inseparable' ? 'together, ' : ''}on simulated incidents</small>
      </div>
      <p>
        {[
          ...(streamsTested + changesTested > 0
            ? [`${listed ? 'Best of ' : ''}${testedWords(streamsTested, changesTested)} tested.`]
            : []),
          ...(robustness ? [`${robustness.title}.`] : []),
          ...(experiment !== null && verdict !== 'cause' ? [experiment] : []),
        ].join(' ')}
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

/** Height of a window in which twice as many rows stand open, px. */
const ROOMY_PX = 1000;

/** The findings of one verdict: the most telling first, the others behind one press. */
function FindingGroup({
  group,
  members,
  cited,
}: {
  readonly group: Group;
  readonly members: readonly NumberedFinding[];
  readonly cited: ReadonlySet<string>;
}) {
  const selected = useDesk((desk) => desk.selectedFinding);
  if (members.length === 0) return null;
  const most = globalThis.innerHeight >= ROOMY_PX ? 2 * group.most : group.most;
  return (
    <div>
      <div className="finding-group">
        <Glyph shape={group.shape} size={13} />
        {group.name} <small>{members.length}</small>
      </div>
      <Folded
        items={members}
        most={most}
        open={members.slice(most).some((finding) => finding.id === selected)}
        row={(finding) => <FindingRow key={finding.id} finding={finding} cited={cited.has(finding.id)} />}
      />
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
  // What each fix did stands in the ledger below.
  const listed = findings.filter((finding) => finding.data.kind !== 'fix');
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
            {GROUPS.map((group) => (
              <FindingGroup
                key={group.verdict}
                group={group}
                members={listed.filter((finding) => finding.verdict === group.verdict)}
                cited={cited}
              />
            ))}
            <FixLedger state={state} />
            <Census state={state} />
          </div>
        </>
      )}
    </section>
  );
}
