import { ClipboardPaste, HardDriveDownload, PencilLine, Search, Timer } from 'lucide-react';
import { useCallback, useEffect, useState } from 'react';
import { calendarDate } from '../../../shared/analyses/wording.ts';
import type { LibraryEntry, SampleEntry, SearchHit } from '../../../shared/ipc/contract.ts';
import { Glyph } from '../../components/glyph.tsx';
import { Logo } from '../../components/logo.tsx';
import {
  createFromChooser,
  createFromClipboard,
  createSession,
  importSessionFile,
  openSession,
} from '../../desk/actions.ts';
import { CommandButton } from '../../desk/command-button.tsx';
import { facilitator } from '../../stores/bridge.ts';
import { useDesk } from '../../stores/desk-store.ts';
import { useNotices } from '../../stores/notice-store.ts';
import { ThemeSwitch } from './theme-switch.tsx';
import './library.css';

const HERE = Intl.DateTimeFormat().resolvedOptions().timeZone;

/** A search excerpt with its matches marked; \u0002 stands before each and \u0003 after. */
function Excerpt({ text }: { readonly text: string }) {
  const [first = '', ...rest] = text.split('\u0002');
  return (
    <p>
      {first}
      {rest.map((piece, place) => {
        const [match = '', after = ''] = piece.split('\u0003');
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: pieces of one text never change places
          <span key={place}>
            <mark>{match}</mark>
            {after}
          </span>
        );
      })}
    </p>
  );
}

function endedWith(entry: LibraryEntry): string {
  if (entry.roots.length > 0)
    return entry.roots.length === 1 ? (entry.roots[0] ?? '') : `${entry.roots.length} roots`;
  return entry.rungs === 0 ? 'no rung yet' : 'no root';
}

function New({ samples }: { readonly samples: readonly SampleEntry[] }) {
  const set = useDesk((desk) => desk.set);
  return (
    <section className="scroll" aria-label="New session">
      <h2>New session</h2>
      <div className="library-drop">
        <b>Drop an incident folder, files or an archive</b>
        <p>
          An <span className="mono">incident.yaml</span> with its exports opens ready to ask. Anything else is
          recognised by its content. It all stays on this laptop.
        </p>
        <div className="button-row">
          <CommandButton id="choose-files" look="primary" label="Choose files" />
          <button type="button" className="button" onClick={() => void createFromChooser('folder')}>
            Choose a folder
          </button>
        </div>
      </div>
      <div className="ways">
        <button type="button" onClick={() => set({ form: true })}>
          <PencilLine className="icon" />
          <b>Form</b>
          <span>
            Problem, start, what was tried and how long each fix held. Three minutes, no file needed.
          </span>
          <kbd>Ctrl N</kbd>
        </button>
        <button type="button" onClick={() => void createFromClipboard()}>
          <ClipboardPaste className="icon" />
          <b>Paste</b>
          <span>An alert, a log or a YAML text from the clipboard.</span>
          <kbd>Ctrl V</kbd>
        </button>
        <button type="button" onClick={() => void importSessionFile()}>
          <HardDriveDownload className="icon" />
          <b>Session file</b>
          <span>
            A <span className="mono">.whyladder</span> from another laptop. Copied in, never used in place.
          </span>
          <kbd>Ctrl I</kbd>
        </button>
      </div>
      <h3>Sample incidents</h3>
      <div className="ways" style={{ marginTop: 0 }}>
        {samples.map((sample) => (
          <button
            key={sample.id}
            type="button"
            data-sample={sample.id}
            onClick={() => void createSession({ sample: sample.id })}
          >
            <Timer className="icon" />
            <b>{sample.title}</b>
            <span>{sample.about}</span>
            <span />
          </button>
        ))}
      </div>
    </section>
  );
}

