import { dialog } from 'electron';
import type { Failure } from '../../shared/result.ts';
import type { Recovery } from '../storage/recover.ts';
import type { Snapshot } from '../storage/snapshots.ts';

/** Asks what takes the place of a library that cannot be used; before there is a window. */
export function askForRecovery(error: Failure, snapshot: Snapshot | null): Recovery {
  const choices: readonly { readonly label: string; readonly means: Recovery }[] = [
    ...(snapshot
      ? [
          {
            label: `Use the snapshot of ${new Date(snapshot.at).toLocaleString()}`,
            means: 'snapshot' as const,
          },
        ]
      : []),
    { label: 'Begin a new library', means: 'new' },
    { label: 'Quit', means: 'quit' },
  ];
  const chosen = dialog.showMessageBoxSync({
    type: 'warning',
    title: 'The library could not be opened',
    message: error.message,
    detail: `It is moved aside as it is, whatever you choose; nothing is deleted.${snapshot ? '' : ' There is no snapshot of it.'}`,
    buttons: choices.map(({ label }) => label),
    defaultId: 0,
    cancelId: choices.length - 1,
    noLink: true,
  });
  return choices[chosen]?.means ?? 'quit';
}
