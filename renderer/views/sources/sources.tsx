import { useState } from 'react';
import type { Source } from '../../../shared/incident/source.ts';
import type { TimeRange } from '../../../shared/incident/time-range.ts';
import type { SessionState } from '../../../shared/session/state.ts';
import { formatSpan } from '../../charts/time-format.ts';
import { Chip } from '../../components/chip.tsx';
import { Glyph } from '../../components/glyph.tsx';
import { CommandButton } from '../../desk/command-button.tsx';
import { useDesk } from '../../stores/desk-store.ts';
import { formatOffset } from './source-clock.tsx';
import { SourceDetail } from './source-detail.tsx';
import './sources.css';

/** The hours that all sources are drawn against: the incident's own, else everything. */
function frameOf(state: SessionState): TimeRange | null {
  if (state.result) return state.result.timeline.span;
  const spans = state.sources.flatMap((source) => (source.span ? [source.span] : []));
  if (spans.length === 0) return null;
  return { from: Math.min(...spans.map((span) => span.from)), to: Math.max(...spans.map((span) => span.to)) };
}

function Coverage({ source, frame }: { readonly source: Source; readonly frame: TimeRange | null }) {
  if (!frame || source.span === null) return <span className="hint">not timed</span>;
  const width = frame.to - frame.from;
  const place = (at: number) => `${Math.max(0, Math.min(1, (at - frame.from) / width)) * 100}%`;
  return (
    <span className="coverage" aria-hidden="true">
      {source.coverage.map((range) => (
        <i key={range.from} style={{ left: place(range.from), right: `calc(100% - ${place(range.to)})` }} />
      ))}
    </span>
  );
}

/** What each file was taken for, what was rejected and why, and what its span leaves out. */
export function Sources({ state }: { readonly state: SessionState }) {
  const [selected, setSelected] = useState<string | null>(null);
  const show = useDesk((desk) => desk.show);
  const frame = frameOf(state);
  const zone = state.facts?.zone ?? 'UTC';
  const warnings = state.facts?.warnings ?? [];
  const read = state.sources.filter((source) => source.importer !== null);
  const refused = state.sources.length - read.length;
  const sum = (of: (source: Source) => number) =>
    state.sources.reduce((total, source) => total + of(source), 0);
  const detail =
    state.sources.find((source) => source.id === selected) ??
    state.sources.find((source) => source.rejects.length > 0 || source.gaps.length > 0) ??
    state.sources.find((source) => source.span !== null && source.zoneOrigin === 'assumed') ??
    state.sources[0] ??
    null;
  return (
    <section className="sources" aria-label="Sources">
      <header>
        <h2>Sources</h2>
        <span className="quiet">
          {read.length} read{refused > 0 && `, ${refused} refused`}.{' '}
          {sum((source) => source.records).toLocaleString('en')} records,{' '}
          {sum((source) => source.rejects.length + source.moreRejects)} rejects,{' '}
          {sum((source) => source.redactions)} redactions
        </span>
        <span className="push" />
        <CommandButton id="add-files" label="Add files" />
        <CommandButton id="paste" label="Paste" />
        <button type="button" className="button plain" onClick={() => show('work')}>
          Close <kbd>Esc</kbd>
        </button>
      </header>
      {warnings.length > 0 && (
        <div className="not-found" role="note">
          <b>Named in incident.yaml and not found</b>
          <ul>
            {warnings.map((warning) => (
              <li key={warning}>
                <Glyph shape="open" size={12} /> {warning}
              </li>
            ))}
          </ul>
        </div>
      )}
      <div className="table-box scroll">
        {state.sources.length === 0 ? (
          <p className="quiet">No file yet. Drop some on the window, or choose them with Ctrl O.</p>
        ) : (
          <table>
            <thead>
              <tr>
                <th scope="col">
                  <span className="visually-hidden">Source</span>
                </th>
                <th scope="col">File</th>
                <th scope="col">Taken for</th>
                <th scope="col">Span</th>
                <th scope="col" className="number">
                  Records
                </th>
                <th scope="col">Zone</th>
                <th scope="col" className="number">
                  Clock
                </th>
                <th scope="col">Coverage{frame && ` ${formatSpan(frame, zone)}`}</th>
                <th scope="col" className="number">
                  Rejects
                </th>
                <th scope="col" className="number">
                  Redacted
                </th>
              </tr>
            </thead>
            <tbody>
              {state.sources.map((source) => (
                <tr
                  key={source.id}
                  className={detail?.id === source.id ? 'selected' : undefined}
                  onClick={() => setSelected(source.id)}
                >
                  <td>
                    <button
                      type="button"
                      onClick={() => setSelected(source.id)}
                      aria-label={`${source.id}: details of ${source.file}`}
                    >
                      <Chip id={source.id} />
                    </button>
                  </td>
                  <td className="file">
                    <b>{source.file}</b>
                  </td>
                  {source.importer === null ? (
                    <td colSpan={6} style={{ whiteSpace: 'normal' }}>
                      <b>Refused.</b> {source.rejects[0]?.reason ?? 'Its content was not recognised.'}
                    </td>
                  ) : (
                    <>
                      <td>{source.format}</td>
                      <td>{source.span ? formatSpan(source.span, zone) : 'not timed'}</td>
                      <td className="number">{source.records.toLocaleString('en')}</td>
                      <td>
                        {source.span === null ? '' : source.zone}{' '}
                        {source.span !== null && source.zoneOrigin === 'assumed' && <em>assumed</em>}
                        {source.zoneOrigin === 'team' && <small>set here</small>}
                      </td>
                      <td className={source.offsetMs === 0 ? 'number' : 'number moved'}>
                        {source.span === null ? '' : formatOffset(source.offsetMs)}
                      </td>
                      <td>
                        <Coverage source={source} frame={frame} />
                        {source.gaps[0] && (
                          <span style={{ marginLeft: 10 }} className="status">
                            <Glyph shape="open" size={12} />{' '}
                            {source.gaps[0].note.length > 34 ? source.gaps[0].kind : source.gaps[0].note}
                          </span>
                        )}
                      </td>
                    </>
                  )}
                  <td className="number">{source.rejects.length + source.moreRejects}</td>
                  <td className="number">{source.redactions}</td>
                </tr>
              ))}
            </tbody>
          </table>
        )}
      </div>
      {detail && <SourceDetail key={detail.id} state={state} source={detail} />}
    </section>
  );
}
