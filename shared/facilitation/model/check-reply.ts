import { isNegator } from '../../ladder/language/negation.ts';
import { contentStems, jaccard, wordsOf } from '../../ladder/language/words.ts';
import { askedBefore } from './checks/asked-before.ts';
import { blamesPerson } from './checks/blames-person.ts';
import { contradictsFinding } from './checks/contradicts-finding.ts';
import { shared } from './checks/known-text.ts';
import { leavesTheData } from './checks/leaves-the-data.ts';
import { namesNoOtherCause } from './checks/names-no-other-cause.ts';
import { nearTheEvidence } from './checks/near-the-evidence.ts';
import { notAQuestion } from './checks/not-a-question.ts';
import { numberNotCited } from './checks/number-not-cited.ts';
import { plainEnglish } from './checks/plain-english.ts';
import type { CheckedReply, Refusal, ReplyCheck, ReplyContext } from './checks/reply-check.ts';
import { ruledOutCause } from './checks/ruled-out-cause.ts';
import { turnsAFinding } from './checks/turns-a-finding.ts';
import { citableIds, unknownId } from './checks/unknown-id.ts';
import { evidenceRecords } from './evidence-records.ts';
import { type ReplyOf, readReply } from './reply-form.ts';

const CHECKS: readonly ReplyCheck[] = [
  unknownId,
  numberNotCited,
  ruledOutCause,
  contradictsFinding,
  blamesPerson,
  askedBefore,
  notAQuestion,
  leavesTheData,
  plainEnglish,
  namesNoOtherCause,
  turnsAFinding,
  nearTheEvidence,
];

/** Checks whose verdict on a sentence stands, whatever follows it and whatever it will cite. */
const LASTING_CHECKS: readonly ReplyCheck[] = [
  numberNotCited,
  ruledOutCause,
  contradictsFinding,
  blamesPerson,
  leavesTheData,
  plainEnglish,
  namesNoOtherCause,
  turnsAFinding,
];

/** Why these sentences of a reply that is still being written will be refused; null while they may pass. */
export function failsAlready(sentences: readonly string[], context: ReplyContext): string | null {
  // Which ids it will cite is not known yet: a number that none of them has is wrong in any case.
  const reply = { question: null, sentences, cites: [...citableIds(context.state)] };
  for (const check of LASTING_CHECKS) {
    const refusal = check(reply, context);
    if (refusal) return refusal.reason;
  }
  return null;
}

/** Checks of an entry of an account: it is held against its quote, not against the findings. */
const ACCOUNT_CHECKS: readonly ReplyCheck[] = [numberNotCited, leavesTheData, plainEnglish];

/** A reply that may be shown, or why it may not. */
export type CheckOutcome<T> =
  | { readonly passed: true; readonly reply: T }
  | { readonly passed: false; readonly refusals: readonly Refusal[] };

function held<T>(reply: T, checked: CheckedReply, context: ReplyContext): CheckOutcome<T> {
  const refusals = CHECKS.flatMap((check) => check(checked, context) ?? []);
  return refusals.length === 0 ? { passed: true, reply } : { passed: false, refusals };
}

function outside<T>(reason: string): CheckOutcome<T> {
  return { passed: false, refusals: [{ check: 'outside-form', reason }] };
}

/** Holds the wording of a question against the ladder. Nobody sees a reply that has not passed. */
export function checkQuestion(text: string, context: ReplyContext): CheckOutcome<ReplyOf<'question'>> {
  const read = readReply('question', text);
  if (!read.ok) return outside(read.error.message);
  const { note, question, cites, next_check } = read.value;
  return held(read.value, { question, sentences: [note, question, next_check], cites }, context);
}

/** From this overlap of content words on, two sentences say the same. */
const ALIKE = 0.6;

/** All words of a sentence stand in one record: it repeats what is known and supposes nothing. */
function repeatsAll(sentence: string, record: string): boolean {
  const stems = contentStems(sentence);
  return stems.size > 0 && shared(stems, contentStems(record)) === stems.size;
}

