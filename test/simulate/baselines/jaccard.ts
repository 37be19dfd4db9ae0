import { activity, type Baseline, best } from './baseline.ts';

/** Blames the stream whose activity overlaps the failure windows best: shared bins over bins of either. */
export const jaccard: Baseline = ({ segmentation, streams }) => {
  const failing = new Uint8Array(segmentation.rate.length);
  for (const { from, to } of segmentation.episodes) {
    const first = Math.floor((from - segmentation.from) / segmentation.binMs);
    const last = to === null ? failing.length : Math.ceil((to - segmentation.from) / segmentation.binMs);
    failing.fill(1, Math.max(0, first), Math.max(0, last));
  }
  return best(
    streams.map((stream) => {
      const active = activity(stream, segmentation, 600_000);
      let both = 0;
      let either = 0;
      for (let i = 0; i < failing.length; i++) {
        if (failing[i] && active[i]) both++;
        if (failing[i] || active[i]) either++;
      }
      return { id: stream.id, score: either > 0 ? both / either : 0 };
    }),
  );
};
