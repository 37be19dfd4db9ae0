/** Nouns for people and groups of people, as stems: who acts, in any trade. */
const PERSON_STEMS = new Set(
  (
    'person somebody someone anybody anyone nobody everybody everyone colleague human individual employee staff worker intern junior senior newcomer ' +
    'engineer developer programmer coder author committer admin administrator operator sysadmin dba responder on-call oncall sre devop architect tester analyst designer consultant contractor freelancer ' +
    'manager lead leader director owner maintainer reviewer approver supervisor boss chief cto ceo officer buyer seller technician specialist expert agent ' +
    'qa marketing sales ops devs trainee rookie hire responders team squad group crew management leadership department shift user customer vendor supplier he she they we you i who him her them us me'
  ).split(' '),
);

const ACTOR_ENDINGS =
  /(?:engineer|operator|administrator|developer|manager|responder|owner|lead|reviewer|author|team|squad|shift|dba|sre)s?$/;

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
]);
const SOFTWARE_BEFORE =
  /^(?:kubernetes|k8s|helm|etcd|postgres|mysql|prometheus|datadog|log|lock|queue|cluster|package|connection|transaction|resource|session|device|cache|memory|node|metrics?|monitoring|backup|raft|partition|process|service|task|job|window|db|database|file|volume|consensus|build|ci|test|thread|autoscaling|scaling|security|consumer|group|log-shipping|telemetry|index|state|topic|disk|network)$/;
const SOFTWARE_AFTER =
  /^(?:pods?|process|processes|threads?|containers?|nodes?|daemon|service|binary|image|election|portal|console|api|errors?|requests?|sessions?|table|id|ids|interface|agent|agents)$/;

/** True when a role word stands for software: "the Kubernetes operator", "the leader election". */
export function isSoftwareRole(stemmed: string, before: string, after: string): boolean {
  return SOFTWARE_AFTER.test(after) || (SOFTWARE_ROLES.has(stemmed) && SOFTWARE_BEFORE.test(before));
}

/** True when a word (lower case, with its stem) stands for a person, a role or a team. */
export function isPerson(lower: string, stemmed: string): boolean {
  if (PERSON_STEMS.has(stemmed) || PERSON_STEMS.has(lower)) return true;
  const last = lower.split(/[-/]/).at(-1) ?? lower;
  return PERSON_STEMS.has(last) || ACTOR_ENDINGS.test(last);
}

const PRONOUNS = new Set(['we', 'you', 'they', 'he', 'she', 'i', 'who']);

/** Pronouns can stand for things ("they hold connections"); alone they do not make a sentence about people. */
export function isPronoun(lower: string): boolean {
  return PRONOUNS.has(lower);
}
