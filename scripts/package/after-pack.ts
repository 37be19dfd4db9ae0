import { chmodSync, copyFileSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { AfterPackContext } from 'electron-builder';
import { LINUX_BINARY } from './folders.ts';
import { fuses } from './fuses.ts';

/** electron-builder's hook between copying the app and making installers from it. */
export default async function afterPack(context: AfterPackContext): Promise<void> {
  const { appOutDir, electronPlatformName, packager } = context;
  // The fallback runtime carries a bootstrap for development there; the package has its app in the archive.
  rmSync(join(appOutDir, 'resources', 'app'), { recursive: true, force: true });
  await packager.addElectronFuses(context, fuses('release'));
  if (electronPlatformName !== 'linux') return;
  const launcher = join(appOutDir, 'whyladder');
  renameSync(launcher, join(appOutDir, LINUX_BINARY));
  copyFileSync(join(import.meta.dirname, 'launcher.sh'), launcher);
  chmodSync(launcher, 0o755);
}
