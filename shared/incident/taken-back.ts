import { type Stream, type StreamEvent, serviceOf } from './stream.ts';

/** What holds from an event on: a share from 0 to 1, a value, a version; null where its words do not say. */
type State = number | string | null;

/** One event with what held before it, where it says so, and what holds from it on. */
interface Step {
  readonly before: State;
  readonly after: State;
  /** Its words say that it takes back what came last. */
  readonly undoes: boolean;
  /** What else it names, as where it was deployed to. */
  readonly place: string;
}

const SHARE = /(\d{1,3}(?:[.,]\d+)?)\s*%/g;
const VALUE = /(?:^|[:=>]\s*)(on|true|off|false)\b/i;
/** "Turned on", "turned the flag on": a few words may name what it is. */
const ON =
  /\b(?:(?:turned|switched|toggled|flipped)\s+(?:\S+\s+){0,3}?|set\s+(?:it\s+)?)on\b|\b(?:enabled?|activated?)\b/i;
const OFF =
  /\b(?:(?:turned|switched|toggled|flipped)\s+(?:\S+\s+){0,3}?|set\s+(?:it\s+)?)off\b|\b(?:disabled?|deactivated?|killed)\b/i;
const UNDOES = /\broll(?:ed|ing)?[ -]?back\b|\brevert(?:ed|s|ing)?\b|\babort(?:ed|s)?\b|\bundo(?:ne)?\b/i;
const FROM_TO = /\bfrom (\S.{0,60}?) to (\S.{0,60}?)$/;

function shareOf(title: string): number | null {
  const last = [...title.matchAll(SHARE)].at(-1)?.[1];
  if (last !== undefined) return Number(last.replace(',', '.')) / 100;
  const value = VALUE.exec(title)?.[1]?.toLowerCase();
  if (value !== undefined) return value === 'on' || value === 'true' ? 1 : 0;
  const [on, off] = [ON.test(title), OFF.test(title)];
  return on === off ? null : on ? 1 : 0;
}

function stepOf({ kind, id }: Stream, event: StreamEvent): Step {
  const undoes = UNDOES.test(event.title);
  const place = event.about.filter((one) => !/\d/.test(one)).join();
  if (kind === 'flag') return { before: null, after: shareOf(event.title), undoes, place };
  if (kind === 'config') {
    const [, from, to] = FROM_TO.exec(event.title) ?? [];
    return { before: from ?? null, after: to ?? null, undoes, place };
  }
  const service = serviceOf(id);
  return {
    before: null,
    after: event.about.find((one) => one !== service && /\d/.test(one)) ?? null,
    undoes,
    place,
  };
}

/** Does what holds from `later` on take back what `step` brought? */
function takesBack(kind: Stream['kind'], initial: State, step: Step, later: Step): boolean {
  if (step.after === null || later.after === null) return false;
  if (kind === 'flag') {
    const raised = Number(step.after) > Number(initial);
    return raised ? Number(later.after) < Number(step.after) : Number(later.after) > Number(step.after);
  }
  return step.before !== null && later.after === step.before;
}

/** Before the first record of a flag it stood the other way round. */
function initialOf(kind: Stream['kind'], steps: readonly Step[]): State {
  const first = steps.find((step) => step.after !== null)?.after ?? null;
  return kind === 'flag' && first !== null ? (first === 0 ? 1 : 0) : null;
}

/** For each event the index of the one that takes it back, or -1. */
function endedBy(kind: Stream['kind'], steps: readonly Step[]): number[] {
  const initial = initialOf(kind, steps);
  return steps.map((step, i) => {
    // How it was in the beginning is what the others go back to.
    if (kind === 'flag' && step.after === initial) return -1;
    if (kind === 'deploy') return deployedOver(steps, i);
    return steps.findIndex((later, j) => j > i && takesBack(kind, initial, step, later));
  });
}

const VERSION = /^v?\d+(?:\.\d+)+$/i;

/** `2.9` is before `2.10`: both versions of dotted numbers, of as many parts. */
function isBefore(version: State, other: State): boolean {
  if (typeof version !== 'string' || typeof other !== 'string') return false;
  if (!VERSION.test(version) || !VERSION.test(other)) return false;
  if (version.split('.').length !== other.split('.').length) return false;
  return version.localeCompare(other, 'en', { numeric: true, sensitivity: 'base' }) < 0;
}

/**
 * A deployment is taken back by one that says so or brings a lower version, right after it, or by one that brings a version
 * from before it once more.
 */
function deployedOver(steps: readonly Step[], i: number): number {
  const next = i + 1;
  const own = steps[i]?.after ?? null;
  if (steps[next]?.undoes && !steps[i]?.undoes) return next;
  const earlier = new Set(steps.slice(0, i).flatMap(({ after }) => (after === null ? [] : [after])));
  if (own === null || earlier.has(own)) return -1;
  if (steps[next]?.place === steps[i]?.place && isBefore(steps[next]?.after ?? null, own)) return next;
  return steps.findIndex((later, j) => j > i && later.after !== null && earlier.has(later.after));
}

/**
 * A flag that is raised and lowered again, a setting that goes back to what it was, a version that is rolled back: each
 * holds until then, and that it goes back is no change of its own. Where no words say so, events are left as they are.
 */
export function withTakenBack(stream: Stream): Stream {
  if (stream.kind !== 'flag' && stream.kind !== 'config' && stream.kind !== 'deploy') return stream;
  const { events } = stream;
  // Several environments or targets under one name would take each other back.
  const targets = new Set(events.map((e) => (stream.kind === 'flag' ? e.about.join() : '')));
  if (events.length < 2 || events.some((e) => e.end !== null || e.expected) || targets.size > 1)
    return stream;
  const ended = endedBy(
    stream.kind,
    events.map((event) => stepOf(stream, event)),
  );
  if (ended.every((by) => by === -1)) return stream;
  const returns = new Set(ended.filter((by, i) => by !== -1 && ended[by] === -1 && by > i));
  return {
    ...stream,
    events: events.map((event, i) => {
      const by = ended[i] ?? -1;
      const end = by === -1 ? null : (events[by]?.start ?? null);
      return { ...event, end, ...(returns.has(i) ? { returns: true as const } : {}) };
    }),
  };
}
