import { CHANGE_KINDS, type ChangeKind } from './change-kind.ts';

const NOUNS: Readonly<Record<ChangeKind, string>> = {
  code: 'deploy\\w*|releases?|code changes?|rollouts?|pushes',
  configuration: 'config\\w*( changes?)?|settings?( changes?)?',
  data: 'data (changes?|imports?|migrations?)|imports?|schema( changes?| migrations?)?|migrations?',
  schedule: '(job|cron|schedule) changes?',
  infrastructure: 'infra\\w*( changes?)?|hardware( changes?)?|network changes?|scaling',
  vendor: '(vendor|provider|third[- ]party)( changes?| issues?| incidents?)?s?',
  certificate: 'cert\\w*( changes?| expiry| renewals?)?|expir\\w+',
  flag: '(feature )?flags?( changes?| flips?)?',
  traffic: 'traffic( changes?| spikes?| increase)?|campaigns?|load (changes?|spikes?)',
};

/** Nouns that are events by themselves; a certificate, a provider or a flag is a thing, and something must happen to it. */
const EVENT =
  /\b(deploy\w*|releases?|rollouts?|pushes|imports?|migrations?|campaigns?|scaling|\w+ (changes?|issues?|incidents?|flips?|spikes?|renewals?|expiry))\b/i;
const HAPPENS =
  /\b(chang\w*|touch\w*|expir\w*|renew\w*|flip\w*|switch\w*|toggl\w*|report\w*|trouble|issues?|incidents?|outages?|problems?|happen\w*|shipped|unchanged|normal|flat|as usual|ordinary|unusual)\b/i;
/** Clauses about what would hold a change back or tell of it: "nothing warns before the certificate expires". */
const GUARDS =
  /\b(warn\w*|alert\w*|limit\w*|cap(s|ped)?|prevent\w*|watch\w*|monitor\w*|told|tells?|check\w*|review\w*|guard\w*|second|fallback|breaker)\b/i;

/** Kinds of change that a sentence says did not happen: "no deployments since Tuesday", "nobody touched the config". */
export function deniedKinds(sentence: string): ChangeKind[] {
  if (/\b(not sure|unknown|don't know|might|maybe|perhaps)\b/i.test(sentence)) return [];
  const clauses = sentence.split(/[.;!?]+/).filter((clause) => !GUARDS.test(clause));
  return CHANGE_KINDS.filter((kind) => {
    const noun = NOUNS[kind];
    const list = `(?:[\\w ,/-]{0,40}?)`;
    return [
      `\\b(?:no|without|zero)\\b(?: (?:new|recent|other|planned|unusual))?${list}\\b(?:${noun})\\b`,
      `\\b(?:nothing|nobody|no one)\\b[\\w ]{0,30}\\b(?:${noun})\\b`,
      `\\b(?:${noun})\\b[\\w ]{0,20}\\b(?:did not|didn't|has not|hasn't|have not|haven't) change\\b`,
      `\\b(?:${noun})\\b[\\w ]{0,20}\\b(?:is|was|are|were|stayed) (?:normal|unchanged|flat|as usual|ordinary)\\b`,
    ].some((pattern) =>
      clauses.some((clause) => {
        const found = new RegExp(pattern, 'i').exec(clause);
        return found !== null && (HAPPENS.test(clause) || EVENT.test(found[0]));
      }),
    );
  });
}
