import { dialog } from 'electron';
import type { FacilitatorApi } from '../../shared/ipc/contract.ts';
import { ok } from '../../shared/result.ts';
import { addPersonality } from '../sessions/personalities.ts';
import type { Desk } from './desk.ts';
import type { Handlers } from './handlers.ts';

/** Requests about personalities: which there are, and one more from a file. */
export function personalityHandlers(
  desk: Desk,
): Handlers<FacilitatorApi, 'personality:list' | 'personality:add'> {
  return {
    'personality:list': () => {
      const { personalities, refused } = desk.reloadPersonalities();
      return { personalities: personalities.map(({ id, name, about }) => ({ id, name, about })), refused };
    },
    'personality:add': async () => {
      const chosen = await dialog.showOpenDialog({
        properties: ['openFile'],
        filters: [{ name: 'Personality', extensions: ['yaml', 'yml'] }],
      });
      const [file] = chosen.filePaths;
      if (chosen.canceled || file === undefined) return ok(null);
      const added = addPersonality(desk.personalitiesFolder, file);
      if (!added.ok) return added;
      desk.reloadPersonalities();
      return ok(added.value.id);
    },
  };
}
