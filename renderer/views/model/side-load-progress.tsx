import { SIDE_LOAD_STEPS, type SideLoad, type SideLoadStep } from '../../../shared/ipc/model-contract.ts';
import { Glyph } from '../../components/glyph.tsx';
import { facilitator } from '../../stores/bridge.ts';

const LABELS: Readonly<Record<SideLoadStep, string>> = {
  check: 'Is it a model file?',
  room: 'Room for it',
  fingerprint: 'Fingerprint',
  copy: 'Copy',
  register: 'Register',
};

/** "2.5 GB", "98 MB". */
export function bytesText(bytes: number): string {
  return bytes >= 1e9 ? `${(bytes / 1e9).toFixed(1)} GB` : `${Math.round(bytes / 1e6)} MB`;
}

/** The stages of a side-load, how far it is, and the way out of it. */
export function SideLoadProgress({ load }: { readonly load: SideLoad }) {
  const at = SIDE_LOAD_STEPS.indexOf(load.step);
  const left =
    load.rate === null || load.rate <= 0 ? null : Math.ceil((load.bytes - load.bytesDone) / load.rate);
  return (
    <div className="model-box">
      <b className="mono">{load.file}</b>
      <p>
        {load.about === null ? 'Being checked' : load.about}.
        {load.free === null ? '' : ` ${bytesText(load.free)} free on the disk.`}
      </p>
      <progress aria-label={LABELS[load.step]} max={Math.max(1, load.bytes)} value={load.bytesDone} />
      <p>
        <b>
          {bytesText(load.bytesDone)} of {bytesText(load.bytes)}
        </b>
        {load.rate === null ? '' : ` · ${bytesText(load.rate)} a second`}
        {left === null ? '' : ` · ${left} s left`}
      </p>
      <ol className="model-steps">
        {SIDE_LOAD_STEPS.map((step, index) => (
          <li key={step} aria-current={index === at ? 'step' : undefined}>
            <Glyph shape={index < at ? 'holds' : 'unknown'} size={12} />
            {LABELS[step]}
          </li>
        ))}
      </ol>
      <button
        type="button"
        className="button"
        onClick={() => void facilitator.invoke('model:cancel-side-load')}
      >
        Cancel
      </button>
    </div>
  );
}
