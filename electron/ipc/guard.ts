import type { IpcMain, IpcMainInvokeEvent, WebContents } from 'electron';
import type { z } from 'zod';
import { MAX_REQUEST_BYTES } from '../../shared/ipc/channels.ts';

/** A window's role, by its web contents: main knows which it made for what. */
export type RoleOf = (contents: WebContents) => 'facilitator' | 'screen' | null;

/** Answers a request; its arguments have passed the channel's schema. */
export type Handler = (...args: never[]) => unknown;

/** Why a request was turned away; the window gets the sentence. */
export class Refusal extends Error {}

/**
 * The one place through which a request enters main. It must come from the main frame of a window that main made,
 * with the role that the channel is for, in the shape of its schema, and no larger than 1 MB.
 */
export function guarded(
  roleOf: RoleOf,
  role: 'facilitator' | 'screen' | 'any',
  channel: string,
  schema: z.ZodType<readonly unknown[]>,
  handle: Handler,
): (event: IpcMainInvokeEvent, ...args: unknown[]) => Promise<unknown> {
  return async (event, ...args) => {
    const from = roleOf(event.sender);
    if (from === null || event.senderFrame === null || event.senderFrame !== event.sender.mainFrame) {
      throw new Refusal(`${channel}: not from a window of this app.`);
    }
    if (role !== 'any' && from !== role) throw new Refusal(`${channel}: not for the ${from} window.`);
    const size = Buffer.byteLength(JSON.stringify(args) ?? '');
    if (size > MAX_REQUEST_BYTES)
      throw new Refusal(`${channel}: ${size} bytes are more than a request may carry.`);
    const parsed = schema.safeParse(args);
    if (!parsed.success)
      throw new Refusal(`${channel}: ${parsed.error.issues[0]?.message ?? 'wrong shape'}.`);
    return handle(...(parsed.data as never[]));
  };
}

/** Registers handlers with their guard, replacing none: a channel has one handler. */
export function register(
  ipc: IpcMain,
  roleOf: RoleOf,
  role: 'facilitator' | 'screen' | 'any',
  schemas: Readonly<Record<string, z.ZodType<readonly unknown[]>>>,
  handlers: Readonly<Record<string, Handler>>,
): void {
  for (const [channel, handle] of Object.entries(handlers)) {
    const schema = schemas[channel];
    if (!schema) throw new Error(`${channel} has no schema`);
    ipc.handle(channel, guarded(roleOf, role, channel, schema, handle));
  }
}
