import { isKind } from '../../../shared/analyses/finding.ts';
import { statusLine } from '../../../shared/facilitation/status-line.ts';
import type { SessionState } from '../../../shared/session/state.ts';
import { formatClock } from '../../charts/time-format.ts';
import { Glyph } from '../../components/glyph.tsx';
import { CommandButton } from '../../desk/command-button.tsx';

/** Failed requests a minute while it fails, from the failure windows; null when requests were not counted. */
function costPerMinute(state: SessionState): number | null {
  const windows = state.findings.find((finding) => isKind(finding, 'failure-windows'));
  if (!windows || !isKind(windows, 'failure-windows')) return null;
  const { failedRequests, failingMs } = windows.data;
  return failedRequests === null || failingMs === 0 ? null : failedRequests / (failingMs / 60_000);
}

/** The state of the incident in one line, the same words as on the projector, and what is in hand. */
export function NowBar({ state }: { readonly state: SessionState }) {
  const line = statusLine(state);
  const suggestion = state.result?.prevention?.interventions[0]?.action ?? null;
  const cost = costPerMinute(state);
  const zone = state.facts?.zone ?? 'UTC';
  return (
    <div className="nowbar" role="status">
      <Glyph
        shape={line.now === 'failing' ? 'failing' : line.now === 'healthy' ? 'healthy' : 'unknown'}
        size={15}
      />
      <b>{line.text}</b>
      {line.next !== null && <span>{line.next}</span>}
      {(state.inHand || suggestion !== null) && (
        <>
          <span className="divider" />
          <small>In hand</small>
          <span className="hand" title={state.inHand?.action ?? suggestion ?? ''}>
            {state.inHand?.action ?? suggestion}
          </span>
          <CommandButton id="in-hand" look="small" label={state.inHand ? 'End it' : 'Start it'} />
        </>
      )}
      <span className="push" />
      {cost !== null && (
        <small>
          While failing: about {cost >= 10 ? Math.round(cost) : cost.toFixed(1)} failed requests a minute
        </small>
      )}
      {state.facts && (
        <>
          <span className="divider" />
          <small>
            Evidence to {formatClock(state.facts.now, zone)} {zone}
            {state.facts.zoneAssumed ? ' (assumed)' : ''}
          </small>
        </>
      )}
      <CommandButton id="live" look="plain small" label={state.live ? 'Live' : 'Not live'} />
    </div>
  );
}
