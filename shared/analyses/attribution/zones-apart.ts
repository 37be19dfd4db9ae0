import type { Incident } from '../../incident/incident.ts';
import { zoneDoubts } from '../../incident/zone-doubts.ts';
import type { Segmentation } from '../segmentation.ts';

/**
 * Streams whose times cannot be compared with the failures yet: the zone of one of the two files is in doubt, and not that of
 * the other.
 */
export function zonesApart(incident: Incident, s: Segmentation): ReadonlySet<string> {
  const unsure = new Set(zoneDoubts(incident.sources).map(({ source }) => source.id));
  if (unsure.size === 0) return new Set();
  const failures = s.computedFrom.some((id) => unsure.has(id));
  return new Set(
    incident.streams.flatMap(({ id, sources }) =>
      sources.length > 0 && sources.every((one) => unsure.has(one)) !== failures ? [id] : [],
    ),
  );
}
