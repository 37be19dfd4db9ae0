import { facilitator } from '../../stores/bridge.ts';
import { useDesk } from '../../stores/desk-store.ts';

/** How far the reading is: bytes, rate, time left, and a way to stop it. */
export function ImportProgressLine() {
  const progress = useDesk((desk) => desk.progress);
  if (!progress || progress.phase === 'done' || progress.phase === 'cancelled') return null;
  if (progress.phase === 'failed') return null;
  const share = progress.bytes === 0 ? 0 : Math.min(1, progress.bytesDone / progress.bytes);
  const mb = (bytes: number) => (bytes / 1_000_000).toFixed(bytes < 10_000_000 ? 1 : 0);
  return (
    <div className="progress-line" role="status">
      <b>{progress.phase === 'analysing' ? 'Comparing clocks' : progress.file}</b>
      <span className="progress-bar">
        <i style={{ width: `${share * 100}%` }} />
      </span>
      <span className="quiet">
        {mb(progress.bytesDone)} of {mb(progress.bytes)} MB, {progress.records.toLocaleString('en')} records
        {progress.remainingMs === null
          ? ''
          : `, about ${Math.max(1, Math.round(progress.remainingMs / 1000))} s left`}
      </span>
      <button
        type="button"
        className="button small"
        onClick={() => void facilitator.invoke('evidence:cancel', progress.job)}
      >
        Cancel
      </button>
    </div>
  );
}
