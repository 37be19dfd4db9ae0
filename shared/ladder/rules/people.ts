import type { NounGroup } from '../language/clauses.ts';
import { stem } from '../language/stem.ts';
import type { TaggedWord } from '../language/tagged-words.ts';

/** Nouns for people and groups of people, as stems: who acts, in any trade. */
const PERSON_STEMS = new Set(
  (
    'person somebody someone anybody anyone nobody no-one noone everybody everyone colleague human individual employee staff worker intern junior senior newcomer guy folk chap fellow lad mate bloke ' +
    'engineer developer programmer coder author committer admin administrator operator sysadmin dba responder on-call oncall sre devop dev architect tester analyst designer consultant contractor freelancer scientist researcher physicist ' +
    'manager lead leader director owner maintainer reviewer approver supervisor boss chief cto ceo coo vp officer commander buyer seller technician electrician mechanic fitter driver clerk specialist expert agent planner scheduler-on-duty ' +
    'qa marketing sales ops devs trainee apprentice rookie hire responders team squad group crew management leadership department shift member personnel workforce user customer vendor supplier he she they we you i who whoever him her them us me'
  ).split(' '),
);

const ACTOR_ENDINGS =
  /(?:engineer|operator|administrator|developer|manager|responder|owner|lead|reviewer|author|team|squad|shift|dba|sre|ops|guy|technician)s?$/;

/** Software has operators, agents and managers too; what stands before or after the word tells. */
const SOFTWARE_ROLES = new Set([
  'operator',
  'agent',
  'manager',
  'leader',
  'supervisor',
  'owner',
  'director',
  'client',
  'user',
  'author',
  'specialist',
  'group',
  'shift',
  'worker',
  'driver',
  'planner',
  'fellow',
]);
/** Workers and drivers are programs unless something says otherwise. */
const MOSTLY_SOFTWARE = new Set([
  'worker',
  'driver',
  'planner',
  'group',
  'leader',
  'agent',
  'supervisor',
  'member',
]);
const HUMAN_BEFORE =
  /^(?:support|field|service|human|shift|bus|truck|van|lorry|warehouse|factory|office|team|squad|group|crew|call-cent(?:er|re)|sales|tech|people|product|project|opinion|incident)$/;
const SOFTWARE_BEFORE =
  /^(?:kubernetes|k8s|helm|etcd|postgres|mysql|prometheus|datadog|log|lock|queue|cluster|package|connection|transaction|resource|session|device|cache|memory|node|metrics?|monitoring|backup|raft|partition|process|service|task|job|window|db|database|file|volume|consensus|build|ci|test|thread|autoscaling|scaling|security|consumer|group|log-shipping|telemetry|index|state|topic|disk|network)$/;
const SOFTWARE_AFTER =
  /^(?:pods?|process|processes|threads?|containers?|nodes?|daemon|service|binary|image|election|portal|console|api|errors?|requests?|sessions?|table|id|ids|interface|agent|agents)$/;

/** True when a role word stands for software: "the Kubernetes operator", "the leader election". */
export function isSoftwareRole(stemmed: string, before: string, after: string): boolean {
  if (SOFTWARE_AFTER.test(after)) return true;
  if (MOSTLY_SOFTWARE.has(stemmed) && !HUMAN_BEFORE.test(before)) return true;
  return SOFTWARE_ROLES.has(stemmed) && SOFTWARE_BEFORE.test(before);
}

/** True when a word (lower case, with its stem) stands for a person, a role or a team. */
export function isPerson(lower: string, stemmed: string): boolean {
  if (PERSON_STEMS.has(stemmed) || PERSON_STEMS.has(lower)) return true;
  const last = lower.split(/[-/]/).at(-1) ?? lower;
  return PERSON_STEMS.has(last) || ACTOR_ENDINGS.test(last);
}

/** Users and customers act as they do; what they do is a condition, not a fault. */
export function isOrdinary(lower: string): boolean {
  return /^(?:users?|customers?|clients?|visitors?)$/.test(lower);
}

/** Does the noun group stand for a person, a role or a team, and not for software that is called like one? */
export function isPersonGroup(words: readonly TaggedWord[], group: NounGroup | null): boolean {
  const head = group === null ? undefined : words[group.head];
  if (!group || !head) return false;
  const stemmed = stem(head.lower);
  // "Team Falcon": a name behind what it names.
  const named = words.slice(group.from, group.head).find((word) => word.tag === 'noun');
  if (named && /^(?:team|squad|crew|tribe)$/.test(named.lower) && /^\p{Lu}/u.test(head.text)) return true;
  if (!isPerson(head.lower, stemmed)) return false;
  if (head.lower === 'they' || head.lower === 'them') return theyArePeople(words, group.head);
  const next = words[group.head + 1];
  return !isSoftwareRole(
    stemmed,
    words[group.head - 1]?.lower ?? '',
    next && next.stop === '' && next.tag === 'noun' ? next.lower : '',
  );
}

/** "They" are people when people were named before them, or nothing in the plural was. */
function theyArePeople(words: readonly TaggedWord[], at: number): boolean {
  const plural = words
    .slice(0, at)
    .filter((word) => word.tag === 'noun' && /[^su]s$/.test(word.lower))
    .map((word) => word.lower);
  return plural.length === 0 || plural.some((lower) => isPerson(lower, stem(lower)));
}
