/** Scores below these are read as "none"; each baseline at its best on the seeds that the combiner is fitted on. */
export const THRESHOLDS = {
  'last change': 0,
  'nearest event': 0.3,
  'best-lag Pearson': 0.3,
  Jaccard: 0.1,
  Granger: 4,
} as const;
