import type { AnalysisResult } from '../../shared/analyses/analysis-result.ts';
import { segment } from '../../shared/analyses/segment.ts';
import type { Incident } from '../../shared/incident/incident.ts';

/** The engine under judgement: one incident in, one result out. */
export type Analyse = (incident: Incident) => AnalysisResult;

/** Segmentation alone, with no opinion about the cause. */
export const windowsOnly: Analyse = (incident) => {
  const { episodes } = segment(incident);
  const span = { from: incident.series[0]?.times[0] ?? 0, to: incident.now };
  return {
    engine: 'segmentation only',
    findings: [],
    timeline: {
      span,
      now: incident.now,
      zone: incident.zone,
      windows: episodes,
      nextWindow: null,
      runs: [],
      timers: [],
      fixes: [],
      traffic: null,
      errorRate: null,
      gauge: null,
      marks: [],
      intervals: [],
    },
    episodes,
    state: 'undetermined',
    candidates: [{ id: 'none', label: 'none', kind: 'none', probability: 1, ruledOut: false, reason: '' }],
    inseparable: [],
    intervals: { medianMs: null, periodic: 'unknown', p: null, n: 0 },
    fixes: [],
    prevention: null,
  };
};
