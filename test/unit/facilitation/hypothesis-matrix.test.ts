import { beforeAll, describe, expect, it } from 'vitest';
import { generateIncident } from '../../../scripts/samples/generate-incident.ts';
import { hypothesisMatrix } from '../../../shared/facilitation/hypothesis-matrix.ts';
import { contentWords, sameIdea } from '../../../shared/facilitation/same-idea.ts';
import type { SessionState } from '../../../shared/session/state.ts';
import { commanded, incidentOf, opened } from './session-alone.ts';

let before: ReturnType<typeof opened>;
beforeAll(async () => {
  before = opened(await incidentOf(generateIncident({ family: 'rearmed-job' })));
}, 30_000);

function revealed(...texts: string[]): SessionState {
  let log = commanded(before, { kind: 'start-blind-round', seconds: 90 });
  for (const text of texts) log = commanded(log, { kind: 'add-card', text });
  return commanded(log, { kind: 'reveal' }).state;
}

function matrixOf(state: SessionState) {
  if (state.blind.phase !== 'revealed') throw new Error('not revealed');
  return hypothesisMatrix(state, state.blind.cards, state.blind.groups);
}

describe('the ideas of the room against the findings', () => {
  it('cards that say the same are one idea with a count', () => {
    const { rows } = matrixOf(revealed('The database is slow', 'database problem', 'Something on a timer'));
    expect(rows.map((row) => row.cards).sort()).toEqual([1, 2]);
  });

  it('what the team itself named is weighed by what it is about, the load and a release by their rule-outs', () => {
    const { rows } = matrixOf(
      revealed('A database problem', 'Too much load', 'The latest deployment', 'Something on a timer'),
    );
    const against = Object.fromEntries(rows.map((row) => [row.label, row.inconsistent]));
    expect(against['A database problem']).toBeGreaterThan(0);
    expect(against['Too much load']).toBeGreaterThan(0);
    expect(against['The latest deployment']).toBeGreaterThan(0);
    expect(against['Something on a timer']).toBe(0);
    expect(rows[0]?.label).toBe('Something on a timer');
  });

  it('an idea that denies what was ruled out fits', () => {
    const { rows } = matrixOf(revealed('It is not the load'));
    expect(rows[0]?.inconsistent).toBe(0);
    expect(Object.values(rows[0]?.cells ?? {})).toContain('consistent');
  });

  it('words that every card uses make no two ideas the same', () => {
    const same = (a: string, b: string) => sameIdea(contentWords(a), contentWords(b));
    expect(same('The problem is the cache', 'The problem is the network')).toBe(false);
    expect(same('Timeouts of the payment provider', 'payment provider timeout')).toBe(true);
    expect(same('', 'anything')).toBe(false);
  });
});
