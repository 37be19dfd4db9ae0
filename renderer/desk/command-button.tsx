import type { ReactNode } from 'react';
import { useSession } from '../stores/session-store.ts';
import { DESK_COMMANDS } from './desk-commands.ts';

/** A button that runs a command of the list and shows its key. */
export function CommandButton({
  id,
  look = '',
  children,
  label,
}: {
  readonly id: string;
  readonly look?: string;
  readonly children?: ReactNode;
  readonly label?: string;
}) {
  const state = useSession((store) => store.state);
  useSession((store) => store.guidance);
  const command = DESK_COMMANDS.find((one) => one.id === id);
  if (!command) return null;
  return (
    <button
      type="button"
      className={`button ${look}`}
      disabled={!command.enabled(state)}
      title={command.label}
      onClick={() => void command.run()}
    >
      {children}
      {label ?? command.label}
      <kbd>{command.key.replaceAll('+', ' ').replace('Enter', '↵')}</kbd>
    </button>
  );
}
