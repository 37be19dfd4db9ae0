import { randomUUID } from 'node:crypto';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { dialog } from 'electron';
import { IMPORTERS } from '../../shared/importers/importers.ts';
import { notedIn } from '../../shared/incident/noted-entries.ts';
import type { Source } from '../../shared/incident/source.ts';
import type { FacilitatorApi, ImportProgress } from '../../shared/ipc/contract.ts';
import { isReadAsSet } from '../../shared/report/source-settings.ts';
import { fail, ok, type Result } from '../../shared/result.ts';
import { marksOf } from '../../shared/session/erase.ts';
import type { SessionState } from '../../shared/session/state.ts';
import type { AnalystProgress } from '../analyst/job.ts';
import type { OpenSession } from '../sessions/open-session.ts';
import { readSetting, writeSetting } from '../storage/settings.ts';
import type { Desk } from './desk.ts';
import type { Handlers } from './handlers.ts';

/** The paths behind a token; pasted text becomes a file of the app's own data. */
export async function pathsOf(desk: Desk, token: string): Promise<Result<readonly string[]>> {
  const evidence = desk.tokens.redeem(token);
  if (!evidence)
    return fail('unknown-token', 'These files are not known any more.', 'Choose or drop them again.');
  if (evidence.kind === 'paths') return ok(evidence.paths);
  const folder = join(desk.dataFolder, 'pasted', randomUUID());
  await mkdir(folder, { recursive: true });
  // A text that states a problem is an incident.yaml; anything else is recognised by its content.
  const file = join(
    folder,
    /^problem\s*:/m.test(evidence.text)
      ? 'incident.yaml'
      : `pasted-${new Date().toISOString().slice(0, 19).replace(/[-:]/g, '')}.txt`,
  );
  await writeFile(file, evidence.text, 'utf8');
  return ok([file]);
}

function progressOf(job: string, progress: AnalystProgress, began: number): ImportProgress {
  const elapsed = performance.now() - began;
  const share = progress.bytes === 0 ? 0 : progress.bytesDone / progress.bytes;
  return {
    job,
    ...progress,
    remainingMs: share > 0.02 ? Math.round((elapsed / share) * (1 - share)) : null,
    message: null,
  };
}

/** The last word on a job; `message` is for the facilitator. */
export function ended(
  job: string,
  phase: 'done' | 'cancelled' | 'failed',
  message: string | null,
): ImportProgress {
  const none = { filesDone: 0, files: 0, bytesDone: 0, bytes: 0, records: 0, remainingMs: null };
  return { job, file: '', phase, ...none, message };
}

/** Files that the session was told from and that are not among those just read: their findings would be withdrawn. */
function lostSources(before: readonly Source[], now: readonly Source[]): string[] {
  const read = new Set(now.map((source) => source.file));
  return before
    .filter((source) => source.importer !== null && !read.has(source.file))
    .map((source) => source.file);
}

/**
 * Reads everything that belongs to a session anew, analyses it and stores what was found: evidence that grows while
 * the incident goes on is merged by its content, and what changed is said.
 */
export async function bringEvidence(
  desk: Desk,
  session: OpenSession,
  more: readonly string[],
): Promise<Result<null>> {
  if (session.log.state.finished)
    return fail('finished', 'The session is finished.', 'Start a new session with the new evidence.');
  const id = session.log.session;
  const known = readSetting<readonly string[]>(desk.db, `paths:${id}`, []);
  const paths = [...new Set([...known, ...more])];
  const job = randomUUID();
  const began = performance.now();
  const output = await desk.analyst.run(
    {
      id: job,
      paths,
      brief: session.log.state.brief,
      given: session.log.state.given,
      unreadable: [],
      noted: notedIn(session.log.state),
      clocks: session.log.state.clocks,
      formats: session.log.state.formats,
      erased: marksOf(session.log.events),
      analyse: true,
    },
    (progress) => desk.push('push:progress', progressOf(job, progress, began)),
  );
  const end = (phase: 'done' | 'cancelled' | 'failed', message: string | null) =>
    desk.push('push:progress', ended(job, phase, message));
  if (!output.ok) {
    end(output.error.code === 'cancelled' ? 'cancelled' : 'failed', null);
    return output;
  }
  const lost = lostSources(session.log.state.sources, output.value.sources);
  if (lost.length > 0) {
    end('failed', null);
    return fail(
      'evidence-elsewhere',
      `${lost.slice(0, 3).join(', ')}${lost.length > 3 ? ` and ${lost.length - 3} more` : ''} of this session cannot be found on this machine.`,
      'Choose the earlier files together with the new ones; the session is as it was.',
    );
  }
  const stored = await desk.library.write(() => session.bring(output.value));
  end(stored.ok ? 'done' : 'failed', null);
  if (!stored.ok) return stored;
  return desk.library.write(() => {
    writeSetting(desk.db, `paths:${id}`, paths);
    return ok(null);
  });
}

