import type { Personality } from '../facilitation/personality.ts';
import type { EvidenceReply, PlaybookQuestion } from '../facilitation/playbook-types.ts';
import type { Brief, ReportFormat } from '../incident/incident.ts';
import type { RootAssessment } from '../ladder/root-assessment.ts';
import type { RuleHit } from '../ladder/rule.ts';
import type { Result } from '../result.ts';
import type { CommandEnvelope } from '../session/commands.ts';
import type { ScreenEvent, SessionEvent } from '../session/events.ts';
import type {
  AccountEntry,
  ModelExchange,
  ModelStatus,
  RivalHypothesis,
  Suggestion,
} from './model-contract.ts';

/** One session of the library, for the welcome view. */
export interface LibraryEntry {
  readonly session: string;
  readonly title: string;
  readonly openedAt: number;
  readonly changedAt: number;
  readonly finished: boolean;
  readonly rungs: number;
  readonly roots: readonly string[];
}

/** A hit of the full-text search over past sessions; `excerpt` marks the match with \u0002 and \u0003. */
export interface SearchHit {
  readonly session: string;
  readonly title: string;
  readonly where: 'problem' | 'cause' | 'answer' | 'statement' | 'evidence';
  readonly excerpt: string;
}

/** One of the bundled sample incidents. */
export interface SampleEntry {
  readonly id: string;
  readonly title: string;
  readonly about: string;
}

/** How far an import is; sent at least four times a second. */
export interface ImportProgress {
  readonly job: string;
  readonly file: string;
  readonly phase: 'reading' | 'analysing' | 'done' | 'cancelled' | 'failed';
  readonly filesDone: number;
  readonly files: number;
  readonly bytesDone: number;
  readonly bytes: number;
  readonly records: number;
  /** ms; null while unknown. */
  readonly remainingMs: number | null;
  readonly message: string | null;
}

/** Where the room's second display stands. */
export interface DisplayState {
  readonly external: boolean;
  readonly screenOpen: boolean;
}

/** The report in one format, with the ladder rules' hits on it. */
export interface ReportView {
  readonly format: ReportFormat;
  readonly text: string;
  readonly fileName: string;
  readonly hits: readonly RuleHit[];
  readonly roots: readonly RootAssessment[];
}

/** What the console shows about the next question, computed in main from the same state. */
export interface Guidance {
  readonly seq: number;
  readonly next: PlaybookQuestion | null;
  readonly others: readonly PlaybookQuestion[];
  /** What to say when the room goes quiet at the current question: up to three follow-ups. */
  readonly prompts: readonly string[];
  /** What the evidence says to the current question. */
  readonly reply: EvidenceReply | null;
  /** How the session's personality answers back, waits and closes. */
  readonly voice: Pick<Personality, 'name' | 'pushes_back' | 'silence_s' | 'closes'>;
  /** What the switch offers: the four that come with the app, and files that a user added. */
  readonly personalities: readonly Pick<Personality, 'id' | 'name' | 'about'>[];
}

