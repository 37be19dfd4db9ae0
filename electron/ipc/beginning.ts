import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readFile, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { Personality } from '../../shared/facilitation/personality.ts';
import { assemble } from '../../shared/incident/assemble.ts';
import type { Brief } from '../../shared/incident/incident.ts';
import { parseIncidentFile } from '../../shared/incident/incident-file.ts';
import { ok, type Result } from '../../shared/result.ts';
import { incidentText } from '../analyst/incident-text.ts';
import { titleOf } from '../analyst/read-incident.ts';
import { personalityBeside } from '../sessions/personalities.ts';
import type { Desk } from './desk.ts';

/** What a session begins with where the evidence describes itself. */
export interface Beginning {
  readonly brief: Brief;
  readonly title: string;
  readonly own: Personality | null;
}

/** Brief, title and personality of an incident before its evidence is read; null where no incident.yaml states them. */
export async function beginningOf(desk: Desk, paths: readonly string[]): Promise<Result<Beginning | null>> {
  const beside = await readBriefly(paths);
  if (!beside.ok || beside.value !== null) return beside;
  // An archive is for the analyst to look into.
  const inside = await desk.analyst.describe(randomUUID(), paths);
  if (!inside.ok) return inside.error.code === 'analyst-busy' ? ok(null) : inside;
  if (inside.value === null) return ok(null);
  const { brief, title, ownPersonality: own } = inside.value;
  if (own === null) return ok({ brief, title, own });
  return own.ok ? ok({ brief: { ...brief, personality: own.value.id }, title, own: own.value }) : own;
}

/** The same of a folder or of incident.yaml itself, which is there at once. */
async function readBriefly(paths: readonly string[]): Promise<Result<Beginning | null>> {
  for (const path of paths) {
    const file = [path, join(path, 'incident.yaml'), join(path, 'incident.yml')].find(
      (one) => /incident\.ya?ml$/i.test(one) && existsSync(one),
    );
    if (file === undefined || (await stat(file)).size > 1024 * 1024) continue;
    const text = incidentText(await readFile(file), basename(file));
    if (!text.ok) return text;
    const parsed = parseIncidentFile(text.value, basename(file));
    if (!parsed.ok) return parsed;
    const { brief } = assemble(basename(path), parsed.value, [], null);
    const title = titleOf(brief, basename(path));
    const { personalityFile } = parsed.value;
    if (personalityFile === null) return ok({ brief, title, own: null });
    const own = personalityBeside(file, personalityFile);
    return own.ok ? ok({ brief: { ...brief, personality: own.value.id }, title, own: own.value }) : own;
  }
  return ok(null);
}
