import { isKind } from '../../../shared/analyses/finding.ts';
import { calendarDate, clock, figure } from '../../../shared/analyses/wording.ts';
import { statusLine } from '../../../shared/facilitation/status-line.ts';
import { DAY_MS } from '../../../shared/incident/time-range.ts';
import type { SessionState } from '../../../shared/session/state.ts';
import { Glyph } from '../../components/glyph.tsx';
import { CommandButton } from '../../desk/command-button.tsx';
import { suggestedAction } from '../../desk/suggested-action.ts';

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
  const suggestion = suggestedAction(state);
  const cost = costPerMinute(state);
  const zone = state.facts?.zone ?? 'UTC';
  // A session that is opened again later says of which day it speaks.
  const old = state.facts !== null && Date.now() - state.facts.now > DAY_MS;
  return (
    <div className="nowbar" role="status">
      <Glyph
        shape={line.now === 'failing' ? 'failing' : line.now === 'healthy' ? 'healthy' : 'unknown'}
        size={15}
      />
      <b>{line.text}</b>
      {line.next !== null && <span>{line.next}</span>}
      {(state.inHand || suggestion) && (
        <>
          <span className="divider" />
          <small>{state.inHand ? 'In hand' : 'Could be tried'}</small>
          <span
            className="hand"
            title={`${(state.inHand ?? suggestion)?.action ?? ''}. ${(state.inHand ?? suggestion)?.prediction ?? ''}`}
          >
            {(state.inHand ?? suggestion)?.action}
          </span>
        </>
      )}
      <CommandButton
        id="in-hand"
        look="small"
        label={state.inHand ? 'End it' : suggestion ? 'Start it' : 'Start a step'}
      />
      <span className="push" />
      {cost !== null && (
        <small className="cost" title="Failed requests a minute while it fails">
          <span>{figure(cost < 10 ? cost : Math.round(cost))} failed a minute</span>
        </small>
      )}
      {state.facts && (
        <>
          <span className="divider optional" />
          <small className="optional">
            Evidence to {old && `${calendarDate(state.facts.now, Date.now(), zone)} `}
            {clock(state.facts.now, zone)} {zone}
            {state.facts.zoneAssumed ? ' (assumed)' : ''}
          </small>
        </>
      )}
      <CommandButton id="live" look="plain small" label={state.live ? 'Live' : 'Not live'}>
        <span className={state.live ? 'live-dot on' : 'live-dot'} />
      </CommandButton>
    </div>
  );
}
