/**
 * What people and processes are said not to have: the nouns of remedies and of good practice. Their absence is stated
 * in many forms ("no", "missing", "lack of", "insufficient", "we do not have"); the nouns are what they share.
 */
export const PRACTICE =
  '(?:checks?|tests?|testing|test coverage|limits?|limiting|rate limit\\w*|alert(?:s|ing)?|alarms?|review(?:s|ing)?|approvals?|timeouts?|guards?|guard rails?|guardrails?|monitoring|observability|visibility|process(?:es)?|procedures?|documentation|docs|documents?|runbooks?|playbooks?|checklists?|owners?|ownership|polic(?:y|ies)|validation|backups?|communication|coordination|collaboration|alignment|standards?|plans?|planning|capacity planning|training|knowledge|awareness|experience|governance|responsibilit(?:y|ies)|staging(?: environment)?|(?:test|staging|pre-?production) environments?|sandbox|rehearsals?|load tests?|canar(?:y|ies)|rollbacks?|feature flags?|quotas?|throttling|back-?pressure|circuit breakers?|retry (?:mechanism|logic|polic\\w+)|retries|fallbacks?|failover|redundancy|isolation|automation|tooling|tools?|dashboards?|logging|logs|tracing|metrics|index(?:es)?|cach(?:e|es|ing)|auto-?scal\\w*|capacity|headroom|resources|servers?|nodes?|instances?|replicas?|machines?|workers?|memory|ram|cpus?|cores?|disks?|disk space|bandwidth|hardware|staff|people|headcount|engineers|time|budget|money|escalation|on-call(?: rota| schedule)?|maintenance|change management|mechanism|safeguards?|protection|encryption|sharding|replication|load balanc\\w*|cdn|firewalls?|environment)';

const Q = '(?:[\\w-]+ ){0,2}?';

const FORMS: readonly RegExp[] = [
  new RegExp(
    `\\b(?:lack(?:s|ed|ing)?(?: of)?|(?:an? |the )?(?:absence|shortage) of) (?:an? |any |the |proper |sufficient |enough )?${Q}${PRACTICE}\\b`,
    'i',
  ),
  new RegExp(
    `\\b(?:there (?:is|was|are|were) |(?:we|they|it|you) (?:have|has|had) |have |has |had |with )?(?:no|not any|zero|hardly any|not enough|insufficient|inadequate|too few|too little|poor|weak|unavailable|missing|absent|non-existent|incomplete|outdated) (?:proper |formal |real |clear |such )?${Q}${PRACTICE}\\b(?! (?:left|free|available|happened|fails?|failed))`,
    'i',
  ),
  new RegExp(
    `\\b(?:do|does|did)(?:n't| not) (?:yet )?have (?:an? |any |the |enough |proper )?${Q}${PRACTICE}\\b`,
    'i',
  ),
  new RegExp(`\\bthere (?:is|was|are|were)(?:n't| not) (?:an? |any |enough )?${Q}${PRACTICE}\\b`, 'i'),
  new RegExp(
    `\\b${PRACTICE} (?:(?:between|among|with|of|for|on|in|from|to) (?:[\\w-]+ ){1,4})?(?:is|was|are|were) (?:missing|lacking|absent|insufficient|inadequate|not (?:there|in place|available)|non-existent|unavailable)\\b`,
    'i',
  ),
  new RegExp(`\\bwithout (?:an? |any |proper )?${Q}${PRACTICE}\\b`, 'i'),
  /\b(?:it|this|that|which|config\w*|change|deploy\w*|migration|job|script) (?:is|was|were|are)(?:n't| not| never) (?:tested|documented|monitored|reviewed|validated|covered|enforced|configured|checked|owned|limited|announced|communicated)\b|\bwas never (?:tested|reviewed|documented|monitored|checked|announced|communicated)\b/i,
  /\b(?:nobody|no one|no team) (?:checked|checks|tested|tests|reviewed|reviews|knew|knows|monitored|monitors|owned|owns|maintains|maintained|watches|watched|was told|is responsible|feels responsible|documented)\b/i,
];

/** The place where a sentence states an absence, or null. */
export function absenceIn(text: string): readonly [from: number, to: number] | null {
  let first: readonly [number, number] | null = null;
  for (const form of FORMS) {
    const match = form.exec(text);
    if (match && (first === null || match.index < first[0]))
      first = [match.index, match.index + match[0].length];
  }
  return first;
}

const EVENT =
  /\b(?:lets?|letting|allow(?:s|ed|ing)?|permit(?:s|ted)?|made|makes|mean(?:s|t)|led|leads|left|leaves|forc(?:es|ed)|caus(?:es|ed)|gave|kept|keeps|turn(?:s|ed) (?:into|a)|fill(?:s|ed)?|grow|grows|grew|hold|holds|held|exhaust(?:s|ed)?|run|runs|ran|block(?:s|ed)?|queued|queues up|overflow(?:s|ed)?|expire(?:s|d)?|fail(?:s|ed)?|crash(?:es|ed)?|double(?:s|d)?|rise|rises|rose|spread(?:s)?|leak(?:s|ed)|retries|retried|accumulate(?:s|d)?|saturate(?:s|d)?|times? out|timed out|stop(?:s|ped)|start(?:s|ed)|restart(?:s|ed)|load(?:s|ed)|ship(?:s|ped)|reach(?:es|ed)?|exceed(?:s|ed)?|take|takes|took|drop(?:s|ped)|lose|loses|lost|corrupt(?:s|ed)|scan(?:s|ned)?|wait(?:s|ed)|use|uses|used|goes?|went|pass(?:es|ed)|hits?|stay(?:s|ed)|go live|can change|could change|happen(?:s|ed)?)\b/i;

const OF_ITSELF =
  /^ (?:\w+ed|was|were|could|can)\b(?! (?:missing|lacking|absent|needed|required|added|introduced))/i;
/** "on the queue", "between the teams": what is without it. */
const ABOUT_IT = /^ (?:for|on|in|of|to|about|around|before|between|over|at) (?:\w+ ){0,2}\w+/i;

/** Does the sentence, outside the absence itself, say what it let happen? */
export function saysWhatHappened(text: string, absence: readonly [number, number]): boolean {
  const before = text.slice(0, absence[0]);
  const after = text.slice(absence[1]);
  // "No server answered": the verb is said of the thing itself.
  if (OF_ITSELF.test(after)) return true;
  return EVENT.test(before) || EVENT.test(after.replace(ABOUT_IT, ' '));
}

/** An answer above that states an event gives an absence something that it let happen. */
export function statesEvent(text: string): boolean {
  return EVENT.test(text);
}
