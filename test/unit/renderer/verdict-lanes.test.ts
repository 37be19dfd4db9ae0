import { describe, expect, it } from 'vitest';
import { verdictLanes } from '../../../renderer/charts/lanes/verdict-lanes.ts';
import type { Timeline } from '../../../shared/analyses/timeline.ts';
import { analysed } from '../session/session-builder.ts';

function timeline(): Timeline {
  const body = analysed([]);
  if (body.kind !== 'analysed') throw new Error('no analysis');
  const mark = (at: number, stream: string) => ({ at, stream, label: stream, kind: 'deploy' as const });
  return {
    ...body.result.timeline,
    span: { from: 0, to: 100 },
    runs: ['sync', 'sweep', 'export'].map((stream) => ({ stream, suspect: false, bars: [] })),
    marks: [mark(10, 'web'), mark(40, 'api'), mark(60, 'web'), mark(500, 'web')],
  };
}

const names = (cause: string | null, only: boolean) => {
  const { runs, ofCause, changes } = verdictLanes(timeline(), 2, cause, only);
  return {
    runs: runs.map((run) => run.stream),
    ofCause: ofCause.map((mark) => mark.at),
    changes: changes.map((mark) => mark.at),
  };
};

describe('the lanes of the chart', () => {
  it('give the changes that the verdict names a lane of their own', () => {
    expect(names('web', false)).toEqual({ runs: ['sync', 'sweep'], ofCause: [10, 60], changes: [40] });
  });

  it('show the room no runs that the verdict does not name', () => {
    expect(names('web', true).runs).toEqual([]);
    expect(names('export', true)).toEqual({ runs: ['export'], ofCause: [], changes: [10, 40, 60] });
    expect(names('accumulation', true).runs).toEqual([]);
  });

  it('give the change that leads while the verdict is open a lane of its own, and no longer once it is not', () => {
    const open = {
      ...timeline(),
      runs: [],
      marks: [{ id: 'api#1', at: 40, stream: 'api', label: '', kind: 'deploy' as const }],
    };
    expect(verdictLanes(open, 2, null, true, 'api#1')).toMatchObject({
      likeliest: [{ at: 40 }],
      changes: [],
    });
    expect(verdictLanes(open, 2, 'web', true, 'api#1').likeliest).toEqual([]);
    expect(verdictLanes(open, 2, null, true, 'api').likeliest).toHaveLength(1);
  });

  it('are two where two that run at once are the cause', () => {
    expect(verdictLanes(timeline(), 1, 'sync&export', true).runs.map(({ stream }) => stream)).toEqual([
      'sync',
      'export',
    ]);
  });

  it('draw no event twice: neither as a run nor as a change', () => {
    const scaled = { ...timeline(), marks: [{ at: 40, stream: 'sync', label: '', kind: 'other' as const }] };
    expect(verdictLanes(scaled, 2, null, true).changes).toEqual([]);
  });

  it('are the likeliest while there is no verdict', () => {
    expect(names(null, true)).toEqual({ runs: ['sync', 'sweep'], ofCause: [], changes: [10, 40, 60] });
  });
});
