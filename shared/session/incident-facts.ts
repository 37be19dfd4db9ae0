import type { Incident } from '../incident/incident.ts';
import type { IncidentFacts } from './events.ts';

/** What windows and report need of an incident; the evidence itself stays with the analyst. */
export function factsOf(incident: Incident): IncidentFacts {
  return {
    name: incident.name,
    zone: incident.zone,
    zoneAssumed: incident.zoneAssumed,
    now: incident.now,
    roles: incident.roles,
    statements: incident.statements,
    attempts: incident.attempts,
    changes: incident.changes,
    teams: incident.teams,
    streamIds: incident.streams.map((stream) => stream.id),
    seriesIds: incident.series.map((series) => series.id),
    warnings: incident.warnings ?? [],
  };
}
