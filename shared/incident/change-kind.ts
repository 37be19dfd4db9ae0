/** Kinds of the change census (engine.md, section 7). */
export const CHANGE_KINDS = [
  'code',
  'configuration',
  'data',
  'schedule',
  'infrastructure',
  'vendor',
  'certificate',
  'flag',
  'traffic',
] as const;
export type ChangeKind = (typeof CHANGE_KINDS)[number];