/** After the last of several entries in a row the evidence is read once, ms. */
const SETTLE_MS = 1_200;

/** What the room says of the evidence, as a text: it is read anew when this changes. */
function told(state: SessionState): string {
  return JSON.stringify([notedIn(state).map(({ entry }) => entry.id), state.clocks, state.formats]);
}

/**
 * Lets the engine see what the room noted and how it set the files, or no longer does: the evidence is read anew
 * behind the room's back, once for all entries that come together. The entries themselves stand at once; nobody waits.
 */
export class EvidenceFollower {
  private readonly desk: Desk;
  private timer: NodeJS.Timeout | null = null;
  private reading = false;

  constructor(desk: Desk) {
    this.desk = desk;
  }

  /** Called after each command with the state before it. */
  after(session: OpenSession, before: SessionState): void {
    const now = session.log.state;
    if (told(before) !== told(now) && now.sources.length > 0) this.plan(session);
  }

  private plan(session: OpenSession): void {
    if (this.timer) clearTimeout(this.timer);
    this.timer = setTimeout(() => void this.read(session), SETTLE_MS);
  }

  private async read(session: OpenSession): Promise<void> {
    this.timer = null;
    // Another session was opened meanwhile: its own entries are read when it next brings evidence.
    if (this.desk.session !== session || session.log.state.finished) return;
    if (this.reading) return this.plan(session);
    this.reading = true;
    try {
      const brought = await bringEvidence(this.desk, session, []);
      // The entries stand; the findings stay as they are, which a person who set a file has to know.
      const { state } = session.log;
      const asSet = state.sources.every((source) => isReadAsSet(state, source));
      if (!brought.ok && brought.error.code !== 'cancelled' && !asSet)
        this.desk.push(
          'push:progress',
          ended(
            '',
            'failed',
            `The files stand as they were read before: ${brought.error.message} ${brought.error.hint}`,
          ),
        );
    } finally {
      this.reading = false;
    }
  }
}

/** Requests about evidence: choose, paste, add, cancel, which formats there are. Windows get tokens, never paths. */
export function evidenceHandlers(
  desk: Desk,
): Handlers<
  FacilitatorApi,
  'evidence:choose' | 'evidence:paste' | 'evidence:add' | 'evidence:cancel' | 'evidence:formats'
> {
  return {
    'evidence:choose': async (what) => {
      const chosen = await dialog.showOpenDialog({
        properties: what === 'folder' ? ['openDirectory'] : ['openFile', 'multiSelections'],
      });
      return chosen.canceled || chosen.filePaths.length === 0
        ? null
        : desk.tokens.issue({ kind: 'paths', paths: chosen.filePaths });
    },
    'evidence:paste': (text) => desk.tokens.issue({ kind: 'text', text }),
    'evidence:add': async (id, token) => {
      const opened = desk.opened(id);
      if (!opened.ok) return opened;
      const paths = await pathsOf(desk, token);
      return paths.ok ? bringEvidence(desk, opened.value, paths.value) : paths;
    },
    'evidence:formats': () => IMPORTERS.map(({ id, format }) => ({ id, format })),
    'evidence:cancel': (job) => {
      desk.analyst.cancel(job);
      return null;
    },
  };
}
