import { statedRelief } from './attempt-sentence.ts';
import { contentWords, shared } from './content-words.ts';
import { attemptKeys, type GivenId, idsFor } from './given-ids.ts';
import type { Attempt } from './incident.ts';
import type { WrittenAttempt } from './incident-file.ts';
import type { LogDigest } from './logs.ts';
import { compareText } from './ordering.ts';
import type { NoteRecord } from './records.ts';
import type { RecordRef } from './source.ts';
import { MINUTE_MS } from './time-range.ts';
import { withoutAccents } from './without-accents.ts';

type Draft = Omit<Attempt, 'id'>;

/** Verbs that say what an action could have changed. A proposal from the words, for the team to correct. */
const KINDS: readonly (readonly [RegExp, string])[] = [
  [/\b(roll(ed|ing)?[- ]?back|revert(ed|ing)?)\b/i, 'rollback'],
  [
    /\b(restart(ed|ing)?|reboot(ed|ing)?|bounc(ed|ing|e)|recycl(ed|ing|e)|kill(ed|ing)? (the )?(pod|process|instance))/i,
    'restart',
  ],
  [/\b(fail(ed|ing)? over|failover|switch(ed|ing)? over)\b/i, 'failover'],
  [
    /\b(scal(ed|ing|e)|add(ed|ing)?( \w+){0,4} (servers?|nodes?|pods?|instances?|replicas?|hosts?|workers?))\b/i,
    'scale',
  ],
  [/\b(flush(ed|ing)?|clear(ed|ing)?|purg(ed|ing|e)|invalidat(ed|ing|e))\b/i, 'flush'],
  [/\b(disabl(ed|ing|e)|turn(ed|ing)? off|paus(ed|ing|e)|stopp(ed|ing)|block(ed|ing)?)\b/i, 'disable'],
  [
    /\b(increas(ed|ing|e)|rais(ed|ing|e)|lower(ed|ing)?|decreas(ed|ing|e)|reduc(ed|ing|e)|bump(ed|ing)?|chang(ed|ing|e)|set|tun(ed|ing|e)|adjust(ed|ing)?)\b/i,
    'config',
  ],
  [/\b(deploy(ed|ing)?|hotfix(ed)?|patch(ed|ing)?|releas(ed|ing))\b/i, 'deploy'],
];

/** The same in German, French, Spanish, Portuguese, Italian and Dutch, without accents. */
const ELSEWHERE: readonly (readonly [RegExp, string])[] = [
  [/\b(zuruckgerollt|zuruckgesetzt|retour arriere|revertid[oa]|ripristinat[oa]|teruggedraaid)\b/, 'rollback'],
  [
    /\b(neu ?gestartet|neu ?starten|neustart|durchgestartet|redemarr\w*|relanc(?:e|er|ee|age)|reinici\w*|riavvi\w*|herstart\w*)\b/,
    'restart',
  ],
  [
    /\b(umgeschaltet|geschwenkt|bascul(?:e|er|ee|ement)|conmutad[oa]|comutad[oa]|overgeschakeld)\b/,
    'failover',
  ],
  [
    /\b(hochskaliert|skaliert|(?:server|knoten|instanzen) (?:erganzt|hinzugefugt)|ajoute (?:un|deux|des) (?:serveurs?|noeuds?)|escalad[oa]|scalat[oa])\b/,
    'scale',
  ],
  [/\b(geleert|cache (?:a ete )?vide|purgee?|vaciad[oa]|limpiad[oa]|svuotat[oa]|esvaziad[oa])\b/, 'flush'],
  [
    /\b(abgeschaltet|ausgeschaltet|deaktiviert|gestoppt|desactivee?|coupee?|arretee?|desactivad[oa]|desativad[oa]|apagad[oa]|disattivat[oa]|uitgeschakeld)\b/,
    'disable',
  ],
  [
    /\b(erhoht|hochgesetzt|heraufgesetzt|gesenkt|herabgesetzt|geandert|umgestellt|augmentee?|reduite?|modifiee?|aumentad[oa]|reducid[oa]|cambiad[oa]|aumentat[oa]|ridott[oa]|modificat[oa]|verhoogd|verlaagd)\b/,
    'config',
  ],
  [/\b(ausgerollt|eingespielt|deployee?|desplegad[oa]|implantad[oa]|rilasciat[oa]|uitgerold)\b/, 'deploy'],
];

