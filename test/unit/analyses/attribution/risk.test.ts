import { describe, expect, it } from 'vitest';
import { riskSet } from '../../../../shared/analyses/attribution/risk.ts';
import { segment } from '../../../../shared/analyses/segment.ts';
import { buildIncident } from '../build-incident.ts';

const ONSETS = [60, 160, 260, 360];

/** The second window begins in what the export has nothing of, `missing` minutes long. */
function riskWith(missing: number) {
  const incident = buildIncident({
    minutes: 480,
    windows: ONSETS.map((m) => [m, m + 12] as const),
    perMinute: 600,
    seed: 3,
  });
  const from = 160 - missing;
  return riskSet(
    segment({
      ...incident,
      series: incident.series.map((one) => ({
        ...one,
        values: one.values.map((v, i) => (i >= from && i < 160 ? null : v)),
      })),
    }),
  );
}

describe('a window before which minutes are missing from the export', () => {
  it('began between the last known minute and the first that failed, where few are missing', () => {
    const risk = riskWith(3);
    expect(risk.seen).toHaveLength(4);
    expect((risk.seen[1] as number) / 60_000).toBeCloseTo(157, 5);
    expect((risk.seenEnd[1] as number) / 60_000).toBeCloseTo(160.3, 5);
  });

  it('was not seen to begin where more are missing than would place it', () => {
    expect(riskWith(25).seen).toHaveLength(3);
  });
});
