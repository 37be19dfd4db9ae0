import { CommandButton } from '../../desk/command-button.tsx';

const KINDS: readonly (readonly [string, string])[] = [
  ['Errors and logs', 'find the failure windows'],
  ['Metrics', 'traffic, pools, latency'],
  ['Job runs', 'what runs on a clock'],
  ['Changes', 'deployments, configuration, data, flags'],
  ['Notes and tickets', 'what was tried and what was said'],
];

/** A session without evidence: what to bring and what each kind gives. Files can be dropped anywhere on the window. */
export function DropZone() {
  return (
    <div className="question-scroll scroll">
      <div className="drop-zone">
        <h2>Drop evidence here</h2>
        <p>
          Files are read on this laptop and stay on it. The engine compares clocks as soon as two kinds are
          in.
        </p>
        <dl>
          {KINDS.map(([kind, gives]) => (
            <div key={kind}>
              <dt>{kind}</dt>
              <dd>{gives}</dd>
            </div>
          ))}
        </dl>
        <div className="button-row">
          <CommandButton id="add-files" look="primary" label="Choose files" />
          <CommandButton id="paste" label="Paste" />
          <CommandButton id="problem" label="Say more of the problem" />
        </div>
      </div>
    </div>
  );
}
