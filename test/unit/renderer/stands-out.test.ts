import { describe, expect, it } from 'vitest';
import { standsOut } from '../../../renderer/views/stage/stands-out.ts';
import type { SessionState } from '../../../shared/session/state.ts';

type Found = SessionState['findings'][number];
const finding = (data: Found['data'], more: Partial<Found> = {}): Found => ({
  id: 'F1',
  revision: 0,
  withdrawn: false,
  key: 'k',
  title: 't',
  statement: 's',
  measure: '9 of 9',
  verdict: 'supported',
  strength: 'strong',
  cites: [],
  pins: [],
  computedFrom: [],
  data,
  ...more,
});
const cause = (state: 'cause' | 'none'): Found =>
  finding({
    kind: 'cause',
    state,
    cause: state === 'none' ? 'none' : 'sync',
    probability: 0.9,
    candidates: [],
    inseparable: [],
    streamsTested: 2,
    experiment: null,
  });
const sick = finding({
  kind: 'signature',
  signature: 'one-sick-instance',
  about: ['host', 'web-4'],
  n: 200,
  answers: 'mechanism',
  answer: 'host web-4 alone fails, one of 6',
  bring: null,
});
const line = finding(
  { kind: 'template', template: 't1', text: 'x', how: 'before', inside: 9, outside: 0, medianRank: 1 },
  { title: '“pool … has requested a recycle”' },
);

describe('what stands out where nothing listed explains the failures', () => {
  it('is a known trace, else a line that comes as the windows begin', () => {
    expect(standsOut({ findings: [cause('none'), line, sick] })).toBe(
      'What stands out: host web-4 alone fails, one of 6.',
    );
    expect(standsOut({ findings: [cause('none'), line] })).toBe(
      'What stands out: “pool … has requested a recycle” comes as 9 of 9 windows begin.',
    );
  });

  it('is not told beside a cause', () => {
    expect(standsOut({ findings: [cause('cause'), sick] })).toBeNull();
    expect(standsOut({ findings: [cause('none')] })).toBeNull();
  });
});
