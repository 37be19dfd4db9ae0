import { z } from 'zod';
import { name, text } from '../ladder/ladder-command.ts';
import { brief, commandEnvelope, reportFormat } from '../session/commands.ts';

const token = z.string().min(1).max(100);
const theme = z.enum(['system', 'light', 'dark']);

/** What each request of the facilitator's window must carry: the arguments of the API follow from it. */
export const FACILITATOR_REQUESTS = {
  'library:list': z.tuple([]),
  'library:search': z.tuple([z.string().max(500)]),
  'library:samples': z.tuple([]),
  'library:remove': z.tuple([name]),
  'personality:list': z.tuple([]),
  'personality:add': z.tuple([]),
  'session:open': z.tuple([name]),
  'session:create': z.tuple([
    z.union([
      z.strictObject({ sample: name }),
      z.strictObject({ brief, title: text.min(1) }),
      z.strictObject({ token }),
    ]),
  ]),
  'session:command': z.tuple([commandEnvelope]),
  'session:events': z.tuple([name, z.number().int().min(0)]),
  'session:erase': z.tuple([name, z.string().max(4_000)]),
  'session:close': z.tuple([]),
  'session:export-file': z.tuple([name]),
  'session:import-file': z.tuple([]),
  'evidence:choose': z.tuple([z.enum(['folder', 'files'])]),
  'evidence:paste': z.tuple([z.string().max(1024 * 1024)]),
  'evidence:add': z.tuple([name, token]),
  'evidence:cancel': z.tuple([name]),
  'evidence:formats': z.tuple([]),
  'guidance:get': z.tuple([name]),
  'report:view': z.tuple([name, reportFormat]),
  'report:save': z.tuple([name, z.union([reportFormat, z.literal('pdf')])]),
  'screen:toggle': z.tuple([z.boolean()]),
  'model:status': z.tuple([]),
  'model:switch': z.tuple([z.boolean()]),
  'model:choose': z.tuple([name, z.boolean()]),
  'model:remove': z.tuple([name]),
  'model:find-server': z.tuple([]),
  'model:side-load': z.tuple([]),
  'model:cancel-side-load': z.tuple([]),
  'model:suggest': z.tuple([name, name]),
  'model:cancel': z.tuple([]),
  'model:taken': z.tuple([]),
  'model:rivals': z.tuple([name]),
  'model:account': z.tuple([name, z.string().max(20_000)]),
  'model:summary': z.tuple([name]),
  'model:log': z.tuple([]),
  'model:exchanges': z.tuple([]),
  'settings:get': z.tuple([]),
  'settings:set': z.tuple([
    z.strictObject({
      theme: theme.exactOptional(),
      screenTheme: theme.exactOptional(),
      personality: name.exactOptional(),
      lastSession: name.nullable().exactOptional(),
    }),
  ]),
};

/** The screen's two: both read. */
export const SCREEN_REQUESTS = {
  'screen:events': z.tuple([z.number().int().min(0)]),
  'settings:get': z.tuple([]),
};
