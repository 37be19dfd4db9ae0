import { type Clause, type NounGroup, nounGroups, type Reading, readingOf } from '../language/clauses.ts';
import type { TaggedWord } from '../language/tagged-words.ts';
import { isPersonGroup } from './people.ts';

/** What people and processes are said not to have: remedies, guards and good practice. */
const PRACTICE =
  /^(?:checks?|checklists?|checksums?|tests?|limits?|quotas?|alerts?|alarms?|reviews?|approvals?|timeouts?|deadlines?|guards?|guardrails?|safeguards?|process|processes|procedures?|docs?|documents?|runbooks?|playbooks?|manuals?|owners?|polic(?:y|ies)|backups?|standards?|guidelines?|conventions?|plans?|knowledge|staging|sandbox|rehearsals?|drills?|canar(?:y|ies)|rollbacks?|flags?|back-?pressure|retr(?:y|ies)|fallbacks?|failovers?|tools?|dashboards?|logs|metrics|tracing|index|indexes|indices|caches?|capacity|headroom|resources?|servers?|nodes?|instances?|replicas?|machines?|hosts?|workers?|memory|ram|cpus?|cores?|gpus?|disks?|storage|bandwidth|hardware|staff|people|headcount|engineers?|sres?|time|budget|money|rota|mechanisms?|firewalls?|environments?|sl[ao]s?|locks?|mutex|warm-?up|handovers?|notice|control|controls|access control|contracts?|audits?|sign-?off|strategy|strategies|isolation|cdn|autoscalers?|breakers?|balancers?|limiters?|uplinks?|stores?|scripts?|sensors?|spares?|redundancy|kill-?switch|trace|path|paths|system|setup|coverage|clusters?|queues?|deploys|heartbeats?-check|mode|slack|margin|buffers?|versioning|schema|schemas|validators?|watchdogs?|circuit-breakers?|load-balancers?|end-to-end|tooling|monitor|monitors|responsibilit(?:y|ies)|governance|care|culture|roadmap|support|expertise|skills?|experience|insight|overview|exercises?|recovery|standby|standbys|back-?off|jitter|spare|spares|encryption|licen[cs]es?|multi-factor|mfa|bulkheads?|throttle)$/;
/** Nouns of practice are made of verbs and of qualities: monitoring, validation, ownership, awareness. */
const ABSTRACT = /(?:ing|tion|sion|ment|ance|ence|ship|ness|bility|ality|dancy|parency)$/;
/** Of the same make, and things or happenings. */
const NO_PRACTICE =
  /^(?:connections?|transactions?|sessions?|versions?|partitions?|exceptions?|positions?|options?|locations?|instructions?|stations?|regions?|applications?|notifications?|functions?|collections?|reactions?|questions?|subscriptions?|actions?|strings?|things?|rings?|pings?|mapping|settings?|segments?|elements?|payments?|shipments?|statements?|deployments?|departments?|components?|moments?|sequences?|differences?|references?|audience|distance|instances?|balance|conditions?|editions?|sections?|permissions?|instruments?|fragments?|attachments?|increments?|invocations?|executions?|errors?|readings?|meetings?|buildings?|warnings?|bookings?|listings?|postings?|landings?|processing|incoming|outgoing|remaining|running|existing|missing|working|pending|waiting|lightning|evening|morning)$/;

/** Nouns that carry the name of a practice before them: "caching layer", "review gate". */
const CARRIER =
  /^(?:space|layers?|tiers?|solutions?|services?|pipelines?|gates?|logic|rules?|stages?|steps?|frameworks?|platforms?|software|scheme|regime|practice|practices|capability|capabilities|features?|components?|suite|job|jobs|cycle|window|template|templates|agents?|threshold|thresholds|point|points|state|figures?|data|page|pages|board|channel|channels|tickets?|hooks?)$/;

/** Words that say that something is not there, or not as it must be. */
const DEFICIENT =
  /^(?:no|neither|nor|zero|missing|absent|insufficient|inadequate|poor|weak|unclear|non-existent|nonexistent|unavailable|incomplete|outdated|lacking|improper|undefined|undocumented|bad|limited|scarce|immature)$/;
const DEFICIENT_STATE =
  /^(?:missing|absent|insufficient|inadequate|poor|weak|unclear|non-existent|nonexistent|unavailable|incomplete|outdated|lacking|undefined|undocumented|immature|patchy|sparse|minimal|bad)$/;

