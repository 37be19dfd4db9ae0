import { randomUUID } from 'node:crypto';
import { basename } from 'node:path';
import { withOwn } from '../../shared/facilitation/personalities.ts';
import type { Personality } from '../../shared/facilitation/personality.ts';
import { DEFAULT_PROBLEM } from '../../shared/incident/assemble.ts';
import type { Brief } from '../../shared/incident/incident.ts';
import { DEFAULT_DEPTH } from '../../shared/incident/incident-limits.ts';
import type { FacilitatorApi } from '../../shared/ipc/contract.ts';
import { fail, ok, type Result } from '../../shared/result.ts';
import type { SessionEvent } from '../../shared/session/events.ts';
import { guidanceFor } from '../sessions/guidance.ts';
import { OpenSession } from '../sessions/open-session.ts';
import { bundledSamples } from '../sessions/samples.ts';
import { beginningOf } from './beginning.ts';
import type { Desk } from './desk.ts';
import { bringEvidence, EvidenceFollower, ended, pathsOf } from './evidence.ts';
import type { Handlers } from './handlers.ts';

function emptyBrief(personality: string): Brief {
  return {
    problem: DEFAULT_PROBLEM,
    context: '',
    impact: null,
    teamHypothesis: null,
    personality,
    outputFormat: 'yaml',
    maxDepth: DEFAULT_DEPTH,
  };
}

async function start(
  desk: Desk,
  title: string,
  brief: Brief,
  folder: string | null,
  own: Personality | null = null,
): Promise<Result<OpenSession>> {
  // The one that was used last may be gone since.
  const known = withOwn(own, desk.personalities).some((one) => one.id === brief.personality);
  const personality = known ? brief.personality : 'default';
  const created = await desk.library.write(() =>
    OpenSession.create(
      desk.db,
      randomUUID(),
      {
        kind: 'session-opened',
        title,
        brief: { ...brief, personality },
        folder,
        ...(own ? { ownPersonality: own } : {}),
      },
      desk.personalities,
      (events) => desk.tell(events),
    ),
  );
  if (created.ok) desk.adopt(created.value);
  return created;
}

/** Starts a session from evidence: what the folder says of itself comes first, so that the window opens at once. */
async function startFrom(desk: Desk, paths: readonly string[]): Promise<Result<string>> {
  const described = await beginningOf(desk, paths);
  if (!described.ok) return described;
  const { brief, title, own } = described.value ?? {
    brief: emptyBrief(desk.settings().personality),
    title: 'New session',
    own: null,
  };
  const folder = paths[0] === undefined ? null : basename(paths[0]);
  const created = await start(desk, title, brief, folder, own);
  if (!created.ok) return created;
  const brought = await bringEvidence(desk, created.value, paths);
  // A session whose first evidence cannot be used stays: the reason is said, and other files can follow.
  if (!brought.ok)
    desk.push('push:progress', ended('', 'failed', `${brought.error.message} ${brought.error.hint}`));
  return ok(created.value.log.session);
}

/** What a window lacks that has seen the log up to a seq; entries in which words were erased since may be older. */
function isNewTo(after: number): (event: SessionEvent) => boolean {
  return (event) => event.seq > after || event.bodyHash !== undefined;
}

/** Requests about the open session: open, create, command, follow. */
export function sessionHandlers(
  desk: Desk,
): Handlers<
  FacilitatorApi,
  'session:open' | 'session:create' | 'session:command' | 'session:events' | 'session:close' | 'guidance:get'
> {
  const follower = new EvidenceFollower(desk);
  return {
    'session:open': async (id) => {
      const opened = await desk.library.write(() => desk.open(id));
      if (!opened.ok) return opened;
      desk.remember({ lastSession: id });
      return ok(opened.value.log.events);
    },
    'session:create': async (from) => {
      if ('brief' in from) {
        const created = await start(desk, from.title, from.brief, null);
        return created.ok ? ok(created.value.log.session) : created;
      }
      if ('sample' in from) {
        const sample = bundledSamples(desk.samplesFolder).find((one) => one.id === from.sample);
        return sample
          ? startFrom(desk, [sample.folder])
          : fail('no-sample', `There is no sample "${from.sample}".`, 'Choose one of the welcome view.');
      }
      const paths = await pathsOf(desk, from.token);
      return paths.ok ? startFrom(desk, paths.value) : paths;
    },
    'session:command': async (envelope) => {
      const opened = desk.opened(envelope.session);
      if (!opened.ok) return opened;
      const before = opened.value.log.state;
      const decided = await desk.library.write(() => opened.value.command(envelope, 'facilitator'));
      if (decided.ok) follower.after(opened.value, before);
      if (decided.ok && envelope.command.kind === 'switch-personality')
        desk.remember({ personality: envelope.command.personality });
      return decided;
    },
    'session:events': (id, after) => {
      const opened = desk.opened(id);
      return opened.ok ? ok(opened.value.log.events.filter(isNewTo(after))) : opened;
    },
    'session:close': () => {
      desk.adopt(null);
      return null;
    },
    'guidance:get': (id) => {
      const opened = desk.opened(id);
      return opened.ok ? ok(guidanceFor(opened.value.log.state, desk.personalities)) : opened;
    },
  };
}
