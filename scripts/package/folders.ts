import { join } from 'node:path';
import { inProject } from '../machine/folders.ts';

/** Name of the Electron binary on Linux, behind the launcher that carries the app's name. */
export const LINUX_BINARY = 'whyladder-app';

/** The unpacked application, and the copy of it that Playwright may drive. */
export interface Packaged {
  readonly release: string;
  readonly test: string;
}

/** Where packaging for this platform puts its two copies. */
export function packagedFolders(): Packaged {
  const release = inProject('dist', unpackedFolder());
  return { release, test: `${release}-test` };
}

/** The file in a copy that carries the fuses. */
export function fusedBinary(copy: string): string {
  if (process.platform === 'darwin') return join(copy, 'Whyladder.app');
  return join(copy, process.platform === 'win32' ? 'Whyladder.exe' : LINUX_BINARY);
}

function unpackedFolder(): string {
  const arm = process.arch === 'arm64';
  if (process.platform === 'darwin') return arm ? 'mac-arm64' : 'mac';
  const platform = process.platform === 'win32' ? 'win' : 'linux';
  return `${platform}${arm ? '-arm64' : ''}-unpacked`;
}
