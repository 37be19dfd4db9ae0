import type { SideLoad, SideLoadEnd } from '../../shared/ipc/model-contract.ts';
import { fail } from '../../shared/result.ts';
import type { LoopbackAddress } from './loopback.ts';
import { sideLoad } from './side-load.ts';

/** One model file at a time from a stick into the server: how far it is, and how the last one ended. */
export class SideLoading {
  last: SideLoadEnd | null = null;
  private job: { readonly cancel: AbortController; at: SideLoad | null } | null = null;
  /** Of files that were hashed before, so that the same file goes on from there. */
  private readonly hashes = new Map<string, string>();
  private readonly onChange: () => void;

  constructor(onChange: () => void) {
    this.onChange = onChange;
  }

  /** How far the file is that comes in now; null when none does. */
  get at(): SideLoad | null {
    return this.job?.at ?? null;
  }

  /** Brings a file in; `models` is the folder of a server of ours, null where the server is the user's. */
  async bring(file: string, address: LoopbackAddress | null, models: string | null): Promise<SideLoadEnd> {
    if (this.job)
      return {
        how: 'failed',
        error: fail('already-loading', 'A file is being loaded already.', 'Wait for it, or cancel it.').error,
      };
    if (!address)
      return this.ended({
        how: 'failed',
        error: fail(
          'no-server',
          'There is no model server to load the file into.',
          'Choose where Ollama is first.',
        ).error,
      });
    const job: NonNullable<SideLoading['job']> = { cancel: new AbortController(), at: null };
    this.job = job;
    const loaded = await sideLoad({
      address,
      file,
      models,
      signal: job.cancel.signal,
      known: this.hashes,
      onProgress: (at) => {
        job.at = at;
        this.onChange();
      },
    });
    this.job = null;
    if (loaded.ok) return this.ended({ how: 'done', model: loaded.value });
    return this.ended(
      loaded.error.code === 'cancelled' ? { how: 'cancelled' } : { how: 'failed', error: loaded.error },
    );
  }

  /** Ends it; what was copied or hashed is kept, the same file goes on from there. */
  cancel(): void {
    this.job?.cancel.abort();
  }

  private ended(end: SideLoadEnd): SideLoadEnd {
    this.last = end;
    this.onChange();
    return end;
  }
}
