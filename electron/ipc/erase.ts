import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { FacilitatorApi } from '../../shared/ipc/contract.ts';
import { ok } from '../../shared/result.ts';
import type { ModelService } from '../model/model-service.ts';
import { scrub } from '../storage/scrub.ts';
import type { Desk } from './desk.ts';
import type { Handlers } from './handlers.ts';

/** Texts that were pasted as evidence and hold the words: the app's own copies, which the session's pins refer to. */
async function pastedWith(folder: string, words: string): Promise<string[]> {
  if (!existsSync(folder)) return [];
  const wanted = words.toLowerCase();
  const found: string[] = [];
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const path = join(entry.parentPath, entry.name);
    if ((await readFile(path, 'utf8')).toLowerCase().includes(wanted)) found.push(path);
  }
  return found;
}

/** The request to erase words: out of the entries, out of the library's files, out of what main keeps in memory. */
export function eraseHandlers(desk: Desk, model: ModelService): Handlers<FacilitatorApi, 'session:erase'> {
  return {
    'session:erase': async (id, words) => {
      const opened = desk.opened(id);
      if (!opened.ok) return opened;
      const erased = await desk.library.write(() => opened.value.erase(words));
      if (!erased.ok) return erased;
      model.assistant.exchanges.forget(words.trim());
      const { entries, still } = erased.value;
      const remains = [
        ...(still > 0 ? [`${still} entries in which they are part of a name`] : []),
        ...scrub(desk.db, desk.db.name),
        ...(await pastedWith(join(desk.dataFolder, 'pasted'), words.trim())),
        'the evidence files: take them out there, too',
        'what was typed as a draft, in the local storage of the window',
        'reports and session files that were saved before',
      ];
      return ok({ entries, remains });
    },
  };
}
