import { statusLine } from '../../../shared/facilitation/status-line.ts';
import type { SessionState } from '../../../shared/session/state.ts';
import { Logo } from '../../components/logo.tsx';
import { BlindStage, RevealStage } from './blind-stage.tsx';
import { ChartStage } from './chart-stage.tsx';
import { LadderStage } from './ladder-stage.tsx';
import { StageFrame } from './stage-frame.tsx';
import { StageHead } from './stage-head.tsx';
import { SummaryStage } from './summary-stage.tsx';
import './stage.css';

function body(state: SessionState) {
  if (state.screen === 'blank') return null;
  if (state.blind.phase === 'writing') return <BlindStage state={state} />;
  if (state.screen === 'chart') return <ChartStage state={state} />;
  if (state.screen === 'summary') return <SummaryStage state={state} />;
  if (state.blind.phase === 'revealed' && state.rungs.length === 0) return <RevealStage state={state} />;
  return <LadderStage state={state} />;
}

/** What the room sees: the projector's window and the presenter view draw this and nothing else. */
export function Stage({ state }: { readonly state: SessionState | null }) {
  if (!state || state.seq === 0 || state.screen === 'blank') {
    return (
      <StageFrame>
        <div className="stage-blank">
          <Logo size={120} />
        </div>
      </StageFrame>
    );
  }
  return (
    <StageFrame>
      <StageHead title={state.title} status={statusLine(state)} />
      {body(state)}
    </StageFrame>
  );
}
