import { asDataLine, DATA_BEGIN, DATA_END, type Delimit } from './data-lines.ts';
import type { EvidenceRecord } from './evidence-records.ts';

/** Evidence as it stands in the prompt: lines are only ever added at the end, so that what was read stays read. */
export interface EvidenceBlock {
  readonly lines: readonly string[];
  /** Id and revision of what the lines say. */
  readonly told: Readonly<Record<string, number>>;
}

export const NO_EVIDENCE: EvidenceBlock = { lines: [], told: {} };

/** Room for evidence in a prompt, characters: some 1,100 tokens, half a minute of reading on a laptop. */
export const EVIDENCE_ROOM = 4_200;

/**
 * Adds what is new or has changed behind what was told before. When it no longer fits, the block is begun anew with
 * the most telling records first: the next question reads it whole, once.
 */
export function growEvidence(
  block: EvidenceBlock,
  records: readonly EvidenceRecord[],
  redact: (text: string) => string,
  delimit: Delimit = asDataLine,
  room: number = EVIDENCE_ROOM,
): EvidenceBlock {
  const grown = append(block, records, redact, delimit, room);
  if (grown.whole) return grown.block;
  const current = new Map(records.map((record) => [record.id, record.revision]));
  const stale = Object.entries(block.told).some(([id, revision]) => current.get(id) !== revision);
  // What does not fit beside lines that still hold is left out; lines that no longer hold make room.
  return stale ? append(NO_EVIDENCE, records, redact, delimit, room).block : grown.block;
}

function append(
  block: EvidenceBlock,
  records: readonly EvidenceRecord[],
  redact: (text: string) => string,
  delimit: Delimit,
  room: number,
): { readonly block: EvidenceBlock; readonly whole: boolean } {
  const lines = [...block.lines];
  const told = { ...block.told };
  let used = lines.reduce((sum, line) => sum + line.length + 1, 0);
  let whole = true;
  for (const record of records) {
    if (told[record.id] === record.revision) continue;
    const now = told[record.id] === undefined ? '' : 'now ';
    const line = delimit(record.id, `${now}${redact(record.text)}`);
    if (used + line.length + 1 > room) {
      whole = false;
      continue;
    }
    lines.push(line);
    told[record.id] = record.revision;
    used += line.length + 1;
  }
  return { block: { lines, told }, whole };
}

/** The block between its fences. The closing fence belongs to the part that changes. */
export function blockText(block: EvidenceBlock): string {
  return [DATA_BEGIN, ...block.lines].join('\n');
}

export { DATA_END };
