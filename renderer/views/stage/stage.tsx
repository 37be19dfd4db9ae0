import { count } from '../../../shared/analyses/wording.ts';
import { statusLine } from '../../../shared/facilitation/status-line.ts';
import type { SessionState } from '../../../shared/session/state.ts';
import { Logo } from '../../components/logo.tsx';
import { shownTitle } from '../../components/shown-title.ts';
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
  if (state.screen === 'ideas') return <RevealStage state={state} />;
  if (state.screen === 'chart') return <ChartStage state={state} />;
  if (state.screen === 'summary') return <SummaryStage state={state} />;
  return <LadderStage state={state} />;
}

/** The session's title; while cards are written and when they are revealed, what the room does. */
function titleOf(state: SessionState): string {
  if (state.blind.phase === 'writing') return 'Before we look at the evidence';
  if (state.screen !== 'ideas' || state.blind.phase !== 'revealed') return shownTitle(state.title);
  const { cards, groups } = state.blind;
  return `${count(cards.length, 'card')}, ${count(groups.length, 'idea')}`;
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
      <StageHead title={titleOf(state)} status={statusLine(state)} />
      {body(state)}
    </StageFrame>
  );
}
