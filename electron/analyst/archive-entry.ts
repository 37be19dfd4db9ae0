/** One file inside an archive. */
export interface ArchiveEntry {
  readonly name: string;
  readonly packedBytes: number;
  readonly sizeBytes: number;
  /** Why it cannot be read, as a sentence; null when it can. */
  readonly obstacle: string | null;
  /** Its content in order, unpacked as it is read. Throws when it is damaged or longer than the archive says. */
  chunks(): AsyncIterable<Uint8Array>;
}
