import { ShieldCheck, TriangleAlert, X } from 'lucide-react';
import { useState } from 'react';
import { clock } from '../../../shared/analyses/wording.ts';
import type { ModelExchange, ModelStatus } from '../../../shared/ipc/model-contract.ts';
import type { SessionState } from '../../../shared/session/state.ts';
import { CommandButton } from '../../desk/command-button.tsx';
import { switchModel } from '../../desk/model-actions.ts';
import { facilitator } from '../../stores/bridge.ts';
import { useDesk } from '../../stores/desk-store.ts';
import { useModel } from '../../stores/model-store.ts';
import { useNotices } from '../../stores/notice-store.ts';
import { shortName } from './model-badge.tsx';
import { ModelInspection } from './model-inspection.tsx';
import { ModelTasks } from './model-tasks.tsx';
import { bytesText, SideLoadProgress } from './side-load-progress.tsx';
import './model.css';

const PLACES = {
  named: 'Server named in the settings',
  packaged: 'Packaged with the app',
  chosen: 'Path that was chosen',
  path: 'On PATH',
} as const;
const seconds = (ms: number | null): string =>
  ms === null
    ? 'not measured'
    : ms < 950
      ? `${Math.max(1, Math.round(ms / 10)) / 100} s`
      : `${Math.round(ms / 1000)} s`;

