import type { FacilitatorApi, FacilitatorPushes, ScreenApi, ScreenPushes } from './contract.ts';

// Names only, without schemas, so that the preload stays small.

/** Requests of each role; the preload refuses any other before it leaves the window. */
export const REQUESTS: {
  readonly facilitator: readonly (keyof FacilitatorApi)[];
  readonly screen: readonly (keyof ScreenApi)[];
} = {
  facilitator: [
    'library:list',
    'library:search',
    'library:samples',
    'library:remove',
    'personality:list',
    'personality:add',
    'session:open',
    'session:create',
    'session:command',
    'session:events',
    'session:erase',
    'session:close',
    'session:export-file',
    'session:import-file',
    'evidence:choose',
    'evidence:paste',
    'evidence:add',
    'evidence:cancel',
    'evidence:formats',
    'guidance:get',
    'report:view',
    'report:save',
    'screen:toggle',
    'settings:get',
    'settings:set',
    'model:status',
    'model:switch',
    'model:choose',
    'model:remove',
    'model:find-server',
    'model:side-load',
    'model:cancel-side-load',
    'model:suggest',
    'model:cancel',
    'model:taken',
    'model:rivals',
    'model:account',
    'model:summary',
    'model:log',
    'model:exchanges',
  ],
  screen: ['screen:events', 'settings:get'],
};

/** What main pushes to each role. */
export const PUSHES: {
  readonly facilitator: readonly (keyof FacilitatorPushes)[];
  readonly screen: readonly (keyof ScreenPushes)[];
} = {
  facilitator: [
    'push:events',
    'push:progress',
    'push:displays',
    'push:settings',
    'push:open',
    'push:model',
    'push:suggestion',
  ],
  screen: ['push:events', 'push:settings'],
};

/** Paths of dropped files, from the preload alone: the page never sees them. */
export const DROPPED_FILES = 'evidence:dropped';

/** Largest payload of a request, bytes of its JSON. */
export const MAX_REQUEST_BYTES = 1024 * 1024;