/** What good practice would have done: undocumented, unreviewed. */
const UNDONE =
  /^un(?:tested|documented|reviewed|monitored|owned|assigned|verified|validated|covered|protected|guarded|maintained|defined|managed|tracked|staffed|announced|controlled|patched|backed)$/;

/** What is done in good practice; undone it is an absence. */
const CARE = new Set(
  'test review document monitor validate cover enforce configure check own limit announce communicate rehearse implement define plan train automate audit verify maintain enable specify assign alert watch track update rotate scan exercise practise practice version load-test agree write set establish introduce provide know tell inform notify consult brief involve'.split(
    ' ',
  ),
);
/** What a guard does; a guard that is not there does not do it. */
const GUARDING = new Set(
  'cover watch check limit protect guard warn alert exist catch validate monitor enforce hold'.split(' '),
);
/** Verbs that only state that something is, or is had. */
const STATIC = new Set(
  'be have exist lack need remain seem miss own include contain provide appear require'.split(' '),
);
const VAGUE =
  /^(?:outages?|incidents?|problems?|failures?|issues?|downtime|this|it|that|trouble|disasters?|cause|reason|impact|event|situation|everything|fail)$/;
const BLAMES = new Set('cause lead result contribute trigger create make explain be produce'.split(' '));

/** Is this noun a remedy, a guard or a practice? */
export function isPractice(lower: string): boolean {
  return PRACTICE.test(lower) || (ABSTRACT.test(lower) && !NO_PRACTICE.test(lower));
}

/** An absence in a text: its words, and the clause in which it stands. */
interface Absence {
  readonly from: number;
  readonly to: number;
  /** The noun that is not there. */
  readonly noun: NounGroup | null;
  readonly clause: Clause | null;
  /** The clause itself is the absence: "nobody owns it", "it was not tested". */
  readonly wholeClause: boolean;
}

function practiceIn(words: readonly TaggedWord[], group: NounGroup): boolean {
  const head = words[group.head]?.lower ?? '';
  const inside = words.slice(group.from, group.to);
  // Free workers are not missing, they are all at work.
  if (inside.some((word) => /^(?:free|idle|available|spare|open|unused)$/.test(word.lower))) return false;
  if (isPractice(head)) return true;
  // "an insufficient number of replicas": what is counted.
  if (
    /^(?:number|amount|level|degree|set|quality|kind|form|sort|type|share)$/.test(head) &&
    words[group.to]?.lower === 'of'
  ) {
    const counted = nounGroups(words, group.to, Math.min(words.length, group.to + 5))[0];
    return counted !== undefined && isPractice(words[counted.head]?.lower ?? '');
  }
  if (
    CARRIER.test(head) &&
    inside.some((word, n) => group.from + n < group.head && word.tag === 'noun' && isPractice(word.lower))
  )
    return true;
  // "plan B", "load shedding": the name of a remedy goes on after its noun.
  return (
    head.length <= 2 &&
    words.slice(group.from, group.head).some((word) => word.tag === 'noun' && isPractice(word.lower))
  );
}

function clauseAt(reading: Reading, word: number): Clause | null {
  return (
    reading.clauses.findLast((clause) => word >= clause.from && word < clause.to) ??
    reading.clauses.find(
      (clause) => clause.subject !== null && word >= clause.subject.from && word < clause.subject.to,
    ) ??
    null
  );
}

