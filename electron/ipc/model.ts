import { app, dialog } from 'electron';
import { personalityOf, withOwn } from '../../shared/facilitation/personalities.ts';
import type { FacilitatorApi } from '../../shared/ipc/contract.ts';
import { fail, ok, type Result } from '../../shared/result.ts';
import { ModelService } from '../model/model-service.ts';
import { DEFAULT_MODEL_SETTINGS, type ModelSettings } from '../model/model-settings.ts';
import type { OpenSession } from '../sessions/open-session.ts';
import type { Desk } from './desk.ts';
import type { Handlers } from './handlers.ts';

type ModelChannel = Extract<keyof FacilitatorApi, `model:${string}`>;

/** The local model for this desk: remembered in the library, shown in the facilitator's window alone. */
export function modelService(desk: Desk): ModelService {
  const settings = (): ModelSettings => ({
    ...DEFAULT_MODEL_SETTINGS,
    ...desk.library.recall<Partial<ModelSettings>>('model', {}),
  });
  return new ModelService({
    dataFolder: desk.dataFolder,
    resources: app.isPackaged ? process.resourcesPath : null,
    path: process.env.PATH ?? '',
    settings,
    remember: (part) => desk.library.remember('model', { ...settings(), ...part }),
    onStatus: (status) => desk.push('push:model', status),
    onSuggestion: (suggestion) => desk.push('push:suggestion', suggestion),
    session: () => desk.session?.log.state ?? null,
  });
}

/** Requests about the model. Files and programs are chosen in a dialog of main: no path enters from a window. */
export function modelHandlers(desk: Desk, service: ModelService): Handlers<FacilitatorApi, ModelChannel> {
  const voice = ({ log: { state } }: OpenSession): string =>
    personalityOf(state.personality, withOwn(state.ownPersonality, desk.personalities)).voice;
  const chosenFile = async (title: string, extensions: readonly string[] | null): Promise<string | null> => {
    const chosen = await dialog.showOpenDialog({
      title,
      properties: ['openFile'],
      ...(extensions ? { filters: [{ name: title, extensions: [...extensions] }] } : {}),
    });
    return chosen.canceled ? null : (chosen.filePaths[0] ?? null);
  };
  const withSession = async <T>(
    id: string,
    ask: (session: OpenSession) => Promise<Result<T>>,
  ): Promise<Result<T>> => {
    const opened = desk.opened(id);
    return opened.ok ? ask(opened.value) : opened;
  };
  return {
    'model:status': () => service.status(),
    'model:switch': (on) => service.switch(on),
    'model:choose': (name, allTheSame) => service.choose(name, allTheSame),
    'model:remove': (name) => service.remove(name),
    'model:find-server': async () => {
      const file = await chosenFile('Where is the Ollama program?', null);
      return file === null ? service.status() : service.chooseServer({ executable: file });
    },
    'model:side-load': async () => {
      const file = await chosenFile('Model file', ['gguf']);
      if (file === null) return ok(null);
      const end = await service.sideLoad(file);
      return end.how === 'failed' ? { ok: false, error: end.error } : ok(null);
    },
    'model:cancel-side-load': () => {
      service.sideLoading.cancel();
      return null;
    },
    'model:suggest': (id, rung) => {
      const opened = desk.opened(id);
      // The room never waits: the suggestion is pushed when it is there.
      if (opened.ok) void service.asking.suggest(id, opened.value.log.state, rung, voice(opened.value));
      return null;
    },
    'model:cancel': () => {
      service.asking.cancel();
      return null;
    },
    'model:taken': () => {
      service.asking.taken();
      return null;
    },
    'model:rivals': (id) =>
      withSession(id, (session) => service.asking.rivals(id, session.log.state, voice(session))),
    'model:account': (id, account) =>
      account.trim() === ''
        ? fail('empty-text', 'The account is empty.', 'Type what happened first.')
        : withSession(id, (session) =>
            service.asking.readAccount(id, session.log.state, account, voice(session)),
          ),
    'model:summary': (id) =>
      withSession(id, (session) => service.asking.summary(id, session.log.state, voice(session))),
    'model:log': () => service.supervisor.log(),
    'model:exchanges': () => service.assistant.exchanges.list(),
  };
}
