import type { SessionState } from '../../../shared/session/state.ts';
import { closeUp, closeUpName } from '../../charts/close-up.ts';
import { lanesForRoom, roomCause, verdictOn } from '../../charts/decided-cause.ts';
import { STAGE_SMALL } from '../../charts/scale.ts';
import { TimelineChart } from '../../charts/timeline-chart.tsx';

/** The small chart at the foot of the stage; nothing before the evidence is analysed. */
export function ChartFoot({ state }: { readonly state: SessionState }) {
  if (!state.result) return null;
  return (
    <div className="stage-chart" style={{ top: 806 }}>
      <TimelineChart
        timeline={closeUp(state.result.timeline, state.closeUp, verdictOn(state)?.cause ?? null)}
        failName={closeUpName(state.result.timeline, state.closeUp)}
        width={1792}
        scale={STAGE_SMALL}
        runLanes={lanesForRoom(state)}
        cause={roomCause(state)}
        causeEvent={verdictOn(state)?.cause ?? null}
        likeliest={verdictOn(state)?.cause ?? null}
      />
    </div>
  );
}
