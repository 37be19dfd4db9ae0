/** SHA-256 of a text's UTF-8 bytes, hex. Handed in, because shared code has no Node. */
export type Sha256 = (text: string) => string;
