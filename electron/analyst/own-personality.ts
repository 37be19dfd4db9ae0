import {
  MOST_PERSONALITY_BYTES,
  type Personality,
  parsePersonality,
  personalityMissing,
  personalityTooLarge,
} from '../../shared/facilitation/personality.ts';
import { fail, type Result } from '../../shared/result.ts';
import { incidentText } from './incident-text.ts';
import type { InputFile } from './input-file.ts';

/** The file that an incident description names beside it, in its folder or archive. */
export function fileBeside(
  description: InputFile,
  named: string,
  files: readonly InputFile[],
): InputFile | null {
  const folder = description.name.replace(/[^/!]+$/, '');
  return files.find((one) => one.name === `${folder}${named}`) ?? null;
}

/** Reads the personality that an incident description names, with the reason where it cannot be used. */
export async function ownPersonality(
  description: InputFile,
  named: string,
  file: InputFile | null,
): Promise<Result<Personality>> {
  if (file === null) return personalityMissing(description.name, named);
  if (file.sizeBytes > MOST_PERSONALITY_BYTES) return personalityTooLarge(file.name);
  const chunks: Uint8Array[] = [];
  try {
    for await (const chunk of file.chunks()) chunks.push(chunk);
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    return fail('unreadable', `${file.name} cannot be read (${why}).`, 'Check its permissions.');
  }
  const text = incidentText(Buffer.concat(chunks), file.name);
  return text.ok ? parsePersonality(text.value, file.name) : text;
}
