import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { strToU8, zipSync } from 'fflate';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readIncident } from '../../../../electron/analyst/read-incident.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'whyladder-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const OURS =
  'id: ours\nname: Ours\nabout: Asks for the record.\nvoice: Dry.\nquestions: {}\npushes_back: {}\nsilence_s: 5\ncloses: {with_roots: Recorded., without_root: Not recorded.}\n';
const DESCRIPTION = 'problem: It fails\npersonality: ours.yaml\n';

async function read(path = folder) {
  const job = { id: 'j', paths: [path], brief: null, unreadable: [], analyse: false };
  const result = await readIncident(job, () => undefined);
  if (!result.ok) throw new Error(result.error.message);
  return result.value;
}

function put(name: string, text: string): void {
  writeFileSync(join(folder, name), text);
}

describe('the personality that incident.yaml names beside it', () => {
  it('is read with the incident, and is no evidence', async () => {
    put('incident.yaml', DESCRIPTION);
    put('ours.yaml', OURS);
    const { ownPersonality, incident } = await read();
    expect(ownPersonality).toMatchObject({ ok: true, value: { id: 'ours', silence_s: 5 } });
    expect(incident.sources.map(({ file }) => file)).toEqual(['incident.yaml']);
  });

  it('may lie in a folder below, or in the same archive', async () => {
    put('incident.yaml', DESCRIPTION.replace('ours.yaml', 'voices/ours.yaml'));
    mkdirSync(join(folder, 'voices'));
    put('voices/ours.yaml', OURS);
    expect((await read()).ownPersonality).toMatchObject({ ok: true });
    const packed = join(folder, 'packed.zip');
    const files = { 'incident.yaml': strToU8(DESCRIPTION), 'ours.yaml': strToU8(OURS) };
    writeFileSync(packed, zipSync({ inc: files }));
    expect((await read(packed)).ownPersonality).toMatchObject({ ok: true });
    writeFileSync(packed, zipSync(files));
    expect((await read(packed)).ownPersonality).toMatchObject({ ok: true });
  });

  it('that is missing or cannot be used says so, and the evidence is read all the same', async () => {
    put('incident.yaml', DESCRIPTION);
    expect(await read()).toMatchObject({
      incident: { brief: { problem: 'It fails' } },
      ownPersonality: {
        ok: false,
        error: {
          message: 'incident.yaml names the personality "ours.yaml", and there is no such file beside it.',
          hint: 'Put the file there, or name one of investigator, coach, facilitator, default.',
        },
      },
    });
    const refused = async (text: string) => {
      put('ours.yaml', text);
      const { ownPersonality } = await read();
      return ownPersonality?.ok === false ? ownPersonality.error.message : 'taken';
    };
    expect(await refused(OURS.replace('voice:', 'voce:'))).toContain('ours.yaml, line 1: "voice" is missing');
    expect(await refused(`${OURS}${'#'.repeat(300_000)}`)).toBe('ours.yaml is larger than 256 KB.');
    expect(await refused('a: [')).toContain('ours.yaml');
  });

  it('is not looked for where the description names one that comes with the product', async () => {
    put('incident.yaml', DESCRIPTION.replace('ours.yaml', 'coach'));
    put('ours.yaml', OURS);
    const { ownPersonality, incident } = await read();
    expect(ownPersonality).toBeNull();
    expect(incident.brief.personality).toBe('coach');
    expect(incident.sources.map(({ file }) => file)).toContain('ours.yaml');
  });
});
