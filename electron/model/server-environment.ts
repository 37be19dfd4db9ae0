import { addressText, type LoopbackAddress } from './loopback.ts';

/** What the server needs of our environment; everything else, proxies above all, stays outside. */
const KEPT = [
  'PATH',
  'SystemRoot',
  'WINDIR',
  'TEMP',
  'TMP',
  'TMPDIR',
  'LANG',
  'LC_ALL',
  'LD_LIBRARY_PATH',
  'DYLD_LIBRARY_PATH',
  'NUMBER_OF_PROCESSORS',
  'PROCESSOR_ARCHITECTURE',
  'COMSPEC',
  'PATHEXT',
  'CUDA_VISIBLE_DEVICES',
  'ROCR_VISIBLE_DEVICES',
  'HSA_OVERRIDE_GFX_VERSION',
  // Set by somebody who wants the server's log to say more.
  'OLLAMA_DEBUG',
];

/** The environment of our own server: its own home and models folder, one model, one call at a time, no cloud. */
export function serverEnvironment(
  address: LoopbackAddress,
  home: string,
  models: string,
  from: NodeJS.ProcessEnv = process.env,
): Record<string, string> {
  const kept = KEPT.flatMap((name): [string, string][] => {
    const value = from[name];
    return value === undefined ? [] : [[name, value]];
  });
  return {
    ...Object.fromEntries(kept),
    HOME: home,
    USERPROFILE: home,
    LOCALAPPDATA: home,
    OLLAMA_HOST: addressText(address),
    OLLAMA_MODELS: models,
    OLLAMA_NO_CLOUD: '1',
    OLLAMA_NOPRUNE: '1',
    OLLAMA_NUM_PARALLEL: '1',
    OLLAMA_MAX_LOADED_MODELS: '1',
    OLLAMA_MAX_QUEUE: '4',
    OLLAMA_KEEP_ALIVE: '-1',
    NO_PROXY: '*',
  };
}
