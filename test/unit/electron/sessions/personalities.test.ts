import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  addPersonality,
  loadPersonalities,
  namedPersonality,
} from '../../../../electron/sessions/personalities.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'whyladder-voices-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const AUDITOR =
  'id: auditor\nname: Auditor\nabout: Asks for the record.\nvoice: Dry.\nquestions: {}\npushes_back: {}\nsilence_s: 5\ncloses: {with_roots: Recorded., without_root: Not recorded.}\n';

function written(name: string, text: string): string {
  const file = join(folder, name);
  writeFileSync(file, text);
  return file;
}

const sentence = (text: string) => {
  const read = namedPersonality(written('mine.yaml', text));
  return read.ok ? 'taken' : `${read.error.message} ${read.error.hint}`;
};

describe("a user's own personality", () => {
  it('is named by its file, the four by their names', () => {
    expect(namedPersonality('coach')).toMatchObject({ ok: true, value: { id: 'coach' } });
    expect(namedPersonality(written('mine.yml', AUDITOR))).toMatchObject({
      ok: true,
      value: { id: 'auditor', name: 'Auditor' },
    });
    expect(namedPersonality('auditor')).toMatchObject({
      ok: false,
      error: { message: 'There is no personality "auditor".', hint: expect.stringContaining('YAML file') },
    });
    expect(namedPersonality(join(folder, 'gone.yaml'))).toMatchObject({
      ok: false,
      error: { message: 'gone.yaml cannot be read (ENOENT).' },
    });
    expect(namedPersonality(`${folder}/`)).toMatchObject({ ok: false, error: { code: 'no-file' } });
  });

  it('says in a sentence which line of a broken file to mend, and how', () => {
    expect(sentence(AUDITOR.replace('voice:', 'voce:'))).toMatch(
      /mine\.yaml, line 1: "voice" is missing; line 4: unknown key "voce"; did you mean "voice"\?\. Allowed here: id, name/,
    );
    expect(sentence(AUDITOR.replace('questions: {}', 'questions: {clok: [Which clock?]}'))).toMatch(
      /line 5: unknown key "questions\.clok"; did you mean "clock"\?/,
    );
    expect(sentence(AUDITOR.replace('silence_s: 5', 'silence_s: soon'))).toMatch(
      /line 7: "silence_s" must be a/,
    );
    expect(sentence(AUDITOR.replace('name: Auditor', `name: ${'long '.repeat(9)}`))).toMatch(
      /line 2: "name" has more than 24 characters/,
    );
    expect(sentence(AUDITOR.replace('id: auditor', 'id: The Auditor'))).toMatch(
      /line 1: "id" takes lower-case letters, digits and hyphens/,
    );
  });

  it('is copied into the folder, where it is found at the next look; an older one of its id stays beside it', () => {
    const own = join(folder, 'own');
    expect(loadPersonalities(own).personalities).toHaveLength(4);
    expect(addPersonality(own, written('mine.yaml', AUDITOR)).ok).toBe(true);
    expect(loadPersonalities(own).personalities.at(-1)?.id).toBe('auditor');
    addPersonality(own, written('mine.yaml', AUDITOR.replace('Dry.', 'Drier.')));
    expect(loadPersonalities(own).personalities.at(-1)?.voice).toBe('Drier.');
    const kept = readdirSync(own).find((name) => name.includes('.before-')) ?? '';
    expect(readFileSync(join(own, kept), 'utf8')).toBe(AUDITOR);
    expect(addPersonality(own, written('bad.yaml', 'id: 3')).ok).toBe(false);
    expect(readdirSync(own)).toHaveLength(2);
  });

  it('that is broken in the folder leaves the others in use', () => {
    written('bad.yaml', 'id: [');
    written('good.yaml', AUDITOR);
    const { personalities, refused } = loadPersonalities(folder);
    expect(personalities.map((one) => one.id)).toContain('auditor');
    expect(refused.map((one) => one.message)).toEqual([expect.stringContaining('bad.yaml, line 1')]);
  });
});
