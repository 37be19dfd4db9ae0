import { dialog } from 'electron';
import type { FacilitatorApi } from '../../shared/ipc/contract.ts';
import { fail, ok } from '../../shared/result.ts';
import { bundledSamples } from '../sessions/samples.ts';
import { listSessions, removeSession, searchSessions } from '../storage/library.ts';
import { exportSession, importSession } from '../storage/session-file.ts';
import type { Desk } from './desk.ts';
import type { Handlers } from './handlers.ts';

const KIND = [{ name: 'Whyladder session', extensions: ['whyladder'] }];

/** Requests about sessions at rest: list, search, remove, and files for a stick. */
export function libraryHandlers(
  desk: Desk,
): Handlers<
  FacilitatorApi,
  | 'library:list'
  | 'library:search'
  | 'library:samples'
  | 'library:remove'
  | 'session:export-file'
  | 'session:import-file'
> {
  return {
    'library:list': () => listSessions(desk.db),
    'library:search': (query) => searchSessions(desk.db, query),
    'library:samples': () =>
      bundledSamples(desk.samplesFolder).map(({ id, title, about }) => ({ id, title, about })),
    'library:remove': async (session) => {
      if (desk.session?.log.session === session)
        return fail('open', 'That session is open.', 'Go back to the library first.');
      return desk.library.write(() => {
        removeSession(desk.db, session);
        return ok(null);
      });
    },
    'session:export-file': async (session) => {
      const title = listSessions(desk.db).find((entry) => entry.session === session)?.title ?? 'session';
      const name = `${
        title
          .replace(/[^\p{L}\p{N}]+/gu, '-')
          .replace(/^-|-$/g, '')
          .toLowerCase()
          .slice(0, 60) || 'session'
      }.whyladder`;
      const chosen = await dialog.showSaveDialog({ defaultPath: name, filters: KIND });
      return chosen.canceled || !chosen.filePath
        ? ok(null)
        : exportSession(desk.db, session, chosen.filePath);
    },
    'session:import-file': async () => {
      const chosen = await dialog.showOpenDialog({ properties: ['openFile'], filters: KIND });
      const file = chosen.filePaths[0];
      return file === undefined ? ok(null) : desk.library.write(() => importSession(desk.db, file));
    },
  };
}
