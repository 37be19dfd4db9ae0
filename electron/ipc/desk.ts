import { join } from 'node:path';
import type { Database } from 'better-sqlite3';
import type { BrowserWindow } from 'electron';
import type { Personality } from '../../shared/facilitation/personality.ts';
import type { FacilitatorPushes, ScreenPushes, Settings } from '../../shared/ipc/contract.ts';
import { fail, type Result } from '../../shared/result.ts';
import type { SessionEvent } from '../../shared/session/events.ts';
import { withholdBlind } from '../../shared/session/withhold.ts';
import type { AnalystHost } from '../analyst/host.ts';
import { OpenSession } from '../sessions/open-session.ts';
import { type LoadedPersonalities, loadPersonalities } from '../sessions/personalities.ts';
import type { LibraryWriter } from '../storage/library-writer.ts';
import type { Tokens } from '../windows/tokens.ts';

const DEFAULTS: Settings = {
  theme: 'system',
  screenTheme: 'system',
  personality: 'default',
  lastSession: null,
};

/** What the handlers of all areas work on: the library, the open session, the two windows. */
export class Desk {
  readonly library: LibraryWriter;
  readonly tokens: Tokens;
  readonly analyst: AnalystHost;
  /** Folder of the personalities that a user added. */
  readonly personalitiesFolder: string;
  /** Folder of the app's own data, for pasted text. */
  readonly dataFolder: string;
  /** Folder of the bundled sample incidents. */
  readonly samplesFolder: string;
  facilitator: BrowserWindow | null = null;
  private loaded: LoadedPersonalities;
  screen: BrowserWindow | null = null;
  session: OpenSession | null = null;

  constructor(parts: Pick<Desk, 'library' | 'tokens' | 'analyst' | 'dataFolder' | 'samplesFolder'>) {
    this.library = parts.library;
    this.tokens = parts.tokens;
    this.analyst = parts.analyst;
    this.dataFolder = parts.dataFolder;
    this.personalitiesFolder = join(parts.dataFolder, 'personalities');
    this.loaded = loadPersonalities(this.personalitiesFolder);
    this.samplesFolder = parts.samplesFolder;
  }

  /** The library for reading. */
  get db(): Database {
    return this.library.db;
  }

  /** The four that come with the app, and those of the user as they were last read. */
  get personalities(): readonly Personality[] {
    return this.loaded.personalities;
  }

  /** Reads the user's personalities anew: a file that was put into the folder meanwhile is offered, too. */
  reloadPersonalities(): LoadedPersonalities {
    this.loaded = loadPersonalities(this.personalitiesFolder);
    return this.loaded;
  }

  /** The open session, if it is the one that a window means. */
  opened(id: string): Result<OpenSession> {
    if (this.session?.log.session === id) return { ok: true, value: this.session };
    return fail('not-open', 'That session is not open.', 'Open it from the library.');
  }

  /** Opens a stored session, or gives the one that is open already. */
  open(id: string): Result<OpenSession> {
    if (this.session?.log.session === id) return { ok: true, value: this.session };
    const opened = OpenSession.open(this.db, id, this.personalities, (events) => this.tell(events));
    if (opened.ok) this.adopt(opened.value);
    return opened;
  }

  /** Makes a session the open one and shows it on the screen. */
  adopt(session: OpenSession | null): void {
    this.session = session;
    this.pushScreen('push:events', this.screenFeed(0));
  }

  /** Tells both windows what was stored; the screen without what is blind. */
  tell(events: readonly SessionEvent[]): void {
    this.push('push:events', events);
    const session = events[0]?.session ?? null;
    if (session === this.session?.log.session)
      this.pushScreen('push:events', { session, events: withholdBlind(events) });
  }

  /** The screen's view of the open session after a seq. */
  screenFeed(after: number): ScreenPushes['push:events'] {
    const log = this.session?.log ?? null;
    return {
      session: log?.session ?? null,
      events: withholdBlind(
        (log?.events ?? []).filter((event) => event.seq > after || event.bodyHash !== undefined),
      ),
    };
  }

  push<K extends keyof FacilitatorPushes>(channel: K, payload: FacilitatorPushes[K]): void {
    if (this.facilitator && !this.facilitator.isDestroyed())
      this.facilitator.webContents.send(channel, payload);
  }

  pushScreen<K extends keyof ScreenPushes>(channel: K, payload: ScreenPushes[K]): void {
    if (this.screen && !this.screen.isDestroyed()) this.screen.webContents.send(channel, payload);
  }

  settings(): Settings {
    return { ...DEFAULTS, ...this.library.recall<Partial<Settings>>('settings', {}) };
  }

  /** Remembers settings and tells both windows. */
  remember(part: Partial<Settings>): Settings {
    const settings = { ...this.settings(), ...part };
    this.library.remember('settings', settings);
    this.push('push:settings', settings);
    this.pushScreen('push:settings', settings);
    return settings;
  }
}
