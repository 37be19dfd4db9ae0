import { type IncidentFiles, incidentFiles } from './files.ts';
import { rearmedJobWorld } from './rearmed-job.ts';
import { type Family, resolveScenario, type SampleOptions, type Scenario } from './scenario.ts';
import { trafficWorld } from './traffic-load.ts';
import { unexplainedWorld } from './unexplained.ts';
import type { World } from './world.ts';

/** What happened, before it is written as files: tests compare the product's answer with it. */
export function simulate(options: SampleOptions): World {
  return worldOf(resolveScenario(options));
}

const FAMILIES: Readonly<Record<Family, (scenario: Scenario) => World>> = {
  'rearmed-job': rearmedJobWorld,
  traffic: trafficWorld,
  unexplained: unexplainedWorld,
};

function worldOf(scenario: Scenario): World {
  return FAMILIES[scenario.family](scenario);
}

/** An incident folder as a map from file name to content; the same options give the same bytes. */
export function generateIncident(options: SampleOptions): IncidentFiles {
  const scenario = resolveScenario(options);
  return incidentFiles(worldOf(scenario), scenario);
}
