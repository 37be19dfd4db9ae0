import { TriangleAlert } from 'lucide-react';
import { useEffect, useState } from 'react';
import type { ReportFormat } from '../../../shared/incident/incident.ts';
import type { ReportView } from '../../../shared/ipc/contract.ts';
import { replayOfRoots } from '../../../shared/ladder/replay.ts';
import { ROOT_TESTS } from '../../../shared/ladder/root-assessment.ts';
import { nextSteps } from '../../../shared/report/next-steps.ts';
import type { SessionState } from '../../../shared/session/state.ts';
import { Glyph } from '../../components/glyph.tsx';
import { Segments } from '../../components/segments.tsx';
import { copyReport, saveReport } from '../../desk/actions.ts';
import { CommandButton } from '../../desk/command-button.tsx';
import { facilitator } from '../../stores/bridge.ts';
import { useNotices } from '../../stores/notice-store.ts';
import { useSession } from '../../stores/session-store.ts';
import { SideForm } from '../work/forms/side-form.tsx';
import { ReplayTable } from './replay-table.tsx';
import { ReportText } from './report-text.tsx';
import './finish.css';

type Shape = ReportFormat | 'pdf';

const SHAPES: readonly { readonly value: ReportFormat; readonly label: string }[] = [
  { value: 'yaml', label: 'YAML' },
  { value: 'json', label: 'JSON' },
  { value: 'markdown', label: 'Markdown' },
  { value: 'text', label: 'Text' },
];

/** Where in the report a rule saw something, in words: "root cause 1". */
function placeOf(where: string): string {
  const [, list, index] = /^([a-z_]+)(?:\[(\d+)\])?/.exec(where) ?? [];
  const names: Readonly<Record<string, string>> = {
    root_causes: 'Root cause',
    questioning_sequence: 'Question',
    next_steps: 'Next step',
    problem_statement: 'The problem',
  };
  const name = names[list ?? ''];
  if (name === undefined) return where;
  return index === undefined ? name : `${name} ${Number(index) + 1}`;
}

