import {
  cellFormats,
  type Sheet,
  sharedStrings,
  sheetRows,
  sheetsOf,
} from '../../shared/importers/spreadsheet.ts';
import type { ArchiveEntry } from './archive-entry.ts';

/** XML of one part that is read at once; a sheet of a million cells fits. */
const MOST_BYTES = 128 * 1024 * 1024;
const ROWS_AT_ONCE = 2_000;
/** The list of sheets, and a sheet so small that it may hold no row. */
const MOST_BYTES_OF_LIST = 1024 * 1024;
const SMALL_BYTES = 8 * 1024;
/** XML shrinks by 10 to 40; what shrinks by more than this was made to hurt. */
const MOST_SHRUNK = 400;

/** The parts of a workbook that hold what its sheets point at. */
const SHARED = ['xl/sharedStrings.xml', 'xl/styles.xml'];

/** Why a part is not unpacked into memory, as a sentence; null where it may be. */
function obstacleOf({ obstacle, sizeBytes, packedBytes }: ArchiveEntry, most: number): string | null {
  if (obstacle !== null) return obstacle;
  if (sizeBytes > most) return 'the sheet is too large to be read from its workbook; save it as CSV';
  return sizeBytes > Math.max(packedBytes, 1024) * MOST_SHRUNK
    ? 'it unpacks to far more than evidence would; it was not unpacked'
    : null;
}

async function textOf(entry: ArchiveEntry | undefined): Promise<string> {
  if (!entry) return '';
  const parts: Uint8Array[] = [];
  for await (const chunk of entry.chunks()) parts.push(chunk);
  return Buffer.concat(parts).toString('utf8');
}

/**
 * The sheets of an Excel workbook (ECMA-376) as CSV files of its archive; null when the archive is none. What a sheet
 * holds is written anew each time it is read, always alike: ranges of bytes are those of the CSV.
 */
export async function sheetEntries(entries: readonly ArchiveEntry[]): Promise<ArchiveEntry[] | null> {
  const byName = new Map(entries.map((entry) => [entry.name, entry]));
  const workbook = byName.get('xl/workbook.xml');
  const relations = byName.get('xl/_rels/workbook.xml.rels');
  if (!workbook || !relations || !byName.has('[Content_Types].xml')) return null;
  if ([workbook, relations].some((one) => obstacleOf(one, MOST_BYTES_OF_LIST) !== null)) return null;
  const { sheets, from1904 } = sheetsOf(await textOf(workbook), await textOf(relations));
  const found: ArchiveEntry[] = [];
  for (const sheet of sheets) {
    const part = byName.get(sheet.part);
    if (part && !(await isEmpty(part))) found.push(sheetEntry(sheet, part, byName, from1904));
  }
  return found;
}

/** A new workbook comes with sheets that nobody fills. */
async function isEmpty(part: ArchiveEntry): Promise<boolean> {
  return (
    part.sizeBytes <= SMALL_BYTES && part.obstacle === null && !/<(?:\w+:)?c[\s>]/.test(await textOf(part))
  );
}

function sheetEntry(
  { name }: Sheet,
  part: ArchiveEntry,
  byName: ReadonlyMap<string, ArchiveEntry>,
  from1904: boolean,
): ArchiveEntry {
  const [strings, styles] = SHARED.map((one) => byName.get(one));
  const obstacles = [part, strings, styles].flatMap((one) =>
    one ? (obstacleOf(one, MOST_BYTES) ?? []) : [],
  );
  return {
    name: `${name.replace(/[/\\]/g, '-')}.csv`,
    packedBytes: part.packedBytes,
    sizeBytes: part.sizeBytes,
    obstacle: obstacles[0] ?? null,
    async *chunks() {
      const texts = sharedStrings(await textOf(strings));
      const formats = cellFormats(await textOf(styles));
      let rows: string[] = [];
      for (const row of sheetRows(await textOf(part), texts, formats, from1904)) {
        rows.push(row);
        if (rows.length < ROWS_AT_ONCE) continue;
        yield Buffer.from(rows.join(''), 'utf8');
        rows = [];
      }
      yield Buffer.from(rows.join(''), 'utf8');
    },
  };
}
