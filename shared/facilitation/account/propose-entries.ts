import { statedRelief } from '../../incident/attempt-sentence.ts';
import { actionKind } from '../../incident/attempts.ts';
import { type ChangeKind, changeKindIn } from '../../incident/change-kind.ts';
import { mentions } from '../../incident/mentions.ts';
import { resolveWhen } from '../../incident/when.ts';

/** What an account can hold, by the list of the incident that it goes to. */
export type EntryKind = 'attempt' | 'statement' | 'change';

/** An entry proposed from an account: nothing of it counts until the facilitator confirms it. */
export interface ProposedEntry {
  readonly kind: EntryKind;
  readonly text: string;
  /** The words of the account that it rests on, verbatim. */
  readonly quote: string;
  /** The time as the account writes it, and as it is read (epoch ms UTC); null where it has none. */
  readonly when: string | null;
  readonly at: number | null;
  /** Relief as it was told, ms. */
  readonly workedForMs: number | null;
  /** Role that said it, where the account names one. */
  readonly saidBy: string | null;
  readonly change: ChangeKind;
  /** Ids of the evidence that the words name: a proposal, shown and overrulable. */
  readonly about: readonly string[];
  readonly proposedBy: 'playbook' | 'model';
}

/** What reading an account needs of the session. */
export interface AccountContext {
  readonly zone: string;
  /** Epoch ms UTC that "20 minutes ago" counts back from. */
  readonly now: number;
  /** Ids of streams and series. */
  readonly ids: readonly string[];
}

/** Most sentences of one account that are proposed. */
const MOST_ENTRIES = 40;

const SAID =
  /^(?:and |but |then )?(?:the |our |an? )?([\p{L}][\p{L}\p{N} /-]{1,40}?)\s+(?:said|says|told|tells|reported|reports|noticed|notices|confirmed|confirms|mentioned|mentions|thinks|thought|claims|claimed|saw|sees)\b/iu;
/** Who speaks of the room itself is no other role. */
const ROOM = /^(?:we|i|they|he|she|it|nobody|somebody|someone|everybody|one of us)$/i;
const CHANGED =
  /\b(?:changed?|changes|migrat\w+|load(?:ed)?|grew|grown|doubl\w+|tripl\w+|quadrupl\w+|upgrad\w+|renew\w+|rotat\w+|launch\w+|import(?:ed)?|expir\w+|mov(?:ed|ing)|switched (?:to|from)|rolled out|releas\w+|deploy\w+|went live|new (?:version|schema|job|campaign|catalog|customer|region))\b/i;
const TRIED =
  /\b(?:we|i|on-call|ops|sre|they|somebody|the team)\b.{0,40}|^(?:at |around |then |\d|restart|rais|add|roll|scal|flush|clear|disabl|fail)/i;
const TIME =
  /\b\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}(?::\d{2})?(?:Z|[+-]\d{2}:?\d{2})?|\b\d{1,2}:\d{2}(?::\d{2})?(?:\s*(?:z|utc)\b)?|\b(?:an?|half an|\d+(?:[.,]\d+)?)\s*(?:h|hours?|min(?:ute)?s?|days?)\s+ago\b/i;

/** The sentences of an account, verbatim: split at line ends, list marks, semicolons and full stops. */
export function sentencesOf(account: string): readonly string[] {
  return account
    .split(/\r\n|[\n\r]|(?<=[.!?])\s+(?=[\p{Lu}\p{N}"“])|;\s+/u)
    .map((part) => part.replace(/^\s*(?:[-*•]|\d+[.)])\s+/, '').trim())
    .filter((part) => /\p{L}{2}/u.test(part))
    .slice(0, MOST_ENTRIES);
}

/** What a sentence most likely is: said by a role, tried, or changed. The facilitator decides. */
export function entryKindOf(sentence: string): EntryKind {
  if (saidBy(sentence) !== null) return 'statement';
  if (actionKind(sentence) !== null && TRIED.test(sentence) && actionKind(sentence) !== 'deploy')
    return 'attempt';
  return CHANGED.test(sentence) ? 'change' : 'statement';
}

function saidBy(sentence: string): string | null {
  const who = SAID.exec(sentence)?.[1]?.trim();
  return who === undefined || ROOM.test(who) ? null : who.toLowerCase();
}

/** An entry with everything that its own words tell: time, relief, role and ids are read here, never by a model. */
export function entryFrom(
  words: { readonly kind: EntryKind; readonly text: string; readonly quote: string },
  proposedBy: ProposedEntry['proposedBy'],
  { zone, now, ids }: AccountContext,
): ProposedEntry {
  const { kind, text, quote } = words;
  const when = TIME.exec(quote)?.[0] ?? null;
  return {
    kind,
    text,
    quote,
    when,
    at: when === null ? null : resolveWhen(when, zone, now),
    workedForMs: kind === 'attempt' ? statedRelief(quote) : null,
    saidBy: saidBy(quote),
    change: changeKindIn(quote) ?? 'configuration',
    about: ids.filter((id) => mentions(quote, id)).slice(0, 8),
    proposedBy,
  };
}

/** Entries that an account may hold, one a sentence, without any model. */
export function proposeEntries(account: string, context: AccountContext): readonly ProposedEntry[] {
  return sentencesOf(account).map((sentence) =>
    entryFrom(
      { kind: entryKindOf(sentence), text: plainSentence(sentence), quote: sentence },
      'playbook',
      context,
    ),
  );
}

/** The sentence without the time and the words before it that only say when. */
export function plainSentence(sentence: string): string {
  const rest = sentence.replace(
    /^(?:at|around|about|since)?\s*(?:\d{4}-\d{2}-\d{2}[T ])?\d{1,2}:\d{2}(?::\d{2})?(?:\s*(?:z|utc))?\s*[:,-]?\s+/i,
    '',
  );
  const text = (rest === '' ? sentence : rest).replace(/[.;]$/, '');
  return text.charAt(0).toUpperCase() + text.slice(1);
}