/** What an action was, by its words; null when none of them tells. */
export function actionKind(text: string): string | null {
  const known = KINDS.find(([pattern]) => pattern.test(text))?.[1];
  if (known !== undefined) return known;
  const plain = withoutAccents(text.toLowerCase());
  return ELSEWHERE.find(([pattern]) => pattern.test(plain))?.[1] ?? null;
}

/** A report that an action is over: "restart complete", "rollout finished", "all instances healthy". */
const FINISHED =
  /^(?!.*\b(not|isn't|aren't|still|errors?|fail|failing|failed|failures?|timeouts?)\b).*\b(completed?|done|finished|back up|ready|healthy|rolled out|up again|in service|in rotation)\b/i;
/** A log line of a process that is ready for work again. */
const READY =
  /\b(ready|started|listening|startup complete|start(ed)? up|accepting (connections|requests|traffic)|up and running)\b/i;
const RESTARTING_KINDS = new Set(['restart', 'rollback', 'config', 'deploy']);

/** How well a note fits an attempt: the share of the attempt's words that it has, 0 when too few. */
function likeness(attempt: ReadonlySet<string>, note: ReadonlySet<string>): number {
  const common = shared(attempt, note);
  if (attempt.size === 0 || common === 0) return 0;
  const share = common / attempt.size;
  return common >= 2 || share >= 0.5 ? share + common * 0.01 : 0;
}

/**
 * Pairs attempts, which the team lists in time order, with notes in time order: the pairing without crossings that
 * has most words in common (Needleman and Wunsch 1970, with no cost for a gap).
 */
function pair(attempts: readonly WrittenAttempt[], notes: readonly NoteRecord[]): (NoteRecord | null)[] {
  const wanted = attempts.map((attempt) => contentWords(attempt.action));
  const said = notes.map((note) => contentWords(note.text));
  const best: number[][] = [new Array<number>(notes.length + 1).fill(0)];
  for (let i = 1; i <= attempts.length; i += 1) {
    const row = [0];
    for (let j = 1; j <= notes.length; j += 1) {
      const note = notes[j - 1];
      const late = note && FINISHED.test(note.text) && actionKind(note.text) === null ? 0.5 : 1;
      const score = likeness(wanted[i - 1] ?? new Set(), said[j - 1] ?? new Set()) * late;
      const taken = score > 0 ? (best[i - 1]?.[j - 1] ?? 0) + score : 0;
      row.push(Math.max(taken, best[i - 1]?.[j] ?? 0, row[j - 1] ?? 0));
    }
    best.push(row);
  }
  const found: (NoteRecord | null)[] = attempts.map(() => null);
  let j = notes.length;
  for (let i = attempts.length; i > 0; i -= 1) {
    // Of equally good notes the earliest is taken: later ones speak of what was done before.
    while (j > 0 && best[i]?.[j] === best[i]?.[j - 1]) j -= 1;
    if (j > 0 && (best[i]?.[j] ?? 0) > (best[i - 1]?.[j] ?? 0)) {
      found[i - 1] = notes[j - 1] ?? null;
      j -= 1;
    }
  }
  return found;
}

/**
 * When the process was back: the last of the ready lines that follow an action that restarts, else a note that says
 * so before the next action.
 */
