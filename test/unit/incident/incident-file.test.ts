import { describe, expect, it } from 'vitest';
import { statedRelief } from '../../../shared/incident/attempt-sentence.ts';
import { parseIncidentFile } from '../../../shared/incident/incident-file.ts';

const SMALL = `problem: "Checkout failures resuming 20-30 minutes after each fix"
context: |
  E-commerce platform, peak Friday traffic
  Started 3 hours ago
previous_attempts:
  - "Restarted checkout service (worked 25 min)"
  - "14:37 Added 2 more application servers (worked 20 min)"
  - {action: Rolled the pool out, at: "2024-05-03T11:42:00Z", until: "2024-05-03T11:50:00Z", worked_for: 30 min}
personality: investigator
output_format: yaml
max_depth: 7
`;

function error(text: string): { code: string; message: string; hint: string } {
  const result = parseIncidentFile(text);
  if (result.ok) throw new Error('expected a failure');
  return result.error;
}

describe('incident.yaml', () => {
  it('reads attempts as sentences and as objects', () => {
    const result = parseIncidentFile(SMALL);
    if (!result.ok) throw new Error(result.error.message);
    expect(result.value.attempts).toEqual([
      { action: 'Restarted checkout service', at: null, until: null, kind: null, statedReliefMs: 1_500_000 },
      {
        action: 'Added 2 more application servers',
        at: '14:37',
        until: null,
        kind: null,
        statedReliefMs: 1_200_000,
      },
      {
        action: 'Rolled the pool out',
        at: '2024-05-03T11:42:00Z',
        until: '2024-05-03T11:50:00Z',
        kind: null,
        statedReliefMs: 1_800_000,
      },
    ]);
  });

  it('names the line and the key that was probably meant', () => {
    const { message, hint } = error(SMALL.replace('previous_attempts', 'previous_attemps'));
    expect(message).toContain('line 5: unknown key "previous_attemps"; did you mean "previous_attempts"?');
    expect(hint).toContain('max_depth');
    const nested = error(`${SMALL}statements:\n  - {said: x, by_rol: engineer}\n`);
    expect(nested.message).toMatch(/line 13: .*by_rol/);
    expect(error(SMALL.replace('until:', 'untill:')).message).toMatch(
      /line 8: unknown key "previous_attempts\[2\].untill"; did you mean "until"/,
    );
  });

  it('refuses a depth outside 3 to 15', () => {
    for (const depth of ['0', '1000', '2.5', 'seven']) {
      expect(error(SMALL.replace('max_depth: 7', `max_depth: ${depth}`)).message).toMatch(
        /line 11: "max_depth" must be a/,
      );
    }
  });

  it('names what is allowed', () => {
    const { message, hint } = error(SMALL.replace('investigator', 'investigater'));
    expect(message).toContain('did you mean "investigator"');
    expect(hint).toBe(
      'Allowed: investigator, coach, facilitator, default, a YAML file beside it such as our-team.yaml.',
    );
  });

  it.each([
    ['problem: Uploads fail: each noon\n', 'Write problem: "Uploads fail: each noon"'],
    ['problem: x\nattempts: []\n', 'did you mean "previous_attempts"'],
    ['title: x\n', 'did you mean "problem"'],
    ['problem: x\nprevious_attempts: restarted\n', 'Begin each line below previous_attempts with "- ".'],
    ['problem: x\nchanges:\n  - deployed 3.2\n', 'Write - {kind: deploy, what: "...", at:'],
    ['problem: x\nstatements:\n  - it locks\n', 'Write - {said: "...", by_role:'],
  ])('says how it is written: %j', (text, said) => {
    const parsed = parseIncidentFile(text);
    expect(parsed.ok).toBe(false);
    if (!parsed.ok) expect(`${parsed.error.message} ${parsed.error.hint}`).toContain(said);
  });

  it("takes a team's own personality as a file beside it, and no file elsewhere", () => {
    const named = (name: string) => SMALL.replace('investigator', JSON.stringify(name));
    const own = parseIncidentFile(named('./voices/our-team.yaml'));
    expect(own).toMatchObject({
      ok: true,
      value: { personality: null, personalityFile: 'voices/our-team.yaml' },
    });
    expect(parseIncidentFile(SMALL)).toMatchObject({
      ok: true,
      value: { personality: 'investigator', personalityFile: null },
    });
    for (const elsewhere of [
      '../our-team.yaml',
      '/etc/our-team.yaml',
      'C:\\our-team.yaml',
      'a\\..\\..\\b.yml',
    ])
      expect(error(named(elsewhere)).message).toContain(
        '"personality" must lie beside incident.yaml or below; write "our-team.yaml"',
      );
  });

  it('limits the problem to 20,000 characters in a clear sentence', () => {
    expect(error(`problem: "${'x'.repeat(100_000)}"`).message).toContain(
      'the problem is longer than 20,000 characters',
    );
  });

  it('says that the problem is missing', () => {
    expect(error('context: x').message).toContain('"problem" is missing');
    expect(error('').message).toContain('no list of keys');
  });

  it('survives nesting, aliases, double keys and a flood of keys', () => {
    expect(error(`problem: ${'['.repeat(10_000)}`).code).toBe('yaml-too-deep');
    expect(
      error(
        `problem: x\ncontext:\n${Array.from({ length: 100 }, (_, i) => `${' '.repeat(i + 1)}a:`).join('\n')}`,
      ).code,
    ).toBe('yaml-too-deep');
    expect(error(`problem: ${'- '.repeat(200)}x`).code).toMatch(/^yaml-/);
    expect(error('problem: &a x\ncontext: *a\n').code).toBe('yaml-alias');
    expect(error('problem: x\ncontext: y\nproblem: z\n').message).toContain(
      'line 3: the key "problem" occurs twice',
    );
    const started = performance.now();
    expect(error(Array.from({ length: 19_000 }, (_, i) => `k${i}: 1`).join('\n')).message).toContain(
      'unknown key "k0"',
    );
    error(Array.from({ length: 80_000 }, (_, i) => `k${i}: 1`).join('\n'));
    expect(performance.now() - started).toBeLessThan(5_000);
    expect(error(`problem: x\n#${'y'.repeat(1_100_000)}`).code).toBe('yaml-too-large');
  });

  it('finds the relief in the words a team uses', () => {
    expect(statedRelief('restart (worked 25 min)')).toBe(1_500_000);
    expect(statedRelief('helped for about 1h 10m')).toBe(4_200_000);
    expect(statedRelief('raised pool from 50 to 100')).toBeNull();
  });

  it('knows where each entry stands, to the byte', () => {
    const text = `\uFEFFproblem: "it fails · again"\nstatements:\n  - said: über alles\n    by_role: support\n  - {said: two, by_role: support}\nprevious_attempts:\n  - Restarted it\n`;
    const result = parseIncidentFile(text);
    if (!result.ok) throw new Error(result.error.message);
    const bytes = Buffer.from(text);
    const cut = (place: { bytes: readonly [number, number] } | null | undefined) =>
      place ? bytes.subarray(...place.bytes).toString() : null;
    expect(result.value.places.statements.map(cut)).toEqual([
      'said: über alles\n    by_role: support',
      '{said: two, by_role: support}',
    ]);
    expect(result.value.places.statements[0]?.lines).toEqual([3, 4]);
    expect(cut(result.value.places.attempts[0])).toBe('Restarted it');
  });
});
