import type { z } from 'zod';
import type { Personality } from '../facilitation/personality.ts';
import type { EvidenceReply, PlaybookQuestion } from '../facilitation/playbook-types.ts';
import type { ReportFormat } from '../incident/incident.ts';
import type { RootAssessment } from '../ladder/root-assessment.ts';
import type { RuleHit } from '../ladder/rule.ts';
import type { Failure, Result } from '../result.ts';
import type { ScreenEvent, SessionEvent } from '../session/events.ts';
import type {
  AccountEntry,
  ModelExchange,
  ModelStatus,
  RivalHypothesis,
  Suggestion,
} from './model-contract.ts';
import type { FACILITATOR_REQUESTS, SCREEN_REQUESTS } from './schemas.ts';

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

/** An importer by its id, and its format for people. */
export interface FormatEntry {
  readonly id: string;
  readonly format: string;
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

/** What a switch shows of a personality. */
export type PersonalityEntry = Pick<Personality, 'id' | 'name' | 'about'>;

/** What a new session can be asked in, and why files of the user's folder cannot be used. */
export interface PersonalityList {
  readonly personalities: readonly PersonalityEntry[];
  readonly refused: readonly Failure[];
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
  readonly personalities: readonly PersonalityEntry[];
}

/** What each request of the facilitator's window is answered with; each is one handler in electron/ipc. What it carries stands in schemas.ts. */
export interface FacilitatorAnswers {
  readonly 'library:list': readonly LibraryEntry[];
  readonly 'library:search': readonly SearchHit[];
  readonly 'library:samples': readonly SampleEntry[];
  readonly 'library:remove': Result<null>;
  /** Reads the user's folder anew. */
  readonly 'personality:list': PersonalityList;
  /** Opens a dialog for a personality file and copies it in; its id, or null when dismissed. */
  readonly 'personality:add': Result<string | null>;
  readonly 'session:open': Result<readonly SessionEvent[]>;
  /** A sample by id, a brief typed into the form, or files that main's dialog or a drop handed over as tokens. */
  readonly 'session:create': Result<string>;
  readonly 'session:command': Result<{ readonly seq: number }>;
  readonly 'session:events': Result<readonly SessionEvent[]>;
  /** Erases words wherever they stand in the session; for good. */
  readonly 'session:erase': Result<Erased>;
  readonly 'session:close': null;
  readonly 'session:export-file': Result<string | null>;
  readonly 'session:import-file': Result<string | null>;
  /** Opens a dialog; null when it was dismissed. The token stands for paths that never reach the window. */
  readonly 'evidence:choose': string | null;
  /** Text from the clipboard, or dropped files (preload turns File objects into a token). */
  readonly 'evidence:paste': string;
  readonly 'evidence:add': Result<null>;
  readonly 'evidence:cancel': null;
  /** What a file can be taken for. */
  readonly 'evidence:formats': readonly FormatEntry[];
  readonly 'guidance:get': Result<Guidance>;
  readonly 'report:view': Result<ReportView>;
  /** Opens a save dialog; the path that was written, or null when dismissed. */
  readonly 'report:save': Result<string | null>;
  readonly 'screen:toggle': DisplayState;
  readonly 'settings:get': Settings;
  readonly 'settings:set': Settings;
  readonly 'model:status': ModelStatus;
  readonly 'model:switch': ModelStatus;
  readonly 'model:choose': Result<null>;
  readonly 'model:remove': Result<null>;
  /** Opens a dialog for the Ollama program. */
  readonly 'model:find-server': ModelStatus;
  /** Opens a dialog for a model file, then brings it in; progress is pushed with the status. */
  readonly 'model:side-load': Result<null>;
  readonly 'model:cancel-side-load': null;
  /** Asks for a wording of this rung's question; the suggestion is pushed. */
  readonly 'model:suggest': null;
  /** Ends what the model is being asked. */
  readonly 'model:cancel': null;
  readonly 'model:taken': null;
  readonly 'model:rivals': Result<readonly RivalHypothesis[]>;
  readonly 'model:account': Result<readonly AccountEntry[]>;
  readonly 'model:summary': Result<string>;
  readonly 'model:log': readonly string[];
  readonly 'model:exchanges': readonly ModelExchange[];
}

/** Requests that the facilitator's window can make: arguments as the schemas check them. */
export type FacilitatorApi = Api<typeof FACILITATOR_REQUESTS, FacilitatorAnswers>;

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

/** What the projected screen is answered with: it can only read. */
export interface ScreenAnswers {
  readonly 'screen:events': { readonly session: string | null; readonly events: readonly ScreenEvent[] };
  readonly 'settings:get': Settings;
}

/** Requests of the projected screen. */
export type ScreenApi = Api<typeof SCREEN_REQUESTS, ScreenAnswers>;

/** Calls with the arguments of their schemas and the answers of main: a schema for every answer, and none without one. */
type Api<
  Requests extends { readonly [C in keyof Answers]: z.ZodType<readonly unknown[]> },
  Answers extends { readonly [C in keyof Requests]: unknown },
> = {
  readonly [C in keyof Answers]: (...args: z.output<Requests[C]>) => Promise<Answers[C]>;
};

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
