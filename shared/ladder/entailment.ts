import { isRecorded, isSingleChange } from '../analyses/candidate-id.ts';
import type { Finding, FindingData, FindingKind } from '../analyses/finding.ts';
import { mentions } from '../incident/mentions.ts';
import { wordTable } from '../incident/word-table.ts';
import { subjectsOf } from './finding-subjects.ts';
import { stem } from './language/stem.ts';
import { contentStems } from './language/words.ts';

/** What findings of a kind say when no id is named: "it follows a clock" is what a rhythm finding says. */
const VOCABULARY: Partial<Record<FindingKind, string>> = {
  rhythm: 'clock rhythm timer schedule interval regular periodic cycle every minutes',
  arming: 'clock timer schedule re-arm armed starts again after end ready',
  'fix-ledger': 'fix clock timer re-arm relief restart attempt reset',
  fix: 'fix relief re-arm restart attempt ended window',
  'failure-windows': 'window fail failure recur return again',
  trigger: 'start begin',
  'at-ceiling': 'full fill limit ceiling exhausted used saturated maximum',
  'held-by': 'hold held holder client shared',
  dose: 'longer size grow more larger',
};

/** Words that stand for a kind of candidate, whatever it is called. */
const CANDIDATE_WORDS: Readonly<Record<string, string>> = wordTable({
  traffic: 'load traffic requests volume peak demand',
  accumulation: 'leak accumulate fill restart grow',
  deploy: 'deployment deploy release rollout version',
  config: 'configuration config setting',
});

/** Too general to show that an answer and a finding mean the same. */
const GENERAL = new Set(
  'fail error window minute time cause run start end change system service team because happen problem issue see take make go get set new use need first last day hour now'
    .split(' ')
    .map(stem),
);

/** Does the finding speak of what the answer says: an id in full, its kind's own words, or two content words. */
export function entails(answer: string, finding: Finding): boolean {
  const { data } = finding;
  if (subjectsOf(finding).some((id) => namedIn(answer, id))) return true;
  // Names of hundreds of streams share words with anything: only a stream in full is meant.
  if (data.kind === 'rule-outs') return false;
  if (data.kind === 'rule-out' && isRecorded(data.candidate))
    return meansChange(answer, data.candidateKind, finding.title);
  const stems = contentStems(answer);
  const own = [...kindStems(data)].filter((one) => stems.has(one));
  if (own.length >= (data.kind === 'failure-windows' ? 2 : 1) && speaksAlone(data)) return true;
  const said = contentStems(`${finding.title} ${finding.statement} ${subjectsOf(finding).join(' ')}`);
  const shared = [...stems].filter((one) => said.has(one) && !GENERAL.has(one));
  return shared.length >= 2;
}

/** Does a text mean a change on record: two content words of what was changed, or one by which its kind is known? */
export function meansChange(text: string, kind: string, what: string): boolean {
  const said = contentStems(what);
  const shared = [...contentStems(text)].filter((one) => said.has(one));
  const known = contentStems(CANDIDATE_WORDS[kind] ?? '');
  return shared.some((one) => known.has(one)) || shared.filter((one) => !GENERAL.has(one)).length >= 2;
}

/** Is the id named: without the labels that the evidence adds in braces, and each part of a pair? */
function namedIn(answer: string, id: string): boolean {
  return id
    .replace(/\{.*\}$/, '')
    .split('&')
    .every((part) => mentions(answer, part));
}

/** Does a statement or record speak of what the answer says: an id that it is about, or two content words. */
export function speaksOf(answer: string, text: string, about: readonly string[]): boolean {
  if (about.some((id) => mentions(answer, id))) return true;
  const said = contentStems(`${text} ${about.join(' ')}`);
  return [...contentStems(answer)].filter((one) => said.has(one) && !GENERAL.has(one)).length >= 2;
}

/** Kinds whose words alone identify what they say; a full resource must also be named. */
function speaksAlone(data: FindingData): boolean {
  return data.kind !== 'at-ceiling' && data.kind !== 'held-by' && data.kind !== 'dose';
}

function kindStems(data: FindingData): Set<string> {
  const words = [VOCABULARY[data.kind] ?? ''];
  if (data.kind === 'trigger' || data.kind === 'rule-out')
    words.push(CANDIDATE_WORDS[data.candidateKind] ?? '');
  if (data.kind === 'cause')
    words.push(isSingleChange(data.cause) ? 'change changed' : (CANDIDATE_WORDS[data.cause] ?? ''));
  const stems = contentStems(words.join(' '));
  stems.delete(stem('every'));
  return stems;
}