function Past({
  entries,
  onRemoved,
}: {
  readonly entries: readonly LibraryEntry[];
  readonly onRemoved: () => void;
}) {
  const [query, setQuery] = useState('');
  const [hits, setHits] = useState<readonly SearchHit[]>([]);
  const [removing, setRemoving] = useState<string | null>(null);
  useEffect(() => {
    let stale = false;
    const timer = setTimeout(() => {
      if (query.trim() === '') setHits([]);
      else void facilitator.invoke('library:search', query).then((found) => !stale && setHits(found));
    }, 80);
    return () => {
      stale = true;
      clearTimeout(timer);
    };
  }, [query]);
  const remove = async (session: string) => {
    const removed = await facilitator.invoke('library:remove', session);
    if (!removed.ok)
      useNotices.getState().say({ tone: 'problem', text: removed.error.message, hint: removed.error.hint });
    setRemoving(null);
    onRemoved();
  };
  return (
    <section className="scroll" aria-label="Past sessions">
      <h2>Have we seen this before?</h2>
      <div className="library-search">
        <Search className="icon" />
        <input
          id="library-search"
          type="search"
          aria-label="Search past sessions"
          placeholder="Search problems, causes, answers and what was said"
          value={query}
          onChange={(event) => setQuery(event.target.value)}
        />
        {query.trim() !== '' && (
          <span className="quiet">
            {new Set(hits.map((hit) => hit.session)).size} of {entries.length} sessions
          </span>
        )}
        <kbd>/</kbd>
      </div>
      {hits.map((hit) => (
        <button
          type="button"
          className="hit"
          key={`${hit.session} ${hit.where} ${hit.excerpt}`}
          onClick={() => void openSession(hit.session)}
        >
          <b>{hit.title}</b> <span className="hint">{hit.where}</span>
          <Excerpt text={hit.excerpt} />
        </button>
      ))}
      {query.trim() !== '' && hits.length === 0 && (
        <p className="quiet" style={{ padding: '12px 8px' }}>
          No past session speaks of this.
        </p>
      )}
      <h3>Recent</h3>
      {entries.length === 0 ? (
        <p className="quiet">No session yet. The samples on the left show what one looks like.</p>
      ) : (
        <table className="recent">
          <thead>
            <tr>
              <th scope="col">Session</th>
              <th scope="col">Last worked on</th>
              <th scope="col">Rungs</th>
              <th scope="col">Ended with</th>
              <th scope="col">
                <span className="visually-hidden">State</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {entries.map((entry) => (
              <tr key={entry.session} className="row">
                <td>
                  <button type="button" onClick={() => void openSession(entry.session)}>
                    <b>{entry.title}</b>
                  </button>
                </td>
                <td className="quiet">{calendarDate(entry.changedAt, Date.now(), HERE)}</td>
                <td className="quiet">{entry.rungs}</td>
                <td>{endedWith(entry)}</td>
                <td>
                  {removing === entry.session ? (
                    <span className="button-row" style={{ justifyContent: 'flex-end' }}>
                      <button
                        type="button"
                        className="button small"
                        onClick={() => void remove(entry.session)}
                      >
                        Remove for good
                      </button>
                      <button type="button" className="button plain small" onClick={() => setRemoving(null)}>
                        Keep
                      </button>
                    </span>
                  ) : (
                    <span className="button-row" style={{ justifyContent: 'flex-end' }}>
                      {entry.finished ? (
                        <span className="status supported">
                          <Glyph shape="holds" /> finished
                        </span>
                      ) : (
                        <span className="hint">not finished</span>
                      )}
                      <button
                        type="button"
                        className="button plain small"
                        aria-label={`Remove ${entry.title}`}
                        onClick={() => setRemoving(entry.session)}
                      >
                        Remove
                      </button>
                    </span>
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  );
}

/** The first view: start a session, or find one that has met the same failure before. */
export function Library() {
  const [entries, setEntries] = useState<readonly LibraryEntry[]>([]);
  const [samples, setSamples] = useState<readonly SampleEntry[]>([]);
  const refresh = useCallback(() => void facilitator.invoke('library:list').then(setEntries), []);
  useEffect(() => {
    refresh();
    void facilitator.invoke('library:samples').then(setSamples);
  }, [refresh]);
  return (
    <main className="library">
      <header>
        <Logo size={22} />
        <h1 style={{ fontWeight: 600, fontSize: 14 }}>Whyladder</h1>
        <span className="quiet">finds what explains the failure windows, and asks the next why</span>
        <span className="push" />
        <ThemeSwitch />
        <button type="button" className="button" onClick={() => useDesk.getState().set({ palette: true })}>
          Commands <kbd>Ctrl K</kbd>
        </button>
      </header>
      <New samples={samples} />
      <Past entries={entries} onRemoved={refresh} />
    </main>
  );
}
