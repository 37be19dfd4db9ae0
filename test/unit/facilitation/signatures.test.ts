import { describe, expect, it } from 'vitest';
import type { Incident } from '../../../shared/incident/incident.ts';
import { SIGNATURE_PLANS } from '../../simulate/planted-signatures.ts';
import { random } from '../../simulate/random.ts';
import { alone } from './session-alone.ts';

function planted(what: string, seed = 3): Incident {
  const plan = SIGNATURE_PLANS.find((one) => one.what.startsWith(what));
  if (!plan) throw new Error(what);
  return plan.make(random(seed, what));
}

const answers = (incident: Incident) =>
  alone(incident).rungs.map(({ move, status, answer, bring }) => ({
    move,
    status,
    answer,
    bring,
  }));

describe('a failure that no stream lists', () => {
  it('follows a clock that its mark names, where no stream keeps it', () => {
    const rungs = answers(planted('a job at 03:20 in Berlin'));
    expect(rungs.find((r) => r.move === 'clock')).toMatchObject({
      status: 'supported',
      answer: expect.stringContaining('local time'),
    });
  });

  it('comes about as its mark says, where nothing is at a limit', () => {
    const rungs = answers(planted('steal on one node'));
    expect(rungs.find((r) => r.move === 'mechanism')).toMatchObject({
      status: 'supported',
      answer: expect.stringContaining('b1'),
    });
  });

  it('waits with the open lead first, where the data that would show it are missing', () => {
    const rungs = answers({ ...planted('all clients stop at once'), logs: null });
    const parked = rungs.find((r) => r.move === 'mechanism');
    expect(parked?.status).toBe('parked');
    expect(parked?.bring).toMatch(/^Errors by client.*open lead F\d+/);
  });

  it('names what fills up where a gauge shows it, also when no clock can be named', () => {
    const rungs = answers(planted('connections taken'));
    expect(rungs.find((r) => r.move === 'mechanism')?.answer).toContain('pool.in_use');
  });
});
