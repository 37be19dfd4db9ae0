import { type IncidentFiles, incidentFiles } from './files.ts';
import { rearmedJobWorld } from './rearmed-job.ts';
import { resolveScenario, type SampleOptions, type Scenario } from './scenario.ts';
import type { World } from './world.ts';

/** What happened, before it is written as files: tests compare the product's answer with it. */
export function simulate(options: SampleOptions): World {
  return worldOf(resolveScenario(options));
}

function worldOf(scenario: Scenario): World {
  return rearmedJobWorld(scenario);
}

/** An incident folder as a map from file name to content; the same options give the same bytes. */
export function generateIncident(options: SampleOptions): IncidentFiles {
  const scenario = resolveScenario(options);
  return incidentFiles(worldOf(scenario), scenario);
}
