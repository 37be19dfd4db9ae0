/** One file to read: from disk, decompressed, or an entry of an archive. */
export interface InputFile {
  /** Relative to what was given, forward slashes; an archive's entry reads `archive.zip!entry`. */
  readonly name: string;
  /** Size on disk (of an entry: unpacked); for progress. */
  readonly sizeBytes: number;
  /** When the file was last written, epoch ms, for records that carry no year. */
  readonly modified?: number;
  /** Its content in order; throws what the file system or the decompressor throws. */
  chunks(): AsyncIterable<Uint8Array>;
}

/** Something that was given and cannot be read, with the reason as a sentence. */
export interface Refused {
  readonly name: string;
  readonly sizeBytes: number;
  readonly reason: string;
}
