/** The bytes behind a cite, so that a report stands without the file. */
export interface EvidencePin {
  readonly source: string;
  readonly bytes: readonly [number, number];
  readonly lines: readonly [number, number];
  readonly rangeSha256: string;
  readonly excerpt: string;
}