function backAt(
  at: number,
  next: number,
  kind: string | null,
  notes: readonly NoteRecord[],
  logs: LogDigest | null,
): number | null {
  // More servers, a flushed cache, a switched-off feature: no process goes away that could come back.
  if (kind !== null && !RESTARTING_KINDS.has(kind)) return null;
  const before = Math.min(next, at + 30 * MINUTE_MS);
  const note = notes.find((one) => one.at > at && one.at < before && FINISHED.test(one.text))?.at ?? null;
  if (kind === null || !logs) return note;
  const ready = logs.templates
    .filter((template) => template.count <= 500 && READY.test(template.text))
    .flatMap((template) => template.times)
    .filter((time) => time > at && time < Math.min(before, at + 20 * MINUTE_MS))
    .sort((a, b) => a - b);
  let last: number | null = null;
  for (const time of ready) {
    // Instances come back one after the other; what is ready much later was started by something else.
    if (last !== null && time - last > 5 * MINUTE_MS) break;
    last = time;
  }
  return last ?? note;
}

function fromNotes(notes: readonly NoteRecord[]): Draft[] {
  const drafts: Draft[] = [];
  let lastWords = new Set<string>();
  let lastAt = Number.NEGATIVE_INFINITY;
  for (const note of notes) {
    const kind = actionKind(note.text);
    if (kind === null) continue;
    // "Restart complete" is the end of an action, unless nobody wrote down its beginning.
    if (FINISHED.test(note.text) && note.at - lastAt <= 30 * MINUTE_MS) continue;
    const words = contentWords(note.text);
    // "Restarting checkout" and, a little later, "checkout restarted" are one action.
    if (note.at - lastAt <= 10 * MINUTE_MS && shared(words, lastWords) >= 2) continue;
    lastWords = words;
    lastAt = note.at;
    drafts.push({
      action: note.text,
      at: note.at,
      until: null,
      kind,
      statedReliefMs: statedRelief(note.text),
      atOrigin: 'record',
      ref: note.ref,
    });
  }
  return drafts;
}

/**
 * The attempts in time order. What `incident.yaml` lists is matched with notes; without a list, notes that name an
 * action are proposed. `resolve` turns a written time into epoch ms, `placeOf` says where an attempt is written, `given`
 * holds the numbers that earlier readings gave, known by their texts as `clean` leaves them.
 */
export function assembleAttempts(
  written: readonly WrittenAttempt[],
  notes: readonly NoteRecord[],
  logs: LogDigest | null,
  resolve: (text: string) => number | null,
  placeOf: (index: number) => RecordRef | null = () => null,
  given: readonly GivenId[] = [],
  clean: (text: string) => string = (text) => text,
): Attempt[] {
  let drafts: Draft[];
  if (written.length === 0) {
    drafts = fromNotes(notes);
  } else {
    const matched = pair(written, notes);
    drafts = written.map((attempt, i) => {
      const stated = attempt.at === null ? null : resolve(attempt.at);
      const note = matched[i] ?? null;
      const at = stated ?? note?.at ?? null;
      return {
        action: attempt.action,
        at,
        until: attempt.until === null ? null : resolve(attempt.until),
        kind: attempt.kind ?? actionKind(attempt.action),
        statedReliefMs: attempt.statedReliefMs ?? (note ? statedRelief(note.text) : null),
        atOrigin: stated !== null ? 'stated' : note ? 'record' : 'unknown',
        ref: note?.ref ?? placeOf(i),
      };
    });
  }
  const ordered = inTimeOrder(drafts);
  const ids = idsFor('A', given, ordered, (one) => attemptKeys(one).map(clean));
  return ordered.map((draft, i): Attempt => {
    const next = ordered.slice(i + 1).find((one) => one.at !== null)?.at ?? Number.POSITIVE_INFINITY;
    const back = draft.at === null ? null : backAt(draft.at, next, draft.kind, notes, logs);
    return { id: ids[i] ?? `A${i + 1}`, ...draft, until: draft.until ?? back };
  });
}

/** Sorts by time; an attempt without a time keeps its place behind the one that was listed before it. */
function inTimeOrder<T extends Draft>(drafts: readonly T[]): T[] {
  let last = Number.NEGATIVE_INFINITY;
  const keyed = drafts.map((draft, listed) => {
    last = draft.at ?? last;
    return { draft, key: last, listed };
  });
  keyed.sort((a, b) => a.key - b.key || a.listed - b.listed || compareText(a.draft.action, b.draft.action));
  return keyed.map(({ draft }) => draft);
}