function RootTests({ state, view }: { readonly state: SessionState; readonly view: ReportView }) {
  const roots = view.roots;
  if (roots.length === 0) {
    return (
      <p className="empty-note">
        No rung is taken as a root. The report is partial and lists what is open; it does not invent one.
      </p>
    );
  }
  const answer = (rung: string) => state.rungs.find((one) => one.id === rung)?.answer ?? rung;
  return (
    <table className="root-tests">
      <thead>
        <tr>
          <th aria-label="Test" />
          {roots.map((root, index) => (
            <th key={root.rung} scope="col">
              {index + 1} {answer(root.rung)}
              <small>
                confidence <b>{root.confidence}</b>: {root.confidenceReason}
              </small>
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {ROOT_TESTS.map((test) => (
          <tr key={test}>
            <td>{test.charAt(0).toUpperCase() + test.slice(1)}</td>
            {roots.map((root) => {
              const result = root.tests.find((one) => one.test === test);
              return (
                <td key={root.rung}>
                  {result && (
                    <>
                      <Glyph shape={result.holds ? 'holds' : 'open'} size={13} />
                      <b>{result.holds ? 'holds' : 'not yet'}</b>
                      {result.reason}
                    </>
                  )}
                </td>
              );
            })}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Steps({ state }: { readonly state: SessionState }) {
  const steps = nextSteps(state);
  if (steps.length === 0) return <p className="empty-note">Steps follow from the roots.</p>;
  return (
    <div className="small-table">
      <table>
        <thead>
          <tr>
            <th scope="col">Action</th>
            <th scope="col">Horizon</th>
            <th scope="col">Team</th>
          </tr>
        </thead>
        <tbody>
          {steps.map((step) => (
            <tr key={step.action}>
              <td>{step.action}</td>
              <td>{step.horizon}</td>
              <td>
                {step.owner ?? (
                  <span className="status open">
                    <Glyph shape="open" size={12} /> owner open
                  </span>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** The end: the report as it will be written, five tests a root, what every set of fixes leaves, and what the rules still say. */
export function Finish({ state }: { readonly state: SessionState }) {
  const [format, setFormat] = useState<ReportFormat>(state.brief.outputFormat);
  const [view, setView] = useState<ReportView | null>(null);
  const [overruled, setOverruled] = useState<readonly string[]>([]);
  const send = useSession((store) => store.send);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new event makes a new report
  useEffect(() => {
    let stale = false;
    void facilitator.invoke('report:view', state.id, format).then((result) => {
      if (stale) return;
      if (result.ok) setView(result.value);
      else
        useNotices.getState().say({ tone: 'problem', text: result.error.message, hint: result.error.hint });
    });
    return () => {
      stale = true;
    };
  }, [state.id, state.seq, format]);
  const voice = useSession((store) => store.guidance?.voice ?? null);
  const replay = replayOfRoots(state);
  const hits = view?.hits ?? [];
  const blocking = hits.filter((hit) => hit.severity === 'block');
  const key = (rule: string, where: string) => `${rule} ${where}`;
  const held = blocking.filter((hit) => !overruled.includes(key(hit.rule, hit.where)));
  return (
    <div className="finish">
      <section aria-label="Report">
        <div className="panel-head">
          Report <span className="count">{view?.fileName}</span>
          <span className="push" />
          <Segments label="Format" value={format} options={SHAPES} onChange={setFormat} />
        </div>
        {view && <ReportText text={view.text} />}
        <div className="finish-bar">
          <button type="button" className="button primary" onClick={() => void saveReport(format)}>
            Save report <kbd>Ctrl S</kbd>
          </button>
          <button type="button" className="button" onClick={() => void copyReport(format)}>
            Copy {format === 'yaml' || format === 'json' ? format.toUpperCase() : format} <kbd>Ctrl ⇧ C</kbd>
          </button>
          <button type="button" className="button" onClick={() => void saveReport('pdf' satisfies Shape)}>
            Save as PDF
          </button>
          <CommandButton id="export" label="Session file" />
        </div>
      </section>
      <section aria-label="Roots">
        <div className="scroll" style={{ flex: 1, minHeight: 0 }}>
          <div className="panel-head">
            Roots, five tests each
            {view && view.roots.length > 0 && (
              <span className="count">
                {view.roots.flatMap((root) => root.tests).filter((test) => test.holds).length} hold,{' '}
                {view.roots.flatMap((root) => root.tests).filter((test) => !test.holds).length} not yet
              </span>
            )}
          </div>
          {view && <RootTests state={state} view={view} />}
          {view && voice && (
            <p className="empty-note">
              {view.roots.length > 0 ? voice.closes.with_roots : voice.closes.without_root}
            </p>
          )}
          {state.result && replay && replay.interventions.length > 0 && (
            <>
              <div className="panel-head">
                Prevention replay <span className="count">windows that would remain</span>
                <b className="push">follows</b>
              </div>
              <ReplayTable prevention={replay} timeline={state.result.timeline} />
            </>
          )}
          <div className="panel-head">
            Next steps
            <span className="push" />
            <CommandButton id="step" look="plain small" label="Add a step" />
          </div>
          <Steps state={state} />
          {hits.length > 0 && (
            <>
              <div className="panel-head">
                What the rules say{' '}
                <span className="count">
                  {blocking.length} block, {hits.length - blocking.length} warn
                </span>
              </div>
              <ul className="hit-list">
                {hits.map((hit) => (
                  <li key={`${hit.rule}-${hit.where}-${hit.text}`}>
                    {hit.severity === 'block' ? (
                      <TriangleAlert className="icon" style={{ color: 'var(--open)' }} />
                    ) : (
                      <Glyph shape="open" size={13} />
                    )}
                    <span>
                      <b>{hit.advice}</b>
                      <p>
                        {placeOf(hit.where)}: “{hit.text}” <small>{hit.rule}</small>
                      </p>
                    </span>
                    {hit.severity === 'block' && (
                      <label className="hint">
                        <input
                          type="checkbox"
                          checked={overruled.includes(key(hit.rule, hit.where))}
                          onChange={(event) =>
                            setOverruled((list) =>
                              event.target.checked
                                ? [...list, key(hit.rule, hit.where)]
                                : list.filter((one) => one !== key(hit.rule, hit.where)),
                            )
                          }
                        />{' '}
                        overrule
                      </label>
                    )}
                  </li>
                ))}
              </ul>
            </>
          )}
        </div>
        <SideForm state={state} />
        <div className="finish-bar">
          <CommandButton id="screen-summary" label="Show closing summary" />
          <span className="push" />
          {state.finished ? (
            <span className="quiet">Finished</span>
          ) : (
            <button
              type="button"
              className="button primary"
              disabled={held.length > 0}
              title={
                held.length > 0
                  ? 'A rule blocks: mend it or overrule it'
                  : 'Close the session; this cannot be undone'
              }
              onClick={() => void send({ kind: 'finish', overruled: [...overruled] })}
            >
              {held.length > 0 ? `${held.length} to mend or overrule` : 'Finish the session'}
            </button>
          )}
        </div>
      </section>
    </div>
  );
}
