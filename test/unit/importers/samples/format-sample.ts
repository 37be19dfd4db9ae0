/** One small file of a format, in the shape that some tool writes. */
export interface FormatSample {
  readonly name: string;
  readonly importer: string;
  readonly text: string;
  /** Records that the importer must take. */
  readonly records: number;
  /** First and last time in it, ISO. */
  readonly first?: string;
  readonly last?: string;
  /** Reasons of the lines that are no records, where the tool writes some. */
  readonly rejects?: readonly string[];
}

/** Objects one a line. */
export const jsonLines = (all: readonly unknown[]) => `${all.map((one) => JSON.stringify(one)).join('\n')}\n`;

/** Lines with a line feed at the end of each. */
export const textLines = (...all: readonly string[]) => `${all.join('\n')}\n`;

/** When most of the samples begin, epoch ms. */
export const SAMPLE_START = Date.UTC(2026, 10, 20, 11, 0, 0);

/** ISO time some seconds after the start of the samples. */
export const iso = (second: number) => new Date(SAMPLE_START + second * 1000).toISOString();
