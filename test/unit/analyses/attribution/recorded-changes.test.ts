import { describe, expect, it } from 'vitest';
import { analyse } from '../../../../shared/analyses/analyse.ts';
import { attribute } from '../../../../shared/analyses/attribution/attribute.ts';
import { segment } from '../../../../shared/analyses/segment.ts';
import type { Incident, RecordedChange } from '../../../../shared/incident/incident.ts';
import type { Stream } from '../../../../shared/incident/stream.ts';
import { DAY_MS } from '../../../../shared/incident/time-range.ts';
import { buildIncident, changed, event, START, stream } from '../build-incident.ts';

const MINUTES = 900;
const CHANGE = 500;
/** Irregular, so that no clock explains them; the first soon after the change. */
const ONSETS = [512, 561, 590, 661, 693, 770, 803, 871] as const;

/** The healthy failure rate rises for good with the change, and windows begin. */
function incidentWith(
  changes: readonly RecordedChange[],
  streams: readonly Stream[] = [],
  risen = 2.5,
): Incident {
  const incident = buildIncident({
    minutes: MINUTES,
    windows: ONSETS.map((m) => [m, m + 10] as const),
    perMinute: 2000,
    seed: 4,
    streams,
    changes,
  });
  return {
    ...incident,
    series: incident.series.map((x) =>
      x.id === incident.roles.errors?.series
        ? { ...x, values: x.values.map((v, i) => (v === null || i < CHANGE ? v : Math.round(v * risen))) }
        : x,
    ),
  };
}

function verdict(incident: Incident) {
  const found = attribute(incident, segment(incident), []);
  return {
    ...found,
    top: found.candidates[0],
    of: (id: string) => found.candidates.find((c) => c.id === id),
  };
}

const raised = (n: number, more: Partial<RecordedChange> = {}) =>
  changed(n, CHANGE, 'configuration', { what: 'Raised the pool to 50.', ...more });