/** Requests that the facilitator's window can make; each is one handler in electron/ipc. Zod schemas beside, in schemas.ts. */
export interface FacilitatorApi {
  'library:list': () => Promise<readonly LibraryEntry[]>;
  'library:search': (query: string) => Promise<readonly SearchHit[]>;
  'library:samples': () => Promise<readonly SampleEntry[]>;
  'library:remove': (session: string) => Promise<Result<null>>;
  'session:open': (session: string) => Promise<Result<readonly SessionEvent[]>>;
  /** A sample by id, a brief typed into the form, or files that main's dialog or a drop handed over as tokens. */
  'session:create': (
    from:
      | { readonly sample: string }
      | { readonly brief: Brief; readonly title: string }
      | { readonly token: string },
  ) => Promise<Result<string>>;
  'session:command': (envelope: CommandEnvelope) => Promise<Result<{ readonly seq: number }>>;
  'session:events': (session: string, after: number) => Promise<Result<readonly SessionEvent[]>>;
  /** Erases words wherever they stand in the session; for good. */
  'session:erase': (session: string, words: string) => Promise<Result<Erased>>;
  'session:close': () => Promise<null>;
  'session:export-file': (session: string) => Promise<Result<string | null>>;
  'session:import-file': () => Promise<Result<string | null>>;
  /** Opens a dialog; null when it was dismissed. The token stands for paths that never reach the window. */
  'evidence:choose': (what: 'folder' | 'files') => Promise<string | null>;
  /** Text from the clipboard, or dropped files (preload turns File objects into a token). */
  'evidence:paste': (text: string) => Promise<string>;
  'evidence:add': (session: string, token: string) => Promise<Result<null>>;
  'evidence:cancel': (job: string) => Promise<null>;
  'guidance:get': (session: string) => Promise<Result<Guidance>>;
  'report:view': (session: string, format: ReportFormat) => Promise<Result<ReportView>>;
  /** Opens a save dialog; the path that was written, or null when dismissed. */
  'report:save': (session: string, format: ReportFormat | 'pdf') => Promise<Result<string | null>>;
  'screen:toggle': (open: boolean) => Promise<DisplayState>;
  'settings:get': () => Promise<Settings>;
  'settings:set': (settings: Partial<Settings>) => Promise<Settings>;
  'model:status': () => Promise<ModelStatus>;
  'model:switch': (on: boolean) => Promise<ModelStatus>;
  'model:choose': (name: string, allTheSame: boolean) => Promise<Result<null>>;
  'model:remove': (name: string) => Promise<Result<null>>;
  /** Opens a dialog for the Ollama program. */
  'model:find-server': () => Promise<ModelStatus>;
  /** Opens a dialog for a model file, then brings it in; progress is pushed with the status. */
  'model:side-load': () => Promise<Result<null>>;
  'model:cancel-side-load': () => Promise<null>;
  /** Asks for a wording of this rung's question; the suggestion is pushed. */
  'model:suggest': (session: string, rung: string) => Promise<null>;
  /** Ends what the model is being asked. */
  'model:cancel': () => Promise<null>;
  'model:taken': () => Promise<null>;
  'model:rivals': (session: string) => Promise<Result<readonly RivalHypothesis[]>>;
  'model:account': (session: string, account: string) => Promise<Result<readonly AccountEntry[]>>;
  'model:summary': (session: string) => Promise<Result<string>>;
  'model:log': () => Promise<readonly string[]>;
  'model:exchanges': () => Promise<readonly ModelExchange[]>;
}

/** What an erasure did, and where the words may still stand. */
export interface Erased {
  /** Entries that held them. */
  readonly entries: number;
  /** Places that the erasure does not reach, in words. */
  readonly remains: readonly string[];
}

/** What is remembered between starts. */
export interface Settings {
  readonly theme: 'system' | 'light' | 'dark';
  readonly screenTheme: 'system' | 'light' | 'dark';
  readonly personality: string;
  readonly lastSession: string | null;
}

/** Requests of the projected screen: it can only read. */
export interface ScreenApi {
  'screen:events': (
    after: number,
  ) => Promise<{ readonly session: string | null; readonly events: readonly ScreenEvent[] }>;
  'settings:get': () => Promise<Settings>;
}

/** What main pushes to a window. */
export interface FacilitatorPushes {
  'push:events': readonly SessionEvent[];
  'push:progress': ImportProgress;
  'push:displays': DisplayState;
  'push:settings': Settings;
  'push:model': ModelStatus;
  'push:suggestion': Suggestion;
  /** A folder or file was opened from outside (second instance, command line). */
  'push:open': { readonly token: string };
}

export interface ScreenPushes {
  'push:events': { readonly session: string | null; readonly events: readonly ScreenEvent[] };
  'push:settings': Settings;
}
