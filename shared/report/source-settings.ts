import { INCIDENT_FILE, type Source } from '../incident/source.ts';
import type { Report } from './report.ts';
import type { ReportState } from './report-state.ts';

type Settings = Pick<ReportState, 'clocks' | 'formats'>;
type ReadSource = Pick<Source, 'file' | 'zone' | 'offsetMs' | 'importer'>;

/** What the session sets of a file, split by whether the file was read so. */
function settingsOf({ clocks, formats }: Settings, source: ReadSource) {
  const clock = clocks.find((one) => one.file === source.file);
  const timezone = clock?.timezone ?? null;
  const offsetMs = clock?.offsetMs ?? null;
  const importer = formats.find((one) => one.file === source.file)?.importer ?? null;
  return {
    timezone: { set: timezone, read: timezone === source.zone },
    offsetMs: { set: offsetMs, read: offsetMs === source.offsetMs },
    importer: { set: importer, read: importer === source.importer },
  };
}

/** Zone, clock and format that the session sets of a file and that the file was not read in, in words. */
function notReadIn(state: Settings, source: ReadSource): string[] {
  const { timezone, offsetMs, importer } = settingsOf(state, source);
  return [
    ...(timezone.set !== null && !timezone.read ? [`zone ${timezone.set}`] : []),
    ...(offsetMs.set !== null && !offsetMs.read ? [`clock ${offsetMs.set / 1000} s`] : []),
    ...(importer.set !== null && !importer.read ? [`format ${importer.set}`] : []),
  ];
}

/** True when a file was read as the session sets it. */
export function isReadAsSet(state: Settings, source: ReadSource): boolean {
  return notReadIn(state, source).length === 0;
}

/** The zone, clock offset and format that the team set in the session, where the file was read so. */
export function setByTeam(
  state: Settings,
  source: ReadSource,
): Pick<Report['sources'][number], 'set_by_team'> {
  const { timezone, offsetMs, importer } = settingsOf(state, source);
  const set = {
    timezone: timezone.read ? timezone.set : null,
    offset_s: offsetMs.read && offsetMs.set !== null ? offsetMs.set / 1000 : null,
    importer: importer.read ? importer.set : null,
  };
  return Object.values(set).every((one) => one === null) ? {} : { set_by_team: set };
}

/** What was set of a file that could not be read again since: it counts as it was read before. */
export function setInVain(state: Settings, source: ReadSource): string[] {
  const open = notReadIn(state, source);
  return open.length === 0
    ? []
    : [`set in the session, but the file was not read again since: ${open.join(', ')}`];
}

/** How each file was read, so that the engine can run again on what it ran on. */
export function settingsFrom(report: Report): Settings {
  const read = report.sources.filter(({ importer }) => importer !== null && importer !== INCIDENT_FILE);
  return {
    clocks: read.map(({ file, zone, zone_origin: origin, offset_s: seconds }) => ({
      file,
      timezone: origin === 'team' ? zone : null,
      offsetMs: seconds * 1000,
    })),
    formats: read.flatMap(({ file, importer }) => (importer === null ? [] : [{ file, importer }])),
  };
}
