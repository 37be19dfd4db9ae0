import type { Report } from './report.ts';
import type { ReportState } from './report-state.ts';

/** The zone, clock offset and format that the team set in the session, where it did. */
export function setByTeam(
  state: Pick<ReportState, 'clocks' | 'formats'>,
  file: string,
): Pick<Report['sources'][number], 'set_by_team'> {
  const clock = state.clocks.find((one) => one.file === file);
  const format = state.formats.find((one) => one.file === file);
  if (!clock && !format) return {};
  const offsetMs = clock?.offsetMs ?? null;
  return {
    set_by_team: {
      timezone: clock?.timezone ?? null,
      offset_s: offsetMs === null ? null : offsetMs / 1000,
      importer: format?.importer ?? null,
    },
  };
}

/** What the room set of the files, so that the engine runs again on what it ran on. */
export function settingsFrom(report: Report): Pick<ReportState, 'clocks' | 'formats'> {
  const set = report.sources.flatMap(({ file, set_by_team: by }) => (by ? [{ file, ...by }] : []));
  return {
    clocks: set.map(({ file, timezone, offset_s: seconds }) => ({
      file,
      timezone,
      offsetMs: seconds === null ? null : seconds * 1000,
    })),
    formats: set.flatMap(({ file, importer }) => (importer === null ? [] : [{ file, importer }])),
  };
}