describe('a change that only a record tells of', () => {
  it('is the cause where the failures rose for good from it on', () => {
    const { top, state, findings } = verdict(incidentWith([raised(1)]));
    expect(top).toMatchObject({
      id: 'C1',
      kind: 'config',
      label: '“Raised the pool to 50” (C1, 18:20)',
      reason:
        '8 of 8 windows came after it, the first 12 min later; between the windows failures are 2.6 times what they were before.',
    });
    expect(top?.probability).toBeGreaterThan(0.8);
    expect(state).toBe('cause');
    expect(findings[0]?.statement).toMatch(/^“Raised the pool to 50” \(C1, 18:20\) explains the failures \(/);
    expect(findings[0]?.cites).toEqual(['C1']);
  });

  it('is found among five', () => {
    const others = [60, 190, 330, 430].map((at, i) => changed(i + 2, at, i % 2 ? 'code' : 'configuration'));
    const said = verdict(incidentWith([raised(1), ...others]));
    expect(said.top?.id).toBe('C1');
    expect(said.state).toBe('cause');
    expect(said.candidates.filter((c) => c.kind === 'config' || c.kind === 'deploy')).toHaveLength(5);
    expect(said.findings[0]?.statement).toMatch(/It is the best of 5 recorded changes tested\.$/);
  });

  it('is no cause where nothing rose and hours of calm followed', () => {
    const said = verdict(incidentWith([changed(1, 60)], [], 1));
    expect(said.of('C1')?.probability).toBeLessThan(0.05);
  });

  it('is from then on what a load does harm through', () => {
    const surges = [...ONSETS, 40, 90, 160, 220, 290, 350, 410, 470];
    const incident = buildIncident({
      minutes: MINUTES,
      windows: ONSETS.map((m) => [m, m + 10] as const),
      requestsAt: (m) => (surges.some((at) => m >= at - 2 && m < at + 10) ? 900 : 600),
      seed: 8,
      changes: [raised(1)],
    });
    const said = verdict(incident);
    expect(said.top?.id).toBe('C1');
    expect(said.top?.reason).toMatch(
      /^From it on 8 of 8 windows began at .*; before it .* passed without harm\.$/,
    );
  });

  it('is ruled out by time where windows had begun before it', () => {
    const said = verdict(incidentWith([raised(1), changed(2, 640, 'code', { what: 'Rolled back' })]));
    expect(said.of('C2')).toMatchObject({ ruledOut: true, probability: 0 });
    expect(said.of('C1')?.probability).toBe(verdict(incidentWith([raised(1)])).of('C1')?.probability);
    const against = said.findings.find((f) => f.verdict === 'ruled-out' && f.cites.includes('C2'));
    expect(against?.title).toBe('Not “Rolled back” (C2, 20:40)');
    expect(against?.statement).toBe('“Rolled back” (C2, 20:40): 3 of 8 windows had begun before it.');
    expect(against?.data).toMatchObject({ candidate: 'C2', about: ['C2'] });
  });

  it('is ruled out by time where the one window had begun before it', () => {
    const incident = buildIncident({
      minutes: 300,
      windows: [[200, 300]],
      changes: [changed(1, 150), changed(2, 201), changed(3, 230)],
    });
    const said = verdict(incident);
    expect(said.of('C3')).toMatchObject({ ruledOut: true, reason: 'The one window had begun before it.' });
    expect(said.of('C2')?.ruledOut).toBe(false);
    expect(said.of('C1')).toMatchObject({
      ruledOut: false,
      reason: 'The one window came 50 min after it.',
    });
  });

  it('is neither accused nor ruled out where only its day is on record, unless windows had begun before that', () => {
    const day = changed(1, 0, 'configuration', { at: START - 10 * 3_600_000, atIs: 'day' });
    const said = verdict(incidentWith([day]));
    expect(said.of('C1')).toMatchObject({
      probability: 0,
      ruledOut: false,
      label: '“Changed thing 1” (C1, Fri 20 Nov)',
      reason: 'Only its day is on record, Fri 20 Nov: its time is needed to test it.',
    });
    const next = verdict(incidentWith([{ ...day, at: day.at + DAY_MS }]));
    expect(next.of('C1')).toMatchObject({ probability: 0, ruledOut: true });
  });

  it('is neither accused nor ruled out where the series begins long after it', () => {
    const early = changed(1, -600);
    const incident = buildIncident({
      minutes: 400,
      windows: [
        [60, 80],
        [140, 160],
        [260, 280],
      ],
      changes: [early],
    });
    const said = verdict(incident);
    expect(said.of('C1')).toMatchObject({ probability: 0, ruledOut: false });
    expect(said.of('C1')?.reason).toMatch(/^It came 10 h before the first figure of the failure series/);
    expect(
      analyse(incident).findings.find((f) => f.title === 'Failures before “Changed thing 1”')?.statement,
    ).toMatch(
      /^Bring requests and errors from before Fri 20 Nov, 00:00 \(UTC\)\. “Changed thing 1” \(C1, 00:00\) came/,
    );
  });

  it('is no change of the system as it runs: more load, a commit, what is planned behind the evidence', () => {
    const none = verdict(incidentWith([]));
    const said = verdict(
      incidentWith([
        changed(1, CHANGE, 'traffic'),
        changed(2, CHANGE, 'code', { atIs: 'commit' }),
        changed(3, MINUTES + 60),
      ]),
    );
    expect(said.candidates).toEqual(none.candidates);
  });

  it('stays one candidate where a stream lists the same change', () => {
    const listed = stream('settings', 'config', [event(200), event(CHANGE + 1)], MINUTES);
    const alone = verdict(incidentWith([], [listed]));
    const both = verdict(incidentWith([raised(1)], [listed]));
    expect(both.of('C1')).toBeUndefined();
    expect(both.candidates.map(({ id, probability }) => [id, probability])).toEqual(
      alone.candidates.map(({ id, probability }) => [id, probability]),
    );
    expect(both.top).toMatchObject({
      id: 'settings#2',
      label: '“Raised the pool to 50” (C1, 18:20)',
    });
    expect(both.findings[0]?.cites).toEqual(['C1']);
  });

  it('is another change where the stream is of another kind or the time another one', () => {
    const listed = stream('settings', 'config', [event(200), event(CHANGE + 6)], MINUTES);
    expect(verdict(incidentWith([raised(1)], [listed])).of('C1')).toBeDefined();
    const release = stream('release', 'deploy', [event(200), event(CHANGE)], MINUTES);
    const said = verdict(incidentWith([raised(1)], [release]));
    expect(said.of('C1')?.probability).toBeCloseTo(said.of('release#2')?.probability ?? 0, 10);
  });

  it('stays one candidate where two records tell of it in other words, and names both', () => {
    const again = changed(2, CHANGE + 1, 'configuration', { what: 'orders.pool is 50 now' });
    const said = verdict(incidentWith([raised(1), again]));
    expect(said.of('C2')).toBeUndefined();
    expect(said.of('C1')?.label).toBe('“Raised the pool to 50” (C1 and C2, 18:20)');
    expect(said.of('C1')?.probability).toBe(verdict(incidentWith([raised(1)])).of('C1')?.probability);
    expect(said.findings[0]?.cites).toEqual(['C1', 'C2']);
    const later = verdict(incidentWith([raised(1), { ...again, at: again.at + 2 * 60_000 }]));
    expect(later.of('C2')).toBeDefined();
  });

  it('is judged by time and kind alone: texts, numbers and order change nothing', () => {
    const many = [raised(1), changed(2, 190, 'code'), changed(3, 430, 'vendor'), changed(4, 640, 'flag')];
    const ids = [31, 4, 12, 7];
    const renamed = many
      .map((one, i) => ({
        ...one,
        id: `C${ids[i] ?? 0}` as const,
        what: `Deployed the fix ${i}`,
        about: ['x'],
      }))
      .reverse();
    const odds = (changes: readonly RecordedChange[]) => {
      const { candidates } = verdict(incidentWith(changes));
      return changes.map(({ at, id }) => [at, candidates.find((c) => c.id === id)?.probability]);
    };
    expect(odds(renamed).reverse()).toEqual(odds(many));
  });

  it('has no rival of its own name: a stream that is called like its id keeps the name', () => {
    const namesake = stream('C1', 'job', [event(100, 110), event(300, 310)], MINUTES);
    const said = verdict(incidentWith([raised(1)], [namesake]));
    expect(said.candidates.filter((c) => c.id === 'C1')).toHaveLength(1);
    expect(said.of('C1')?.kind).toBe('job');
  });
});

describe('what follows from a change on record as the cause', () => {
  const result = analyse(incidentWith([raised(1), changed(2, 640, 'code', { what: 'Rolled back' })]));
  const of = (kind: string) => result.findings.filter((f) => f.data.kind === kind);

  it('is due at any time until it is taken back', () => {
    expect(of('forecast')[0]?.statement).toMatch(
      /^If nothing is done, the next failure can come at any time until it is taken back\./,
    );
  });

  it('is prevented by taking it back', () => {
    expect(result.prevention?.culprit).toBe('C1');
    expect(result.prevention?.interventions.map(({ action }) => action)).toEqual([
      'Take back “Raised the pool to 50” (C1, 18:20), then bring it in to a small part first',
    ]);
    const left = result.prevention?.outcomes.map(({ windows }) => windows.length);
    expect(left).toEqual([8, 0]);
  });

  it('is prevented alike where a stream lists it: its windows are those since then', () => {
    const listed = stream('settings', 'config', [event(200), event(CHANGE + 1)], MINUTES);
    const { prevention } = analyse(incidentWith([raised(1)], [listed]));
    expect(prevention?.interventions[0]).toMatchObject({ verb: 'restore', target: 'settings#2' });
    expect(prevention?.outcomes.map(({ windows, why }) => [windows.length, why])).toEqual([
      [8, 'What “Raised the pool to 50” (C1, 18:20) changed stays as it is.'],
      [0, 'Without “Raised the pool to 50” (C1, 18:20) it is as it was before.'],
    ]);
  });

  it('cannot be taken back where others made it', () => {
    const { prevention } = analyse(
      incidentWith([changed(1, CHANGE, 'vendor', { what: 'Gateway moved its API' })]),
    );
    expect(prevention?.interventions[0]?.action).toMatch(
      /^Keep what “Gateway moved its API” \(C1, 18:20\) brought from reaching the callers/,
    );
  });

  it('is stable or not like any other cause', () => {
    expect(of('robustness')[0]?.statement).toMatch(
      /^“Raised the pool to 50” \(C1, 18:20\) stays the likeliest/,
    );
  });

  it('is marked in the census, and what came after the failures is not', () => {
    const census = of('census')[0]?.data;
    const entries = census?.kind === 'census' ? census.entries : [];
    expect(entries.find((e) => e.change === 'configuration')?.why).toBe(
      'Raised the pool to 50, Fri 20 Nov, 18:20, the likeliest cause',
    );
  });

  it('is on the chart, however long before the windows', () => {
    const mark = result.timeline.marks.find(({ stream: id }) => id === 'C1');
    expect(mark?.label).toBe('Raised the pool to 50.');
    const { span } = result.timeline;
    const long = analyse(incidentWith([changed(1, CHANGE - 200)])).timeline;
    expect(long.span.from).toBeGreaterThan(START + (CHANGE - 200) * 60_000);
    expect(span.from).toBeLessThan(START + CHANGE * 60_000);
  });
});
