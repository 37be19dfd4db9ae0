import { useSession } from '../stores/session-store.ts';
import type { DeskCommand } from './commands/desk-command.ts';
import { EVIDENCE_COMMANDS } from './commands/evidence-commands.ts';
import { LADDER_COMMANDS } from './commands/ladder-commands.ts';
import { LIBRARY_COMMANDS } from './commands/library-commands.ts';
import { ROOM_COMMANDS } from './commands/room-commands.ts';
import { SESSION_COMMANDS } from './commands/session-commands.ts';

/** Every command of the facilitator's window; the palette, the keys and the buttons read this list. */
export const DESK_COMMANDS: readonly DeskCommand[] = [
  ...LADDER_COMMANDS,
  ...EVIDENCE_COMMANDS,
  ...SESSION_COMMANDS,
  ...ROOM_COMMANDS,
  ...LIBRARY_COMMANDS,
];

/** Runs a command by id where it is enabled. */
export function runCommand(id: string): void {
  const command = DESK_COMMANDS.find((one) => one.id === id);
  if (command?.enabled(useSession.getState().state)) void command.run();
}
