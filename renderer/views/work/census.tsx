import { isKind } from '../../../shared/analyses/finding.ts';
import { clock } from '../../../shared/analyses/wording.ts';
import type { SessionState } from '../../../shared/session/state.ts';
import { Glyph } from '../../components/glyph.tsx';

const CENSUS_SHAPE = { present: 'changed', absent: 'nothing', unknown: 'unknown' } as const;

/** Kinds of change, each present, absent or unknown. */
export function Census({ state }: { readonly state: SessionState }) {
  const finding = state.findings.find((one) => isKind(one, 'census') && !one.withdrawn);
  const entries = finding && isKind(finding, 'census') ? finding.data.entries : [];
  const count = (wanted: string) => entries.filter((entry) => entry.state === wanted).length;
  const zone = state.facts?.zone ?? 'UTC';
  return (
    <div id="census">
      <div className="panel-head">
        Change census
        {entries.length > 0 && (
          <span className="count">
            {count('present')} changed, {count('absent')} did not, {count('unknown')} unknown
          </span>
        )}
        <kbd className="push">C</kbd>
      </div>
      {entries.length === 0 ? (
        <p className="empty-note">
          Nine kinds of change, each present, absent or unknown. Never absent only because nobody mentioned
          it.
        </p>
      ) : (
        <div className="census">
          {entries.map((entry) => (
            <span
              key={entry.change}
              title={entry.why}
              className={entry.state === 'present' ? undefined : 'quiet'}
            >
              <Glyph shape={CENSUS_SHAPE[entry.state]} size={11} />
              {entry.change.charAt(0).toUpperCase() + entry.change.slice(1)}
              {entry.state === 'present' && entry.at !== null && <em>{clock(entry.at, zone)}</em>}
            </span>
          ))}
        </div>
      )}
    </div>
  );
}
