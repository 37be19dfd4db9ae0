import { expect, it } from 'vitest';
import { isKind } from '../../../shared/analyses/finding.ts';
import { seededUniform } from '../../../shared/analyses/statistics/prng.ts';
import { alone, incidentOf } from './session-alone.ts';

const MINUTE = 60_000;
const START = Date.UTC(2026, 4, 12, 4);
const MISSED = new Set([6, 13, 17, 24, 27]);
const iso = (minute: number) => new Date(START + minute * MINUTE).toISOString();

/** A cache that lasts 30 minutes and is filled every 20: where a run is missing, it fails until the next. */
function files(recorded = false) {
  const uniform = seededUniform(4);
  const turns = Array.from({ length: 30 }, (_, i) => i);
  const due = (i: number) => 10 + 20 * i;
  const failing = (m: number) => turns.some((i) => MISSED.has(i) && m >= due(i) + 10 && m < due(i) + 21);
  const counts = Array.from({ length: 620 }, (_, m) => {
    const requests = 600 + Math.round(40 * uniform());
    return `${iso(m)},${requests},${Math.round(requests * (failing(m) ? 0.2 : 0.004) * (0.8 + 0.4 * uniform()))}`;
  });
  const runs = turns
    .filter((i) => recorded || !MISSED.has(i))
    .map(
      (i) => `cache-fill,job,${iso(due(i))},${iso(due(i) + 2)},,${MISSED.has(i) ? 'failed' : 'succeeded'}`,
    );
  return new Map([
    ['incident.yaml', 'problem: "Pages fail for ten minutes, again and again"\n'],
    ['counts.csv', `time,requests,errors\n${counts.join('\n')}\n`],
    ['runs.csv', `stream,kind,start,end,title,status\n${runs.join('\n')}\n`],
  ]);
}

it('what fails where runs are missing is tested, foreseen and prevented by running, never by a pause', async () => {
  const state = alone(await incidentOf(files()));
  const forecast = state.findings.find((f) => isKind(f, 'forecast'));
  expect(forecast?.statement).toContain(
    'after the next run of cache-fill that is due and does not take place',
  );
  expect(state.result?.prevention?.interventions.map((one) => one.verb)).toEqual(['restore']);
  const said = [
    ...state.findings.map((f) => f.statement),
    ...state.rungs.flatMap((rung) => [rung.question, rung.answer ?? '', rung.bring ?? '']),
    ...state.verifications.map((one) => one.test),
  ].join('\n');
  expect(said).toContain('How can missed runs of cache-fill make requests fail?');
  expect(said).toContain('Bring the log of what starts cache-fill');
  expect(said).not.toMatch(/pause cache-fill|its runs start the failures|runs did no harm/i);
});

it('what fails where runs fail is told from runs that are missing', async () => {
  const state = alone(await incidentOf(files(true)));
  const said = [
    ...state.findings.map((f) => f.statement),
    ...state.rungs.flatMap((rung) => [rung.question, rung.answer ?? '', rung.bring ?? '']),
    ...(state.result?.prevention?.interventions ?? []).map((one) => one.action),
  ].join('\n');
  expect(said).toContain('after a run of cache-fill started that did not finish its work');
  expect(said).toContain('after the next run of cache-fill that does not finish its work');
  expect(said).toContain('How can failed runs of cache-fill make requests fail?');
  expect(said).toContain('Bring the log of cache-fill');
  expect(said).toContain('when a run that is due does not finish its work');
  expect(said).not.toMatch(/take place|what starts cache-fill|pause cache-fill/i);
});
