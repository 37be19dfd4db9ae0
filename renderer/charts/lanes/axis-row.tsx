import { calendarDay } from '../../../shared/analyses/wording.ts';
import type { TimeRange } from '../../../shared/incident/time-range.ts';
import { textWidth } from '../marks.tsx';
import { TimeAxis } from '../time-axis.tsx';
import type { LaneFrame } from './lane-frame.ts';

/** The time axis below the lanes; on the stage with the day and the zone of its clock in the column of names. */
export function AxisRow({ frame, zone }: { readonly frame: LaneFrame; readonly zone: string }) {
  const { span, now, names, plot, scale, onStage } = frame;
  return (
    <div className="lane-row">
      <div className="lane-name of-axis">
        {onStage && <span>{dayAndZone(span, zone, names - scale.font, scale.font)}</span>}
      </div>
      <TimeAxis span={span} now={now} zone={zone} width={plot} scale={scale} />
    </div>
  );
}

/** "20 Nov, UTC", of several days "UTC": what the times of the axis are in, as far as it fits. */
function dayAndZone(span: TimeRange, zone: string, room: number, font: number): string {
  const day = calendarDay(span.from, zone);
  const oneDay = day === calendarDay(span.to - 1, zone);
  const said = oneDay ? [`${day}, ${zone}`, day] : [zone];
  return said.find((one) => textWidth(one, font) <= room) ?? '';
}
