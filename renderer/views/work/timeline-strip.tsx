import { useMemo } from 'react';
import { isKind } from '../../../shared/analyses/finding.ts';
import { count } from '../../../shared/analyses/wording.ts';
import type { SessionState } from '../../../shared/session/state.ts';
import { closeUp, closeUpName } from '../../charts/close-up.ts';
import { decidedCause, verdictOn } from '../../charts/decided-cause.ts';
import { LAPTOP } from '../../charts/scale.ts';
import { formatSpan } from '../../charts/time-format.ts';
import { TimelineChart } from '../../charts/timeline-chart.tsx';
import { useWidth } from '../../components/use-width.ts';
import { CommandButton } from '../../desk/command-button.tsx';
import { useDesk } from '../../stores/desk-store.ts';

/** The timeline below the work, and how long it stayed quiet each time. */
export function TimelineStrip({ state }: { readonly state: SessionState }) {
  const [ref, width] = useWidth<HTMLDivElement>();
  const selectedId = useDesk((desk) => desk.selectedFinding);
  const held = state.blind.phase === 'writing';
  const full = state.result?.timeline ?? null;
  // While cards are written nothing on the console points at a suspect.
  const near = state.closeUp;
  const cause = held ? null : (verdictOn(state)?.cause ?? null);
  const timeline = useMemo(() => {
    const shown = full && closeUp(full, near, cause);
    return shown && held ? { ...shown, runs: [], timers: [], gauge: null, nextWindow: null } : shown;
  }, [full, held, near, cause]);
  const selected = state.findings.find((finding) => finding.id === selectedId);
  const windows =
    selected && isKind(selected, 'failure-windows') ? selected.data.episodes.map((_, index) => index) : null;
  const intervals = state.result?.intervals;
  return (
    <section className="timeline-strip" aria-label="Timeline">
      <div className="panel-head">
        Timeline
        <span className="count">
          {timeline
            ? `${formatSpan(timeline.span, timeline.zone)} ${timeline.zone}, dashed: expected`
            : 'appears with the first failure windows'}
          {intervals &&
            !held &&
            near === null &&
            intervals.n > 0 &&
            ` · ${count(intervals.n, 'interval')}, ${intervals.periodic === 'yes' ? 'regular' : intervals.periodic === 'no' ? 'not regular' : intervals.periodic === 'suggestive' ? 'perhaps regular' : 'too few to tell'}${intervals.p === null ? '' : `, p ${intervals.p < 0.001 ? 'below 0.001' : `= ${Number(intervals.p.toPrecision(1))}`}`}`}
        </span>
        {timeline && (
          <span className="push">
            <CommandButton
              id="next-window"
              look="plain small"
              label={closeUpName(timeline, near) ?? 'Closer'}
            />
            {near !== null && <CommandButton id="all-windows" look="plain small" label="All" />}
            <CommandButton id="screen-chart" look="plain small" label="Show chart to the room" />
          </span>
        )}
      </div>
      <div className="lanes" ref={ref}>
        {timeline && width > 0 && (
          <TimelineChart
            timeline={timeline}
            width={width}
            scale={LAPTOP}
            runLanes={2}
            cause={held ? null : decidedCause(state)}
            causeEvent={cause}
            likeliest={cause}
            failName={closeUpName(timeline, near)}
            selected={windows}
          />
        )}
      </div>
    </section>
  );
}
