import { describe, expect, it } from 'vitest';
import type { IncidentFiles } from '../../../scripts/samples/files.ts';
import { seededUniform } from '../../../shared/analyses/statistics/prng.ts';
import { alone, incidentOf, rootCategories, waiting } from './session-alone.ts';

const MINUTE = 60_000;
const START = Date.UTC(2026, 2, 13, 20);
const MINUTES = 420;
/** From here on it fails for good. */
const ONSET = 242;

/** Something that broke once and stayed broken, with the changes that are on record. */
function folder(changes: readonly string[], error: string): IncidentFiles {
  const uniform = seededUniform(5);
  const time = (minute: number): string => new Date(START + minute * MINUTE).toISOString();
  const counts: string[] = [];
  const logs: string[] = [];
  for (let minute = 0; minute < MINUTES; minute += 1) {
    const bad = minute >= ONSET;
    const requests = 300 + Math.round(40 * uniform());
    const errors = bad ? Math.round(requests * (0.6 + 0.05 * uniform())) : Math.round(2 * uniform());
    counts.push(`${time(minute)},${requests},${errors}`);
    logs.push(
      JSON.stringify({ time: time(minute + 0.1), level: 'info', service: 'edge', message: 'served' }),
    );
    for (let k = 0; bad && k < 6; k += 1)
      logs.push(
        JSON.stringify({ time: time(minute + k / 7), level: 'error', service: 'edge', message: error }),
      );
  }
  return new Map([
    ['counts.csv', `time,requests,errors\n${counts.join('\n')}\n`],
    ['edge.jsonl', `${logs.join('\n')}\n`],
    [
      'incident.yaml',
      `problem: Devices cannot send\nimpact: six in ten\nprevious_attempts:\n  - {action: Rolled the gateway back, at: "${time(ONSET + 40)}"}\nstatements:\n  - {said: "Nothing warns before a certificate of the registry ends", by_role: platform, about: [registry]}\nteams:\n  - {name: platform, owns: [registry]}\nchanges:\n${changes.join('\n')}\n`,
    ],
  ]);
}

const at = (minute: number): string => new Date(START + minute * MINUTE).toISOString();
const certificate = `  - {kind: certificate, what: "Server certificate of the registry ends", at: "${at(ONSET - 2)}", about: [registry]}`;
const release = `  - {kind: code, what: "Gateway release 88", at: "${at(ONSET - 24)}", about: [gateway]}`;
const tls = 'TLS handshake failed: the certificate has expired';

describe('something that began once', () => {
  it('is followed to the change at its onset that the new error speaks of, not to the last release', async () => {
    const state = alone(await incidentOf(folder([release, certificate], tls)));
    const answers = state.rungs.filter((rung) => rung.status === 'supported').map((rung) => rung.answer);
    expect(answers.join('\n')).toContain('Server certificate of the registry ends');
    expect(answers.join('\n')).toContain('Requests meet “TLS handshake failed');
    expect(answers.join('\n')).not.toContain('Gateway release');
    expect(rootCategories(state)).toEqual(['missing guard']);
    expect(state.rungs.every((rung) => !/come back/.test(rung.question))).toBe(true);
  });

  it.each([
    ['the error speaks of something else', [release, certificate], 'could not read the sensor table'],
    ['only a release came before', [release], tls],
  ])('names what changed shortly before and decides nothing when %s', async (_, changes, error) => {
    const state = alone(await incidentOf(folder(changes, error)));
    expect(rootCategories(state)).toEqual([]);
    expect(waiting(state)).toContain('pattern');
    expect(state.rungs.map((rung) => rung.bring ?? '').join('\n')).toMatch(/Gateway release 88/);
  });
});