/** How far back the words of lacking reach before a noun group, or -1: "lack of", "not enough", "without any". */
function lackBefore(words: readonly TaggedWord[], group: NounGroup): number {
  const inside = words.slice(group.from, group.head + 1);
  const own = inside.findIndex(
    (word, n) =>
      DEFICIENT.test(word.lower) &&
      !(word.lower === 'bad' && !ABSTRACT.test(words[group.head]?.lower ?? '')) &&
      (group.from + n < group.head || word.tag === 'det'),
  );
  const first = words[group.from]?.lower ?? '';
  const at = (n: number): string => words[group.from + n]?.lower ?? '';
  if (own >= 0 && !/^(?:only|more)$/.test(at(own + 1))) {
    const start = group.from + own;
    return /^(?:a|an|the|some|any)$/.test(at(own - 1)) && own > 0 ? start - 1 : start;
  }
  if (
    /^(?:enough|any|few|little|much|many)$/.test(first) &&
    /^(?:not|n't|too|hardly|never|without)$/.test(at(-1))
  )
    return group.from - 1;
  if (at(-1) === 'without') return group.from - 1;
  if (at(-1) === 'too' && /^(?:few|little)$/.test(first)) return group.from - 1;
  if (/^(?:lack|lacks|lacked|lacking|absence|shortage|scarcity|want)$/.test(at(-2)) && at(-1) === 'of')
    return group.from - 2;
  if (/^(?:lack|lacks|lacked|lacking|missing|misses)$/.test(at(-1))) return group.from - 1;
  if (/^(?:having|have)$/.test(at(-1)) && /^(?:not|never|without)$/.test(at(-2))) return group.from - 2;
  return -1;
}

/** What is told of itself, and not of what should be there: "no reply", "missing packets". */
const SIGN =
  /^(?:traffic|load|responses?|repl(?:y|ies)|answers?|heartbeats?|packets?|messages?|errors?|data|signals?|power|requests?|orders?|connections?|connectivity|records?|rows?|events?|results?|output|input|water|current|voltage|pressure|light|air|files?|entries|values?|samples?|updates?|acks?|acknowledge?ments?|frames?|bytes?|keys?|fields?|columns?|commas?|entropy|sleep|cause|root|idea|choice|clue|doubt|problem|reason|access|luck|chance|change|changes|problems?|issues?|incidents?|failures?|one|way|space|files|room|route|routes|quorum|leader|luck|evidence)$/;

/** "Lack of a calendar", "no maintenance calendar": said of whatever there is not, when nothing else is said. */
function lacksByName(reading: Reading, group: NounGroup, from: number): boolean {
  const { words, clauses } = reading;
  const head = words[group.head]?.lower ?? '';
  if (SIGN.test(head) || words[group.head]?.tag !== 'noun') return false;
  const first = words[from]?.lower ?? '';
  const second = words[from + 1]?.lower ?? '';
  if (/^(?:lack|lacking|absence|shortage)$/.test(first) || /^(?:lack|absence|shortage)$/.test(second))
    return true;
  const only = clauses.length === 1 ? clauses[0] : undefined;
  const inside = words.slice(group.from, group.head);
  // "There are no acceptance criteria": how things are, and not what happened.
  if (
    only?.lemma === 'be' &&
    !only.past &&
    words[only.verbFrom - 1]?.lower === 'there' &&
    first === 'no' &&
    !inside.some((word) => /^(?:free|idle|available|spare|open|unused|more|other|longer)$/.test(word.lower))
  )
    return true;
  if (
    clauses.length === 0 &&
    from === 0 &&
    (/^(?:enough)$/.test(second) || (first === 'too' && /^(?:few|little)$/.test(second)))
  )
    return true;
  return (
    clauses.length === 0 &&
    from === 0 &&
    /^(?:no|zero|missing|insufficient|inadequate|unclear|nonexistent|non-existent)$/.test(first)
  );
}

function absences(reading: Reading): Absence[] {
  const { words, clauses } = reading;
  const found: Absence[] = [];
  for (const group of nounGroups(words, 0, words.length)) {
    const from = lackBefore(words, group);
    if (from < 0 || !(practiceIn(words, group) || lacksByName(reading, group, from))) continue;
    if (from >= 0)
      found.push({
        from,
        to: group.head + 1,
        noun: group,
        clause: clauseAt(reading, group.head),
        wholeClause: false,
      });
  }
  for (const clause of clauses) {
    const { subject, object } = clause;
    const whole = { from: clause.verbFrom, to: clause.verb + 1, noun: subject, clause, wholeClause: true };
    const start = subject && subject.from < clause.verbFrom ? subject.from : clause.verbFrom;
    const after = words.slice(clause.verb + 1, clause.to);
    if (clause.negated && clause.modal === null) {
      const nobody =
        subject !== null &&
        /^(?:nobody|no-one|noone|no|none)$/.test(words[subject.from]?.lower ?? '') &&
        (isPersonGroup(words, subject) || words[subject.head]?.lower === 'one');
      const by = nobody || (isPersonGroup(words, subject) && !clause.passive);
      // "Nobody owns it", "we never tested it"; "it was not tested".
      const told = /^(?:know|tell|inform|notify|consult|brief|involve)$/.test(clause.lemma);
      if (CARE.has(clause.lemma) && (by || (clause.passive && !told)) && (!told || nobody))
        found.push({ ...whole, from: start });
      if (
        (clause.lemma === 'be' || clause.lemma === 'feel') &&
        nobody &&
        /^(?:responsible|aware|accountable|in|on|assigned)$/.test(after[0]?.lower ?? '')
      )
        found.push({ ...whole, from: start, to: clause.verb + 2 });
      // "We do not have a plan", "there is not any alert".
      const light =
        /^(?:have|get|be|use|provide|give|possess|exist)$/.test(clause.lemma) ||
        (by && /^(?:do|hold|run|perform|conduct|write|make|carry)$/.test(clause.lemma));
      const thing =
        object ?? (clause.lemma === 'be' ? (nounGroups(words, clause.verb + 1, clause.to)[0] ?? null) : null);
      const there = clause.lemma !== 'be' || words[clause.verbFrom - 1]?.lower === 'there';
      if (light && there && thing && practiceIn(words, thing))
        found.push({ ...whole, noun: thing, to: thing.head + 1 });
      if (
        clause.lemma === 'be' &&
        subject &&
        practiceIn(words, subject) &&
        /^(?:there|in|available|present|defined|enough|sufficient|adequate|set)$/.test(
          after.find((word) => word.tag !== 'not')?.lower ?? '',
        )
      )
        found.push({ ...whole, from: start });
    }
    // "Documentation is missing", "the ownership was unclear".
    if (
      clause.lemma === 'be' &&
      !clause.negated &&
      subject &&
      (practiceIn(words, subject) ||
        words
          .slice(subject.from, clause.verbFrom)
          .some((word) => word.tag === 'noun' && isPractice(word.lower)))
    ) {
      const state = after.find((word) => word.tag !== 'adv');
      if (state && DEFICIENT_STATE.test(state.lower))
        found.push({ ...whole, from: start, to: words.indexOf(state) + 1 });
    }
    const undone =
      clause.negated && clause.passive && /^(?:do|perform|conduct|carry|make|hold|run)$/.test(clause.lemma);
    if (undone && subject && practiceIn(words, subject)) found.push({ ...whole, from: start });
    if (
      /^(?:lack|miss)$/.test(clause.lemma) &&
      clause.progressive &&
      !object &&
      subject &&
      practiceIn(words, subject)
    )
      found.push({ ...whole, from: start });
    const bare = after.find((word) => word.tag !== 'adv');
    if (clause.lemma === 'be' && !clause.negated && bare && UNDONE.test(bare.lower))
      found.push({ ...whole, from: start, to: clause.verb + 2 });
    // "We have no WAF": said of whatever a team does not have.
    if (
      clause.lemma === 'have' &&
      isPersonGroup(words, subject) &&
      object &&
      !SIGN.test(words[object.head]?.lower ?? '')
    ) {
      const none = clause.negated || words[object.from]?.lower === 'no';
      if (none && clause.to_ === null && clause.modal === null && words[object.head]?.tag === 'noun')
        found.push({ ...whole, noun: object, to: object.head + 1 });
    }
    if (clause.lemma === 'lack' && object && !clause.negated)
      found.push({ ...whole, noun: object, to: object.head + 1 });
    if (clause.lemma === 'miss' && clause.progressive && object)
      found.push({ ...whole, noun: object, to: object.head + 1 });
  }
  return found.toSorted((a, b) => a.from - b.from);
}

/** The place where a sentence states an absence, or null. */
export function absenceIn(text: string): readonly [from: number, to: number] | null {
  const reading = readingOf(text);
  const first = absences(reading)[0];
  if (!first) return null;
  return [reading.words[first.from]?.from ?? 0, reading.words[first.to - 1]?.to ?? text.length];
}

/** Does the clause state something that happens, and not only that something is? */
function isEvent(words: readonly TaggedWord[], clause: Clause, lacking: readonly Absence[]): boolean {
  if (lacking.some((one) => one.wholeClause && one.clause === clause)) return false;
  const tail = nounGroups(words, clause.verb + 1, clause.to);
  if (
    BLAMES.has(clause.lemma) &&
    tail.length > 0 &&
    tail.every((one) => VAGUE.test(words[one.head]?.lower ?? ''))
  )
    return false;
  if (clause.modal !== null && /^(?:would|should|must|ought)$/.test(clause.modal)) return false;
  return (
    !STATIC.has(clause.lemma) || (clause.passive && clause.lemma !== 'need' && clause.lemma !== 'require')
  );
}

/** Links by which a clause says what follows from the one before. */
const SO = /(?:^|\s)(?:so|thus|therefore|hence|which|until)$/;

/** Does the sentence, outside the absence itself, say what it let happen? */
export function saysWhatHappened(text: string, absence: readonly [number, number]): boolean {
  const reading = readingOf(text);
  const { words, clauses } = reading;
  const lacking = absences(reading);
  const own = lacking.find((one) => (words[one.from]?.from ?? 0) === absence[0]) ?? lacking[0];
  if (!own) return false;
  const before = words[own.from]?.lower ?? '';
  const head = own.noun;
  const bare =
    before === 'without' || words[own.from - 1]?.tag === 'prep' || words[own.from - 2]?.tag === 'prep';
  for (const clause of clauses) {
    const holds = own.clause === clause;
    if (holds && own.wholeClause) continue;
    if (holds) {
      const isSubject =
        head !== null &&
        clause.subject !== null &&
        own.from >= clause.subject.from - 2 &&
        own.from <= clause.subject.head;
      const rest = words.slice(clause.verb + 1, clause.to);
      if (isSubject) {
        // A guard that is not there does not guard: that is the absence again.
        const careful =
          (clause.passive || clause.object === null) && CARE.has(clause.lemma) && clause.negated;
        if (
          /^(?:happen|occur)$/.test(clause.lemma) ||
          (clause.lemma === 'take' && rest[0]?.lower === 'place')
        )
          continue;
        const guards = clause.negated && GUARDING.has(clause.lemma) && !clause.passive;
        if (careful || guards) continue;
        if (clause.lemma === 'be' && !clause.passive) {
          const state = rest.find((word) => word.tag !== 'adv');
          if (
            clause.negated &&
            state &&
            /^(?:prep|adj)$/.test(state.tag) &&
            !/^(?:in place|there|available|needed|required|missing)/.test(text.slice(state.from))
          )
            return true;
          continue;
        }
        if (isEvent(words, clause, lacking)) return true;
        continue;
      }
      // "kept running with no owner": what went on without it.
      if (bare && isEvent(words, clause, lacking) && !/^(?:run|work|operate|live)$/.test(clause.lemma))
        return true;
      continue;
    }
    const explains =
      clauses.indexOf(clause) > clauses.indexOf(own.clause ?? clause) &&
      /^(?:because|since|as|when|while|if|although|though|before|after|whether|where)$/.test(clause.linkWord);
    const thing = !isPersonGroup(words, clause.subject) && !clause.negated;
    // "missing since the migration dropped it" says how it went.
    if (
      explains &&
      /^(?:because|since|as)$/.test(clause.linkWord) &&
      thing &&
      isEvent(words, clause, lacking)
    )
      return true;
    if (explains && own.clause !== null) continue;
    // "nobody knew that the batch existed": what was not known is no effect.
    if (clause.link === 'rel' && clause.linkWord === 'that' && own.wholeClause) continue;
    if (isEvent(words, clause, lacking)) return true;
    const follows =
      SO.test(clause.linkWord) || (own.clause !== null && /^(?:because|since|as)$/.test(own.clause.linkWord));
    if (follows && clause.lemma === 'be' && !lacking.some((one) => one.clause === clause)) return true;
  }
  return false;
}

/** An answer above that states an event gives an absence something that it let happen. */
export function statesEvent(text: string): boolean {
  const reading = readingOf(text);
  const lacking = absences(reading);
  return reading.clauses.some((clause) => isEvent(reading.words, clause, lacking) && !clause.negated);
}

/** True when the absence is said in a whole clause: "nobody owns it". */
export function statesClause(text: string): boolean {
  return readingOf(text).clauses.length > 0;
}

/** What is said to be absent, for a question that is built from the sentence; null when it is no plain noun. */
export function absentNoun(text: string): string | null {
  const reading = readingOf(text);
  const found = absences(reading)[0];
  const noun = found?.noun ?? null;
  if (!found || noun === null || (found.wholeClause && found.clause?.subject === noun)) return null;
  const words = reading.words
    .slice(noun.from, noun.head + 1)
    .filter(
      (word) =>
        word.tag !== 'det' &&
        !DEFICIENT.test(word.lower) &&
        !/^(?:enough|few|little|clear|proper|sufficient)$/.test(word.lower),
    );
  const first = words[0];
  const last = words.at(-1);
  return first && last ? text.slice(first.from, last.to) : null;
}
