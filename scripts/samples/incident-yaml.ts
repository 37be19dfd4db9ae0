import { prometheusName } from './format-prometheus.ts';
import type { FileChoice } from './scenario.ts';
import type { World } from './world.ts';
import { iso } from './zone.ts';

/** The content of incident.yaml: what the team brings in words, with explicit ids wherever something is meant. */
export function incidentYaml(world: World, choice: FileChoice): Record<string, unknown> {
  const { story, names } = world;
  const metrics = new Set(world.metrics.flatMap((file) => file.gauges.map((gauge) => gauge.metric)));
  const id = (name: string): string =>
    choice.format === 'prometheus' && metrics.has(name) ? prometheusName(name) : name;
  const ids = (list: readonly string[]): string[] => list.map(id);
  const worked = (min: number | null): string => (min === null ? '' : ` (worked ${min} min)`);
  return {
    problem: story.problem,
    context: story.context,
    previous_attempts: world.attempts.map((a) =>
      choice.attemptsAs === 'text'
        ? `${a.action}${worked(a.reliefMin)}`
        : {
            action: a.action,
            at: iso(a.at),
            until: iso(a.ready),
            kind: a.kind,
            ...(a.reliefMin === null ? {} : { worked_for: `${a.reliefMin} min` }),
          },
    ),
    personality: story.personality,
    output_format: 'yaml',
    max_depth: 7,
    impact: story.impact,
    timezone: world.zone,
    now: iso(world.now),
    window: { from: iso(world.from), to: iso(world.now) },
    team_hypothesis: { text: story.hypothesis.text, about: ids(story.hypothesis.about) },
    series: {
      requests: id(names.metrics.requests),
      errors: id(names.metrics.errors),
      limits: Object.fromEntries(
        Object.entries(story.limits).map(([gauge, limit]) => [id(gauge), id(limit)]),
      ),
    },
    statements: story.statements.map((s) => ({
      said: s.said,
      by_role: s.byRole,
      ...(s.about.length > 0 ? { about: ids(s.about) } : {}),
    })),
    ...(story.changes.length > 0
      ? {
          changes: story.changes.map((c) => ({
            kind: c.kind,
            what: c.what,
            at: iso(c.at),
            ...(c.about.length > 0 ? { about: ids(c.about) } : {}),
            ...(c.knownTo.length > 0 ? { known_to: c.knownTo } : {}),
            ...(c.notKnownTo.length > 0 ? { not_known_to: c.notKnownTo } : {}),
          })),
        }
      : {}),
    teams: story.teams.map((team) => ({ name: team.name, owns: ids(team.owns) })),
    // Only what the records themselves leave open: the run history has wall-clock times without a zone.
    ...(choice.localTimes ? { sources: [{ file: 'job-runs.csv', timezone: world.zone }] } : {}),
  };
}
