import type { FileHead, Importer } from './importer.ts';

/** Below this an importer does not claim a file. */
export const LEAST_CONFIDENCE = 0.3;

/** The one of `importers` that is surest of this content, or null when none knows it. */
export function bestImporter(importers: readonly Importer[], head: FileHead): Importer | null {
  let best: Importer | null = null;
  let most = LEAST_CONFIDENCE;
  for (const importer of importers) {
    const confidence = importer.sniff(head);
    if (confidence > most) {
      most = confidence;
      best = importer;
    }
  }
  return best;
}
