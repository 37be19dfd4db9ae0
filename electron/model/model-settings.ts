/** What is remembered of the model between starts. */
export interface ModelSettings {
  readonly on: boolean;
  readonly model: string | null;
  /** Path of an Ollama that the user chose. */
  readonly executable: string | null;
  /** Address of a server that the user runs. */
  readonly address: string | null;
  /** Bytes a second at which the last model was loaded; null before the first. */
  readonly readRate: number | null;
}

export const DEFAULT_MODEL_SETTINGS: ModelSettings = {
  on: true,
  model: null,
  executable: null,
  address: null,
  readRate: null,
};
