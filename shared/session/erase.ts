import { ERASED } from '../report/erased-words.ts';
import { fail, ok, type Result } from '../result.ts';
import { cutsOf } from './erase-cuts.ts';
import { type ErasedMark, markOf, withoutMarked } from './erased-marks.ts';
import type { BodyOf, EventBody, SessionEvent } from './events.ts';
import { hashBody } from './hash-chain.ts';
import type { SessionLog } from './session-log.ts';
import type { Sha256 } from './sha256.ts';

/** Fewer letters would hit half of the log. */
const SHORTEST = 3;

/** Fields that people or records fill with words of their own: here one word alone may be what is to go. */
const FREE: ReadonlySet<string> = new Set([
  'action',
  'answer',
  'bring',
  'byRole',
  'context',
  'excerpt',
  'impact',
  'knownTo',
  'label',
  'name',
  'notKnownTo',
  'note',
  'owner',
  'playbookQuestion',
  'prediction',
  'problem',
  'question',
  'quote',
  'reason',
  'roles',
  'said',
  'statement',
  'test',
  'text',
  'title',
  'toldBy',
  'what',
]);

/** Ids and hashes of ours. */
const OURS = /^([A-Z]\d+(\.\d+)*|[0-9a-f]{64})$/;

/** Entries of a log with the words erased, and the entry that says so. Nothing of either holds the words. */
export interface Erasure {
  /** The entries that held them, as they stand from now on. */
  readonly rewritten: readonly SessionEvent[];
  /** Entries in which they are still part of a name that others refer to. */
  readonly still: number;
  readonly body: BodyOf<'erased'>;
}

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&').replace(/\s+/g, '\\s+');
}

/** The words as they are, and as they stand inside a JSON record. */
function formsOf(words: string): string[] {
  return [...new Set([JSON.stringify(words).slice(1, -1), words])];
}

/** Finds the words however they are broken into lines, in either case, also inside a JSON record. */
function patternOf(words: string): RegExp {
  return new RegExp(formsOf(words).map(escaped).join('|'), 'giu');
}

/** True for text that somebody wrote; a single token elsewhere is a name or a word of our own vocabulary. */
function isText(field: string, value: string): boolean {
  return !OURS.test(value) && (FREE.has(field) || /\s/.test(value));
}

/** A text without the words that are to go. */
type Cleaner = (text: string) => string;

/** The same value with the words erased in every text of it; the value itself where it holds none. */
function cleaned(value: unknown, clean: Cleaner, field = ''): unknown {
  if (typeof value === 'string') {
    if (field === 'key') return cleanedKey(value, clean);
    return isText(field, value) ? clean(value) : value;
  }
  if (Array.isArray(value)) {
    const all = value.map((one) => cleaned(one, clean, field));
    return all.some((one, index) => one !== value[index]) ? all : value;
  }
  if (value === null || typeof value !== 'object') return value;
  let changed = false;
  const members = Object.entries(value).map(([name, member]) => {
    // Pins stand under the keys of their findings.
    const left = field === 'pins' ? cleanedKey(name, clean) : name;
    const rest = cleaned(member, clean, name);
    changed ||= rest !== member || left !== name;
    return [left, rest];
  });
  return changed ? Object.fromEntries(members) : value;
}

/** A finding's key: what follows on the analysis and its question may be words of a record. */
function cleanedKey(key: string, clean: Cleaner): string {
  const [analysis, question, ...subject] = key.split('/');
  if (subject.length === 0) return key;
  return [analysis, question, clean(subject.join('/'))].join('/');
}

/** Names that findings, answers and cites refer to: they cannot lose a part. */
function namesIn(log: SessionLog<SessionEvent>): string[] {
  return log.events.flatMap(({ body }) => {
    if (body.kind === 'evidence-imported') {
      const { streamIds, seriesIds, teams } = body.facts;
      return [
        ...streamIds,
        ...seriesIds,
        ...teams.map((team) => team.name),
        ...body.sources.map(({ file }) => file),
      ];
    }
    if (body.kind !== 'analysed') return [];
    const { candidates, prevention } = body.result;
    return [...candidates, ...(prevention?.interventions ?? [])].map(({ id }) => id);
  });
}

/** The entries of a log that hold these words, with the words erased; none for words too short to look for. */
export function entriesWithout(events: readonly SessionEvent[], words: string): SessionEvent[] {
  const wanted = words.trim();
  if (wanted.length < SHORTEST) return [];
  const pattern = patternOf(wanted);
  const texts = new Set<string>();
  for (const { body } of events) textsIn(body, texts);
  const withoutCuts = cutsOf(texts, wanted, pattern);
  return events.flatMap((event) => {
    const body = cleaned(event.body, (text) => withoutCuts(text.replace(pattern, ERASED))) as EventBody;
    return body === event.body ? [] : [{ ...event, body }];
  });
}

