import type { Source } from '../../../shared/incident/source.ts';
import type { SessionState } from '../../../shared/session/state.ts';
import { formatSpan } from '../../charts/time-format.ts';
import { Chip } from '../../components/chip.tsx';
import { Glyph } from '../../components/glyph.tsx';
import { SourceClock } from './source-clock.tsx';
import { SourceFormat } from './source-format.tsx';

/** One file: what its span leaves out, what was assumed and rejected, and how its times are read. */
export function SourceDetail({ state, source }: { readonly state: SessionState; readonly source: Source }) {
  const zone = state.facts?.zone ?? 'UTC';
  return (
    <div className="source-detail scroll">
      <div className="button-row">
        <Chip id={source.id} />
        <b>{source.file}</b>
        <span className="mono hint" style={{ fontSize: 11 }}>
          sha256 {source.sha256.slice(0, 16)}
        </span>
      </div>
      <div className="detail-columns">
        <div className="detail-list">
          <SourceFormat key={source.id} state={state} source={source} />
          <ul>
            {source.gaps.map((gap) => (
              <li key={gap.note}>
                <span>
                  <Glyph shape="open" size={12} />
                </span>
                <span>
                  {gap.note}
                  {gap.range ? ` (${formatSpan(gap.range, zone)})` : ''}
                </span>
              </li>
            ))}
            {(source.assumptions ?? []).map((assumed) => (
              <li key={assumed}>
                <span>assumed</span>
                <span>{assumed}</span>
              </li>
            ))}
            {source.rejects.map((reject) => (
              <li key={`${reject.line}-${reject.reason}`}>
                <span>
                  {reject.line === null ? 'whole file' : `line ${reject.line.toLocaleString('en')}`}
                </span>
                <span>{reject.reason}</span>
              </li>
            ))}
            {source.moreRejects > 0 && (
              <li>
                <span />
                <span>and {source.moreRejects.toLocaleString('en')} more</span>
              </li>
            )}
            {source.gaps.length === 0 && source.rejects.length === 0 && (
              <li>
                <span className="quiet" style={{ gridColumn: '1 / -1' }}>
                  Nothing was rejected.
                </span>
              </li>
            )}
          </ul>
        </div>
        {source.span !== null && (
          <SourceClock
            key={`${source.zone} ${source.offsetMs}`}
            state={state}
            source={source}
            span={source.span}
          />
        )}
      </div>
    </div>
  );
}
