import { type FuseConfig, FuseV1Options, FuseVersion } from '@electron/fuses';

/**
 * What the released binary can still be talked into: nothing. Playwright drives an app through the inspector,
 * so the copy for tests allows `--inspect`, and that alone.
 */
export function fuses(copy: 'release' | 'test'): FuseConfig {
  return {
    version: FuseVersion.V1,
    [FuseV1Options.RunAsNode]: false,
    [FuseV1Options.EnableNodeOptionsEnvironmentVariable]: false,
    [FuseV1Options.EnableNodeCliInspectArguments]: copy === 'test',
    [FuseV1Options.EnableEmbeddedAsarIntegrityValidation]: process.platform !== 'linux',
    [FuseV1Options.OnlyLoadAppFromAsar]: true,
    [FuseV1Options.LoadBrowserProcessSpecificV8Snapshot]: false,
    [FuseV1Options.GrantFileProtocolExtraPrivileges]: false,
  };
}