/**
 * Erases words (a secret, a name) wherever they stand in a session: the entries keep their place, their hash and
 * everything that others rest on. Refused for words that are part of a name in the evidence, or in no entry. `salt` is
 * random hex for the marks by which the words are known when evidence is read again.
 */
export function eraseWords(
  log: SessionLog<SessionEvent>,
  words: string,
  salt: string,
  sha256: Sha256,
): Result<Erasure> {
  const wanted = words.trim();
  if (wanted.length < SHORTEST)
    return fail('too-short', `At least ${SHORTEST} characters are needed.`, 'Name more of what is to go.');
  if (patternOf(wanted).test(ERASED))
    return fail('too-short', 'These letters stand in the mark of an erasure.', 'Name more of what is to go.');
  const named = namesIn(log).find((name) => patternOf(wanted).test(name));
  if (named !== undefined)
    return fail(
      'part-of-a-name',
      `"${named}" in the evidence is called so: findings refer to it by that name.`,
      'Name more of the sentence; to change a name, change it in the evidence and start anew.',
    );
  const entries = entriesWithout(log.events, wanted);
  if (entries.length === 0)
    return fail('not-found', 'No entry of this session holds these words.', 'Check the spelling.');
  const rewritten = entries.map((entry) => ({
    ...entry,
    bodyHash:
      entry.bodyHash ?? hashBody(log.events.find(({ seq }) => seq === entry.seq)?.body ?? entry.body, sha256),
  }));
  const clean = new Map(rewritten.map((entry) => [entry.seq, entry]));
  const pattern = patternOf(wanted);
  const still = log.events.filter(
    (event) => JSON.stringify((clean.get(event.seq) ?? event).body).search(pattern) >= 0,
  ).length;
  return ok({
    rewritten,
    still,
    body: {
      kind: 'erased',
      entries: rewritten.map(({ seq, body }) => ({ seq, bodyHash: hashBody(body, sha256) })),
      marks: formsOf(wanted).map((form) => markOf(form, salt, sha256)),
    },
  });
}

/** Fewer letters around an erasure could stand around anything. */
const FRAME = 12;

/** Every text of a value. */
function textsIn(value: unknown, into: Set<string>): void {
  if (typeof value === 'string') into.add(value);
  else if (Array.isArray(value)) for (const one of value) textsIn(one, into);
  else if (value !== null && typeof value === 'object')
    for (const one of Object.values(value)) textsIn(one, into);
}

/** What stood around each erasure of a log, as a pattern, with the text as it stands now. */
function erasedTexts(events: readonly SessionEvent[]): { readonly frame: RegExp; readonly text: string }[] {
  const texts = new Set<string>();
  for (const event of events) if (event.bodyHash !== undefined) textsIn(event.body, texts);
  return [...texts]
    .filter((text) => text.includes(ERASED) && text.replaceAll(ERASED, '').trim().length >= FRAME)
    .map((text) => ({
      text,
      frame: new RegExp(
        `^${text
          .split(ERASED)
          .map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'))
          .join('[^]*')}$`,
        'u',
      ),
    }));
}

/** The same value with every text that fits a frame as it stands in the log. */
function reframed(
  value: unknown,
  frames: readonly { readonly frame: RegExp; readonly text: string }[],
): unknown {
  if (typeof value === 'string')
    return /\s/.test(value) ? (frames.find(({ frame }) => frame.test(value))?.text ?? value) : value;
  if (Array.isArray(value)) return value.map((one) => reframed(one, frames));
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, reframed(one, frames)]));
}

/** The marks of all words that were erased in a session. */
export function marksOf(events: readonly SessionEvent[]): ErasedMark[] {
  return events.flatMap(({ body }) => (body.kind === 'erased' ? (body.marks ?? []) : []));
}

/**
 * What was read anew from evidence that still holds erased words, without them: they are known by the marks of the
 * session, and, where an older session has none, by the text that stands the same around an erasure.
 */
export function stillErased<T>(events: readonly SessionEvent[], read: T, sha256: Sha256): T {
  const frames = erasedTexts(events);
  const framed = frames.length === 0 ? read : reframed(read, frames);
  const marks = marksOf(events);
  if (marks.length === 0) return framed as T;
  return cleaned(framed, (text) => withoutMarked(text, marks, sha256)) as T;
}