function Rows({
  title,
  rows,
}: {
  readonly title: string;
  readonly rows: readonly (readonly [label: string, value: string | number])[];
}) {
  return (
    <div className="model-box">
      <b>{title}</b>
      <dl>
        {rows.map(([label, value]) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </div>
  );
}

/** Models that the server has, each with what it needs here; loaded or removed by a click. */
function Models({ status }: { readonly status: ModelStatus }) {
  const [removing, setRemoving] = useState<string | null>(null);
  const act = async (what: 'load' | 'remove', name: string): Promise<void> => {
    const result =
      what === 'load'
        ? await facilitator.invoke('model:choose', name, false)
        : await facilitator.invoke('model:remove', name);
    // One that does not fit is asked about in its own place.
    if (!result.ok && result.error.code !== 'does-not-fit')
      useNotices.getState().say({ tone: 'problem', text: result.error.message, hint: result.error.hint });
  };
  const current = 'model' in status.state ? status.state.model : null;
  return (
    <div className="model-box">
      <b>Models on this laptop</b>
      {status.models.map((model) => (
        <div className="model-row" key={model.name}>
          <span>
            <b className="mono">{shortName(model.name)}</b> {bytesText(model.bytes)}
            <small>{model.fit.sentence}</small>
          </span>
          {model.name !== current && (
            <button type="button" className="button small" onClick={() => void act('load', model.name)}>
              Load
            </button>
          )}
          {removing === model.name ? (
            <>
              <button
                type="button"
                className="button small"
                onClick={() => {
                  setRemoving(null);
                  void act('remove', model.name);
                }}
              >
                Remove its file
              </button>
              <button type="button" className="button plain small" onClick={() => setRemoving(null)}>
                Keep it
              </button>
            </>
          ) : (
            <button type="button" className="button plain small" onClick={() => setRemoving(model.name)}>
              Remove
            </button>
          )}
        </div>
      ))}
    </div>
  );
}

/** How to get a model where there is none. Names and sizes only: nothing is fetched. */
function HowToGetOne({ status }: { readonly status: ModelStatus }) {
  return (
    <>
      {status.state.is === 'absent' && (
        <div className="model-box">
          <b>Where it was looked for</b>
          <dl>
            {status.lookedFor.map(({ place, found }) => (
              <div key={place}>
                <dt>{PLACES[place]}</dt>
                <dd>{found}</dd>
              </div>
            ))}
          </dl>
          <button
            type="button"
            className="button"
            onClick={() => void facilitator.invoke('model:find-server')}
          >
            Say where Ollama is
          </button>
        </div>
      )}
      <div className="model-box">
        <b>From a stick or a disk</b>
        <p>A .gguf file. It is checked, copied into the app’s own folder and loaded.</p>
        {status.state.is !== 'absent' && (
          <CommandButton id="side-load" look="primary" label="Side-load a file" />
        )}
      </div>
      <Rows
        title="What fits"
        rows={[
          ['4 GB of memory', 'Qwen3 1.7B Q4, 1.1 GB file'],
          ['8 GB', 'Qwen3 4B Q4, 2.5 GB file'],
          ['16 GB', 'Qwen3 8B Q4, 5.2 GB file'],
        ]}
      />
    </>
  );
}

/** The model in place of the findings: its state, what to do next, what it was asked and what was refused. */
export function ModelPanel({ state }: { readonly state: SessionState }) {
  const status = useModel((store) => store.status);
  const set = useDesk((desk) => desk.set);
  const [exchanges, setExchanges] = useState<readonly ModelExchange[] | null>(null);
  const [log, setLog] = useState<readonly string[] | null>(null);
  if (!status) return null;
  const { state: model, tally, pace } = status;
  const name = 'model' in model && model.model !== null ? shortName(model.model) : null;
  const working = model.is === 'ready' || model.is === 'busy';
  const getOne = model.is === 'absent' || model.is === 'no-model';
  return (
    <section className="findings-column model-panel" aria-label="Model">
      <div className="panel-head">
        Model <span className="count">{status.sideLoad ? 'side-loading' : model.is.replace('-', ' ')}</span>
        <kbd className="push">M</kbd>
        <button
          type="button"
          className="button plain small"
          aria-label="Close the model panel"
          onClick={() => set({ modelOpen: false })}
        >
          <X className="icon" />
        </button>
      </div>
      <div className="scroll">
        <div className="model-box" role="status">
          {name !== null && <h2 className="mono">{name}</h2>}
          <p>
            <b>{status.sentence}</b> {status.next}
          </p>
          {status.server !== null && (
            <p className="quiet">
              Server {status.server}, version {status.version}.
              {pace.loadMs === null ? '' : ` Loaded in ${seconds(pace.loadMs)}.`}
            </p>
          )}
        </div>
        {model.is === 'too-large' && (
          <div className="model-warning">
            <TriangleAlert className="icon" />
            <div>
              It may be loaded all the same: the laptop can become slow, and the system may end programs for
              want of memory.
              <div className="button-row">
                <button
                  type="button"
                  className="button small"
                  onClick={() => void facilitator.invoke('model:choose', model.model, true)}
                >
                  Load it all the same
                </button>
              </div>
            </div>
          </div>
        )}
        {status.sideLoad && <SideLoadProgress load={status.sideLoad} />}
        {!status.sideLoad && status.lastSideLoad?.how === 'failed' && (
          <p className="model-warning">
            <TriangleAlert className="icon" />
            <span>
              <b>{status.lastSideLoad.error.message}</b> {status.lastSideLoad.error.hint}
            </span>
          </p>
        )}
        {!status.sideLoad && status.lastSideLoad?.how === 'cancelled' && (
          <p className="empty-note">Cancelled. The same file goes on from there.</p>
        )}
        {status.warning !== null && (
          <p className="model-warning">
            <TriangleAlert className="icon" />
            <span>{status.warning}</span>
          </p>
        )}
        {getOne && !status.sideLoad && <HowToGetOne status={status} />}
        {working && <ModelTasks state={state} />}
        {tally.asked > 0 && (
          <Rows
            title="Since the app was opened"
            rows={[
              ['Replies asked for', tally.asked],
              ['Offered beside the playbook’s', tally.offered],
              ['Taken by the room', tally.taken],
              ['Refused before anyone saw them', `${tally.refused} of ${tally.asked}`],
              ['No reply', tally.failed],
            ]}
          />
        )}
        {tally.reasons.length > 0 && (
          <Rows
            title="Why they were refused"
            rows={tally.reasons.map(({ label, count }) => [label, count] as const)}
          />
        )}
        {working && (
          <Rows
            title="Pace"
            rows={[
              ['First word, usual', seconds(pace.usualFirstWordMs)],
              [
                'Longest wait',
                pace.longestFirstWordMs === null
                  ? 'not measured'
                  : `${seconds(pace.longestFirstWordMs)} of ${seconds(pace.allowedMs)} allowed`,
              ],
              [
                'Words read anew',
                pace.freshTokens === null || pace.promptTokens === null
                  ? 'not measured'
                  : `${pace.freshTokens} of ${pace.promptTokens} tokens`,
              ],
              [
                'Writing',
                pace.tokensPerSecond === null
                  ? 'not measured'
                  : `${Math.round(pace.tokensPerSecond)} tokens a second`,
              ],
            ]}
          />
        )}
        {status.models.length > 0 && <Models status={status} />}
        {status.incidents.length > 0 && (
          <div className="model-box">
            <b>What happened</b>
            <ul>
              {status.incidents.slice(0, 5).map((one) => (
                <li key={`${one.at}-${one.title}`}>
                  <time>{clock(one.at, state.facts?.zone ?? 'UTC')}</time> <b>{one.title}</b> {one.detail}
                </li>
              ))}
            </ul>
          </div>
        )}
        <div className="model-box button-row">
          {model.is === 'degraded' && (
            <button
              type="button"
              className="button primary"
              onClick={() => void facilitator.invoke('model:switch', true)}
            >
              Try again
            </button>
          )}
          {model.is !== 'absent' && (
            <button type="button" className="button" onClick={() => void switchModel()}>
              {model.is === 'off' ? 'Switch on' : 'Switch off'} <kbd>Alt M</kbd>
            </button>
          )}
          {!getOne && model.is !== 'off' && <CommandButton id="side-load" label="Load another" />}
          <button
            type="button"
            className="button"
            onClick={async () =>
              setExchanges(exchanges === null ? await facilitator.invoke('model:exchanges') : null)
            }
          >
            What it was sent
          </button>
          {model.is !== 'absent' && (
            <button
              type="button"
              className="button"
              onClick={async () => setLog(log === null ? await facilitator.invoke('model:log') : null)}
            >
              Server log
            </button>
          )}
        </div>
        {log !== null && (
          <pre className="model-text">{log.length === 0 ? 'The log is empty.' : log.join('\n')}</pre>
        )}
        {exchanges !== null && <ModelInspection exchanges={exchanges} />}
        <p className="empty-note">
          <ShieldCheck className="icon" /> Verdicts, the order of questions and the report’s findings are the
          same with and without a model.
        </p>
      </div>
    </section>
  );
}
