import type { IpcMain } from 'electron';
import { z } from 'zod';
import { DROPPED_FILES } from '../../shared/ipc/channels.ts';
import type { FacilitatorApi, ScreenApi } from '../../shared/ipc/contract.ts';
import { FACILITATOR_REQUESTS, SCREEN_REQUESTS } from '../../shared/ipc/schemas.ts';
import { guarded, type Handler, type RoleOf, register } from './guard.ts';
import type { Handlers } from './handlers.ts';

/** What answers the windows: everything for the facilitator, two questions for the screen, dropped files. */
export interface Answers {
  readonly facilitator: Handlers<FacilitatorApi, Exclude<keyof FacilitatorApi, keyof ScreenApi>>;
  readonly screen: Handlers<ScreenApi, Exclude<keyof ScreenApi, keyof FacilitatorApi>>;
  readonly both: Handlers<ScreenApi, Extract<keyof ScreenApi, keyof FacilitatorApi>>;
  readonly dropped: (paths: string[]) => string;
}

type Any = Readonly<Record<string, Handler>>;

/** Opens every channel, each for the window that it is for and behind the one guard. */
export function registerAll(ipc: IpcMain, roleOf: RoleOf, answers: Answers): void {
  register(ipc, roleOf, 'facilitator', FACILITATOR_REQUESTS, answers.facilitator as Any);
  register(ipc, roleOf, 'screen', SCREEN_REQUESTS, answers.screen as Any);
  register(ipc, roleOf, 'any', SCREEN_REQUESTS, answers.both as Any);
  const paths = z.tuple([z.array(z.string().max(4_096)).min(1).max(500)]);
  ipc.handle(DROPPED_FILES, guarded(roleOf, 'facilitator', DROPPED_FILES, paths, answers.dropped));
}
