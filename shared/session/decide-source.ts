import { importerById } from '../importers/importers.ts';
import { isZone } from '../incident/local-clock.ts';
import { INCIDENT_FILE } from '../incident/source.ts';
import { DAY_MS } from '../incident/time-range.ts';
import { fail, ok, type Result } from '../result.ts';
import type { Command } from './commands.ts';
import type { EventBody } from './events.ts';
import type { SessionState } from './state.ts';

/** The zone and clock offset of one file as the team knows them; refused where they could not mean anything. */
export function setSourceClock(
  state: SessionState,
  command: Extract<Command, { readonly kind: 'set-source-clock' }>,
): Result<EventBody[]> {
  const source = state.sources.find(({ id }) => id === command.source);
  if (!source) return fail('unknown-source', `There is no ${command.source}.`, 'Choose a file of the list.');
  const { file } = source;
  if (source.span === null)
    return fail('not-timed', `${file} has no times that could move.`, 'Choose a file with times.');
  const timezone = command.timezone?.trim() || null;
  if (timezone !== null && !isZone(timezone))
    return fail(
      'unknown-zone',
      `"${timezone}" is no time zone.`,
      'Write it as "Europe/Berlin", "America/New_York" or "UTC".',
    );
  if (timezone !== null && source.zoneOrigin === 'record')
    return fail(
      'zone-of-records',
      `Every record of ${file} states its own zone.`,
      'If its clock is wrong, set the offset.',
    );
  const offsetMs = command.offsetMs === null ? null : Math.round(command.offsetMs);
  if (offsetMs !== null && !(Math.abs(offsetMs) <= DAY_MS))
    return fail('bad-offset', 'No clock is off by more than a day.', 'Set the zone, or correct the file.');
  const now = state.clocks.find((clock) => clock.file === file);
  if ((now?.timezone ?? null) === timezone && (now?.offsetMs ?? null) === offsetMs)
    return fail('no-change', 'It is set so already.', 'Go on.');
  return ok([{ kind: 'source-clock-set', file, timezone, offsetMs }]);
}

/** What a file is, where its content was taken for something else or for nothing. */
export function setSourceFormat(
  state: SessionState,
  command: Extract<Command, { readonly kind: 'set-source-format' }>,
): Result<EventBody[]> {
  const source = state.sources.find(({ id }) => id === command.source);
  if (!source) return fail('unknown-source', `There is no ${command.source}.`, 'Choose a file of the list.');
  const { file } = source;
  if (source.importer === INCIDENT_FILE)
    return fail('incident-file', `${file} describes the incident.`, 'Choose a file of evidence.');
  const { importer } = command;
  if (importer !== null && importerById(importer) === null)
    return fail('unknown-importer', `There is no importer "${importer}".`, 'Choose one of the list.');
  if ((state.formats.find((format) => format.file === file)?.importer ?? null) === importer)
    return fail('no-change', 'It is set so already.', 'Go on.');
  return ok([{ kind: 'source-format-set', file, importer }]);
}
