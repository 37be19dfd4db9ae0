import { homedir } from 'node:os';
import { join } from 'node:path';
import { BUNDLED_PERSONALITIES, personalityOf, withOwn } from '../../shared/facilitation/personalities.ts';
import { ok, type Result } from '../../shared/result.ts';
import type { EventBody } from '../../shared/session/events.ts';
import type { SessionState } from '../../shared/session/state.ts';
import { modelFailure } from '../model/model-failures.ts';
import { ModelService } from '../model/model-service.ts';
import { DEFAULT_MODEL_SETTINGS, type ModelSettings } from '../model/model-settings.ts';

/** Where the windows of the app keep their models, by platform (Electron, `app.getPath('userData')`). */
function dataFolder(): string {
  const { XDG_CONFIG_HOME, APPDATA } = process.env;
  if (process.platform === 'darwin') return join(homedir(), 'Library', 'Application Support', 'Whyladder');
  if (process.platform === 'win32' && APPDATA) return join(APPDATA, 'Whyladder');
  return join(XDG_CONFIG_HOME ?? join(homedir(), '.config'), 'Whyladder');
}

/** What the model worded anew, as events of the session, and how many questions it was asked to word. */
export interface Wordings {
  readonly events: readonly EventBody[];
  readonly asked: number;
}

/**
 * Lets a local model word the questions of a finished ladder. Findings, answers and their order are settled before:
 * only the words of a question can differ, and each that does says who worded it.
 */
export async function wordWithModel(state: SessionState, name: string): Promise<Result<Wordings>> {
  const settings: ModelSettings = {
    ...DEFAULT_MODEL_SETTINGS,
    model: name,
    address: process.env.WHYLADDER_OLLAMA ?? null,
  };
  const service = new ModelService({
    dataFolder: dataFolder(),
    resources: null,
    path: process.env.PATH ?? '',
    settings: () => settings,
    remember: () => undefined,
    onStatus: () => undefined,
    onSuggestion: () => undefined,
    session: () => state,
  });
  try {
    await service.start();
    const status = service.status();
    if (!status.models.some((model) => model.name === name || model.name === `${name}:latest`)) {
      if (status.state.is === 'degraded') return { ok: false, error: status.state.reason };
      return status.state.is === 'absent' || status.models.length === 0
        ? { ok: false, error: { code: 'no-model', message: status.sentence, hint: status.next } }
        : modelFailure('no-such-model', name);
    }
    if (status.state.is === 'degraded') return { ok: false, error: status.state.reason };
    if (status.state.is === 'too-large') return modelFailure('does-not-fit', status.state.fit.sentence);
    return ok(await wordEach(service, state));
  } finally {
    await service.stop();
  }
}

/** Asks for each question once; rival answers to one question keep one wording, and no wording comes twice. */
async function wordEach(service: ModelService, state: SessionState): Promise<Wordings> {
  const events: EventBody[] = [];
  let rungs = state.rungs;
  let asked = 0;
  for (const rung of state.rungs) {
    const alike = state.rungs.filter((one) => one.parent === rung.parent && one.question === rung.question);
    if (alike[0]?.id !== rung.id) continue;
    asked += 1;
    const { voice } = personalityOf(rung.askedIn, withOwn(state.ownPersonality, BUNDLED_PERSONALITIES));
    const signal = new AbortController().signal;
    const worded = await service.assistant.wordQuestion(state.id, { ...state, rungs }, rung, voice, signal);
    if (!worded.ok) continue;
    const question = worded.value.question.trim();
    const ids = new Set(alike.map(({ id }) => id));
    rungs = rungs.map((one) => (ids.has(one.id) ? { ...one, question } : one));
    for (const { id, askedIn } of alike)
      events.push({ kind: 'question-worded', rung: id, question, askedBy: 'model', askedIn });
  }
  return { events, asked };
}
