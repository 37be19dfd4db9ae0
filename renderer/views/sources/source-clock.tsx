import { useState } from 'react';
import { LONGEST_DRIFT_MS } from '../../../shared/analyses/clock-offset.ts';
import { isKind } from '../../../shared/analyses/finding.ts';
import { count, duration } from '../../../shared/analyses/wording.ts';
import { isZone, LocalClock } from '../../../shared/incident/local-clock.ts';
import type { Source, ZoneOrigin } from '../../../shared/incident/source.ts';
import type { TimeRange } from '../../../shared/incident/time-range.ts';
import { readOffsetMs } from '../../../shared/incident/timestamp.ts';
import type { SessionState } from '../../../shared/session/state.ts';
import { formatSpan } from '../../charts/time-format.ts';
import { Chip } from '../../components/chip.tsx';
import { Glyph } from '../../components/glyph.tsx';
import { useSession } from '../../stores/session-store.ts';

const WHENCE: Readonly<Record<ZoneOrigin, string>> = {
  record: 'Each record states its own zone.',
  team: 'This zone was set here.',
  sources: 'This zone is set in incident.yaml.',
  format: 'This format is always in UTC.',
  incident: 'The file names no zone: the incident’s zone is used.',
  assumed: 'The file names no zone. It is read as UTC, and the report says so.',
};

/** "+40 s", "0 s": what is added to every time of a file. */
export function formatOffset(offsetMs: number): string {
  return `${offsetMs > 0 ? '+' : ''}${offsetMs / 1000} s`;
}

/** The span as it would be under another zone and offset; null where the zone cannot be read. */
function movedSpan(source: Source, span: TimeRange, zone: string, offsetMs: number): TimeRange | null {
  if (!isZone(zone)) return null;
  const [before, after] = [new LocalClock(source.zone), new LocalClock(zone)];
  const move = (at: number) => after.toUtc(before.toWall(at - source.offsetMs)) + offsetMs;
  return { from: move(span.from), to: move(span.to - 1) + 1 };
}

/** Clocks drift apart by minutes; beyond that only a zone explains the distance. */
const isZoneApart = (aheadMs: number): boolean => Math.abs(aheadMs) > LONGEST_DRIFT_MS;

/** Clocks that the evidence shows to differ from this file's, with the offset that would bring them together. */
function neighboursOf(state: SessionState, source: Source) {
  return state.findings.flatMap((finding) => {
    if (finding.withdrawn || !isKind(finding, 'clock-offset')) return [];
    const { a, b, offsetMs, n } = finding.data;
    if (a !== source.id && b !== source.id) return [];
    const aheadMs = b === source.id ? offsetMs : -offsetMs;
    return [{ finding, other: b === source.id ? a : b, aheadMs, would: source.offsetMs - aheadMs, n }];
  });
}

/** Zone and clock of one file: what they are, why, what the evidence says, and a way to set them. */
export function SourceClock({
  state,
  source,
  span,
}: {
  readonly state: SessionState;
  readonly source: Source;
  readonly span: TimeRange;
}) {
  const send = useSession((store) => store.send);
  const set = state.clocks.find((clock) => clock.file === source.file) ?? null;
  const [zone, setZone] = useState(set?.timezone ?? source.zone);
  const [offset, setOffset] = useState(formatOffset(set?.offsetMs ?? source.offsetMs));
  const own = source.zoneOrigin === 'record';
  const offsetMs = readOffsetMs(offset);
  const changed = (!own && zone.trim() !== source.zone) || offsetMs !== source.offsetMs;
  const moved = offsetMs === null ? null : movedSpan(source, span, own ? source.zone : zone.trim(), offsetMs);
  const shown = state.facts?.zone ?? 'UTC';
  const change = (timezone: string | null, ms: number | null) =>
    send({ kind: 'set-source-clock', source: source.id, timezone, offsetMs: ms });
  const submit = () => {
    if (offsetMs === null || moved === null) return;
    const timezone = own || zone.trim() === source.zone ? (set?.timezone ?? null) : zone.trim();
    void change(timezone, offsetMs === source.offsetMs ? (set?.offsetMs ?? null) : offsetMs);
  };
  const backToFile = async () => {
    if (!(await change(null, null)).ok) return;
    setZone(source.zone);
    setOffset(formatOffset(0));
  };
  return (
    <form
      className="source-clock"
      aria-label={`Zone and clock of ${source.file}`}
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      <p className="quiet">
        {source.zoneOrigin === 'assumed' && <Glyph shape="open" size={12} />}
        <span>{WHENCE[source.zoneOrigin]}</span>
      </p>
      {neighboursOf(state, source).map(({ finding, other, aheadMs, would, n }) => (
        <p key={finding.id}>
          <Glyph shape={finding.verdict === 'supported' ? 'holds' : 'open'} size={12} />
          <span>
            <b>
              {duration(Math.abs(aheadMs))} {aheadMs > 0 ? 'ahead of' : 'behind'}
            </b>{' '}
            <Chip id={other} /> by {count(n, 'event')} that both note
            {isZoneApart(aheadMs) ? ': a zone that was read wrongly would do that.' : '.'}
          </span>
          {!isZoneApart(aheadMs) && (
            <button type="button" className="button small" onClick={() => setOffset(formatOffset(would))}>
              Set it to {formatOffset(would)}
            </button>
          )}
        </p>
      ))}
      <div className="clock-fields">
        <label>
          <span>Zone</span>
          <input
            className="field"
            list="time-zones"
            value={zone}
            disabled={own}
            onChange={(event) => setZone(event.target.value)}
          />
        </label>
        <datalist id="time-zones">
          {['UTC', ...Intl.supportedValuesOf('timeZone')].map((name) => (
            <option key={name} value={name} />
          ))}
        </datalist>
        <label>
          <span>Add to its times</span>
          <input className="field" value={offset} onChange={(event) => setOffset(event.target.value)} />
        </label>
        <button
          type="submit"
          className="button"
          disabled={!changed || moved === null || state.finished !== null}
        >
          Set
        </button>
        {set !== null && (
          <button type="button" className="button plain" onClick={() => void backToFile()}>
            As the file says
          </button>
        )}
      </div>
      <p className="hint" role="status">
        {offsetMs === null
          ? 'Write seconds, or "-2 min".'
          : moved === null
            ? 'Write the zone as "Europe/Berlin", "America/New_York" or "UTC".'
            : changed
              ? `Its times would run ${formatSpan(moved, shown)} ${shown}. All findings are worked out again.`
              : '-40 s for a clock that is 40 s ahead.'}
      </p>
    </form>
  );
}