/** Holds rival hypotheses: they may propose anything but what a finding rules out, and claim no number at all. */
export function checkRivals(text: string, context: ReplyContext): CheckOutcome<ReplyOf<'rivals'>> {
  const read = readReply('rivals', text);
  if (!read.ok) return outside(read.error.message);
  const { hypotheses } = read.value;
  const sentences = hypotheses.flatMap(({ hypothesis, check }) => [hypothesis, check]);
  const told = [...(context.told ?? []), ...evidenceRecords(context.state).map(({ text: record }) => record)];
  const again = hypotheses.find(({ hypothesis, check }, place) => {
    const stems = contentStems(hypothesis);
    const earlier = hypotheses.slice(0, place).map((one) => one.hypothesis);
    return (
      [...earlier, ...told, check].some((other) => jaccard(stems, contentStems(other)) >= ALIKE) ||
      told.some((record) => repeatsAll(hypothesis, record) || repeatsAll(check, record))
    );
  });
  if (again)
    return {
      passed: false,
      refusals: [
        {
          check: 'nothing-new',
          reason: `"${again.hypothesis.slice(0, 60)}" is said already, or its check is.`,
        },
      ],
    };
  return held(read.value, { question: null, sentences, cites: [] }, { ...context, invents: true });
}

/** Holds a summary of the session: two sentences, every number from what it cites. */
export function checkSummary(text: string, context: ReplyContext): CheckOutcome<ReplyOf<'summary'>> {
  const read = readReply('summary', text);
  if (!read.ok) return outside(read.error.message);
  const { summary, cites } = read.value;
  if (summary.split(/[.!?](?:\s|$)/).filter((part) => part.trim() !== '').length > 2)
    return outside('The summary has more than two sentences.');
  return held(read.value, { question: null, sentences: [summary], cites }, context);
}

/** Holds entries read out of an account: each must quote words that are in the account, and add no number to them. */
export function checkAccount(
  text: string,
  account: string,
  context: ReplyContext,
): CheckOutcome<ReplyOf<'account'>> {
  const read = readReply('account', text);
  if (!read.ok) return outside(read.error.message);
  const flat = (words: string): string =>
    words
      .toLowerCase()
      .replace(/[^\p{L}\p{N}]+/gu, ' ')
      .trim();
  const stray = read.value.entries.find(
    ({ quote }) => flat(quote) === '' || !` ${flat(account)} `.includes(` ${flat(quote)} `),
  );
  if (stray) return outside(`"${stray.quote.slice(0, 60)}" is not in the account.`);
  for (const { text: entry, quote } of read.value.entries) {
    if (entry === undefined) continue;
    // The quote plays the part of the evidence: what people told may be wrong, but it must be what they told.
    const told: ReplyContext = { ...context, playbookQuestion: quote, askedBefore: [], told: [quote] };
    const reply = { question: null, sentences: [entry], cites: [] };
    for (const check of ACCOUNT_CHECKS) {
      const refusal = check(reply, told);
      if (refusal) return { passed: false, refusals: [refusal] };
    }
    const stems = contentStems(entry);
    if (
      shared(stems, contentStems(quote)) < stems.size * LEAST_QUOTED ||
      isNegated(entry) !== isNegated(quote)
    )
      return outside(`"${entry.slice(0, 60)}" is not what the account says.`);
  }
  const seen = new Set<string>();
  const entries = read.value.entries.filter(
    ({ quote, kind }) => kind !== 'none' && !seen.has(flat(quote)) && seen.add(flat(quote)),
  );
  return { passed: true, reply: { entries } };
}

/** Least share of an entry's content words that its quote must have. */
const LEAST_QUOTED = 0.6;

function isNegated(text: string): boolean {
  return wordsOf(text).filter(({ lower }) => isNegator(lower)).length % 2 === 1;
}
