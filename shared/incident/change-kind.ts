import type { StreamKind } from './stream.ts';
import { wordTable } from './word-table.ts';

/** Kinds of the change census (engine.md, section 7). */
export const CHANGE_KINDS = [
  'code',
  'configuration',
  'data',
  'schedule',
  'infrastructure',
  'vendor',
  'certificate',
  'flag',
  'traffic',
] as const;
export type ChangeKind = (typeof CHANGE_KINDS)[number];

/** What a change of each kind is as an event of a stream. */
export const STREAM_KIND_OF: Readonly<Record<ChangeKind, StreamKind>> = {
  code: 'deploy',
  configuration: 'config',
  data: 'data',
  schedule: 'config',
  infrastructure: 'maintenance',
  vendor: 'vendor',
  certificate: 'certificate',
  flag: 'flag',
  // A campaign is sent as a job is run.
  traffic: 'job',
};

/** What the time of a change is, where it is not when it took effect: the beginning of its day, or when a commit was written. */
export type ChangeTime = 'day' | 'commit';

const ALIASES: Readonly<Record<string, ChangeKind>> = wordTable({
  config: 'configuration',
  setting: 'configuration',
  deploy: 'code',
  deployment: 'code',
  release: 'code',
  rollback: 'code',
  hotfix: 'code',
  cron: 'schedule',
  job: 'schedule',
  infra: 'infrastructure',
  maintenance: 'infrastructure',
  network: 'infrastructure',
  scaling: 'infrastructure',
  autoscale: 'infrastructure',
  restart: 'infrastructure',
  database: 'infrastructure',
  'feature flag': 'flag',
  toggle: 'flag',
  dependency: 'vendor',
  provider: 'vendor',
  cert: 'certificate',
  expiry: 'certificate',
  content: 'data',
  import: 'data',
  campaign: 'traffic',
  load: 'traffic',
  marketing: 'traffic',
});

/** Kind of change of a word ("config", "deploy", "feature_flag", "config change"), or null. */
export function changeKindOf(word: string): ChangeKind | null {
  const plain = word
    .trim()
    .toLowerCase()
    .replace(/[\s_-]+/g, ' ')
    .replace(/ changes?$/, '');
  return CHANGE_KINDS.find((kind) => kind === plain) ?? ALIASES[plain] ?? null;
}

/** Words by which people name what they change; the more telling ones first. */
const WORDS: readonly (readonly [ChangeKind, RegExp])[] = [
  ['flag', /\b(?:feature[ _-]?flags?|flags?|toggles?|experiment|a\/b test)\b/i],
  ['certificate', /\b(?:certificates?|certs?|tls|ssl)\b/i],
  ['vendor', /\b(?:vendors?|providers?|third[- ]party|upstream|suppliers?)\b/i],
  [
    'traffic',
    /\b(?:campaigns?|traffic|sales?|promotions?|promo|visitors|users|newsletter|marketing|black (?:friday|week)|load test)\b/i,
  ],
  ['schedule', /\b(?:cron\w*|schedul(?:es?|ers?|ing)|re-?scheduled|timers?|jobs?|batch|nightly)\b/i],
  [
    'data',
    /\b(?:data|datasets?|catalog\w*|archive|rows?|records?|table|index|re-?index\w*|import\w*|back-?fill\w*|schema|migration)\b/i,
  ],
  [
    'infrastructure',
    /\b(?:servers?|nodes?|hosts?|clusters?|instances?|disks?|networks?|firewalls?|vlans?|switch(?:es)?|routers?|vpn|storage|load[- ]?balancers?|dns|kernels?|regions?|databases?|maintenance|fail-?over|patch\w*|scal(?:e|ed|ing)|upgrad\w*|infra\w*)\b/i,
  ],
  ['configuration', /\b(?:config\w*|settings?|limits?|timeouts?|pool size|parameters?)\b/i],
  [
    'code',
    /\b(?:deploy\w*|releas\w*|version|code|hotfix\w*|build|roll(?:ed)?[ -]?(?:out|back)s?|ship(?:ped|s)?|go[- ]?live)\b/i,
  ],
];

/** The kind of change that a sentence names ("Maintenance window: database failover"); null when no word of it does. */
export function changeKindIn(text: string): ChangeKind | null {
  const start = text.slice(0, 500);
  return WORDS.find(([, words]) => words.test(start))?.[0] ?? null;
}
