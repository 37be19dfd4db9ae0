import { accessSync, constants, statSync } from 'node:fs';
import { delimiter, isAbsolute, join } from 'node:path';
import type { LookedFor } from '../../shared/ipc/model-contract.ts';

/** Places where a model server may be, in the order in which they are tried. */
export interface ServerPlaces {
  /** Folder of the packaged resources; null in development. */
  readonly resources: string | null;
  /** A path that the user chose; null when none. */
  readonly chosen: string | null;
  readonly path: string;
}

/** The server's executable, or null, and what was found where. */
export interface FoundServer {
  readonly executable: string | null;
  readonly lookedFor: readonly LookedFor[];
}

/** Looks for Ollama: packaged with the app, at the chosen path, on PATH. Never asks anything of a network. */
export function findServer(places: ServerPlaces, platform: NodeJS.Platform = process.platform): FoundServer {
  const name = platform === 'win32' ? 'ollama.exe' : 'ollama';
  const packaged =
    places.resources === null
      ? null
      : firstExecutable([
          join(places.resources, 'ollama', name),
          join(places.resources, 'ollama', 'bin', name),
        ]);
  const chosen = places.chosen === null ? null : firstExecutable([places.chosen, join(places.chosen, name)]);
  const folders = places.path.split(delimiter).filter((folder) => folder !== '' && isAbsolute(folder));
  const onPath = firstExecutable(folders.map((folder) => join(folder, name)));
  return {
    executable: packaged ?? chosen ?? onPath,
    lookedFor: [
      { place: 'packaged', found: packaged ?? 'none' },
      {
        place: 'chosen',
        found: chosen ?? (places.chosen === null ? 'not set' : `no program at ${places.chosen}`),
      },
      { place: 'path', found: onPath ?? 'ollama not found' },
    ],
  };
}

function firstExecutable(files: readonly string[]): string | null {
  return files.find(isExecutable) ?? null;
}

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return statSync(file).isFile();
  } catch {
    // Not there, or not ours to run: both mean that it is not found.
    return false;
  }
}
