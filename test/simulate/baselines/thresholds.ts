/** Scores below these are read as "none"; each baseline at its best on the seeds that the combiner is fitted on. */
export const THRESHOLDS = {
  'last change': 0,
  'nearest event': 0.43,
  'best-lag Pearson': 0.4,
  Jaccard: 0.22,
  Granger: 5.4,
} as const;
