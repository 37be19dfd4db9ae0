import { z } from 'zod';
import { fail, ok, type Result } from '../result.ts';
import { readAttempt, statedRelief } from './attempt-sentence.ts';
import { CHANGE_KINDS, type ChangeKind, changeKindOf } from './change-kind.ts';
import type { ReportFormat } from './incident.ts';
import { MAX_DEPTH, MIN_DEPTH } from './incident-limits.ts';
import { isZone } from './local-clock.ts';
import { readDurationMs, readOffsetMs } from './timestamp.ts';
import { isWhen } from './when.ts';
import { complain } from './yaml-complaints.ts';
import { type GuardedYaml, parseGuardedYaml, placeOf } from './yaml-guard.ts';

/** Longest problem and context, in characters. */
export const MAX_TEXT = 20_000;

const long = (what: string) =>
  z
    .string()
    .max(
      MAX_TEXT,
      `${what} is longer than 20,000 characters: say it in a few sentences, keep the rest as files`,
    );
const line = z.string().trim().min(1, 'must not be empty').max(2_000, 'is longer than 2,000 characters');
const ids = z.array(line).max(200);
const when = z
  .string()
  .max(80)
  .refine(isWhen, 'is no time; write 2024-05-03T14:05:00Z, "14:05" or "40 min ago"');
const duration = z.union([
  z
    .number()
    .positive()
    .transform((minutes) => minutes * 60_000),
  z.string().transform((text, context) => {
    const ms = readDurationMs(text);
    if (ms === null)
      context.addIssue({ code: 'custom', message: 'is no duration; write "25 min" or "1h 10m"' });
    return ms ?? 0;
  }),
]);

/** The kinds of the census, and the words that events and people use for them: `deploy`, `config`, `feature flag`. */
const changeKind = z.preprocess(
  (word) => (typeof word === 'string' ? (changeKindOf(word) ?? word) : word),
  z.enum(CHANGE_KINDS),
);

/** Personalities that come with the product; a team's own is a file. */
const PERSONALITIES = ['investigator', 'coach', 'facilitator', 'default'];
const BESIDE_IT = 'a YAML file beside it such as our-team.yaml';

/** True for a file's name that stays in the folder: relative, without a way out of it. */
function staysInside(path: string): boolean {
  return !/^(?:[\\/]|[a-z]:)/i.test(path) && !path.split(/[\\/]/).includes('..');
}

const personality = line.superRefine((name, context) => {
  if (PERSONALITIES.includes(name)) return;
  if (!/\.ya?ml$/i.test(name))
    context.addIssue({ code: 'invalid_value', values: [...PERSONALITIES, BESIDE_IT], input: name });
  else if (!staysInside(name))
    context.addIssue({
      code: 'custom',
      message: 'must lie beside incident.yaml or below; write "our-team.yaml"',
    });
});

const attemptObject = z.strictObject({
  action: line,
  at: when.optional(),
  until: when.optional(),
  kind: line.optional(),
  worked_for: duration.optional(),
});

const schema = z.strictObject({
  problem: long('the problem').refine((text) => text.trim() !== '', 'must not be empty'),
  context: long('the context').optional(),
  impact: long('the impact').optional(),
  previous_attempts: z
    .array(z.union([line, attemptObject]))
    .max(200)
    .optional(),
  personality: personality.optional(),
  output_format: z.enum(['yaml', 'json', 'markdown', 'text']).optional(),
  max_depth: z.int().min(MIN_DEPTH).max(MAX_DEPTH).optional(),
  timezone: z
    .string()
    .refine(isZone, 'is no time zone; write an IANA name such as "Europe/Berlin" or "UTC"')
    .optional(),
  now: when.optional(),
  team_hypothesis: z.union([line, z.strictObject({ text: line, about: ids.optional() })]).optional(),
  window: z.strictObject({ from: when, to: when }).optional(),
  statements: z
    .array(z.strictObject({ said: line, by_role: line, about: ids.optional() }))
    .max(500)
    .optional(),
  changes: z
    .array(
      z.strictObject({
        kind: changeKind,
        what: line,
        at: when,
        about: ids.optional(),
        known_to: ids.optional(),
        not_known_to: ids.optional(),
      }),
    )
    .max(500)
    .optional(),
  no_changes: z
    .array(z.strictObject({ kind: changeKind, why: line }))
    .max(50)
    .optional(),
  teams: z
    .array(z.strictObject({ name: line, owns: ids.optional() }))
    .max(200)
    .optional(),
  series: z
    .strictObject({
      requests: line.optional(),
      errors: line.optional(),
      limits: z.record(z.string(), z.union([z.number(), line])).optional(),
    })
    .optional(),
  sources: z
    .array(
      z.strictObject({
        file: line,
        importer: line.optional(),
        timezone: z
          .string()
          .refine(isZone, 'is no time zone; write an IANA name such as "Europe/Berlin"')
          .optional(),
        offset: z
          .union([z.number(), z.string()])
          .transform((value, context) => {
            const ms = typeof value === 'number' ? value * 1000 : readOffsetMs(value);
            if (ms === null) {
              context.addIssue({ code: 'custom', message: 'is no offset; write seconds, or "-2 min"' });
            }
            return ms ?? 0;
          })
          .optional(),
      }),
    )
    .max(1_000)
    .optional(),
});

/** An attempt as it was written; times still as text, for they need the zone and "now". */
export interface WrittenAttempt {
  readonly action: string;
  readonly at: string | null;
  readonly until: string | null;
  readonly kind: string | null;
  readonly statedReliefMs: number | null;
}

/** A `sources:` entry: what the team knows better than the content does. */
export interface SourceHint {
  readonly file: string;
  readonly importer: string | null;
  readonly timezone: string | null;
  readonly offsetMs: number;
}

/** Where an entry stands in the file: bytes half-open, lines from 1 with both ends. */
export interface WrittenPlace {
  readonly bytes: readonly [from: number, to: number];
  readonly lines: readonly [first: number, last: number];
}

/** `incident.yaml`, checked. Times are still texts: `resolveWhen` reads them once zone and "now" are known. */
export interface IncidentFile {
  readonly problem: string;
  readonly context: string;
  readonly impact: string | null;
  readonly attempts: readonly WrittenAttempt[];
  /** The id of one that comes with the product. */
  readonly personality: string | null;
  /** The team's own: a file beside this one, with slashes. */
  readonly personalityFile: string | null;
  readonly outputFormat: ReportFormat | null;
  readonly maxDepth: number | null;
  readonly timezone: string | null;
  readonly now: string | null;
  readonly teamHypothesis: { readonly text: string; readonly about: readonly string[] } | null;
  readonly window: { readonly from: string; readonly to: string } | null;
  readonly statements: readonly {
    readonly said: string;
    readonly byRole: string;
    readonly about: readonly string[];
  }[];
  readonly changes: readonly {
    readonly kind: ChangeKind;
    readonly what: string;
    readonly at: string;
    readonly about: readonly string[];
    readonly knownTo: readonly string[];
    readonly notKnownTo: readonly string[];
  }[];
  readonly noChanges: readonly { readonly kind: ChangeKind; readonly why: string }[];
  readonly teams: readonly { readonly name: string; readonly owns: readonly string[] }[];
  readonly series: {
    readonly requests: string | null;
    readonly errors: string | null;
    readonly limits: Readonly<Record<string, string | number>>;
  };
  readonly sources: readonly SourceHint[];
  /** Places of the entries, in the order in which they are written. */
  readonly places: {
    readonly attempts: readonly (WrittenPlace | null)[];
    readonly statements: readonly (WrittenPlace | null)[];
    readonly changes: readonly (WrittenPlace | null)[];
  };
}

function attemptOf(written: string | z.output<typeof attemptObject>): WrittenAttempt {
  if (typeof written !== 'string') {
    return {
      action: written.action,
      at: written.at ?? null,
      until: written.until ?? null,
      kind: written.kind ?? null,
      statedReliefMs: written.worked_for ?? statedRelief(written.action),
    };
  }
  const { action, at, reliefMs } = readAttempt(written);
  return { action, at, until: null, kind: null, statedReliefMs: reliefMs };
}

/** A file's name as the evidence is listed: with slashes, from the folder on. */
function withinFolder(path: string): string {
  return path.replaceAll('\\', '/').replace(/^(?:\.\/)+/, '');
}

function normalise(file: z.output<typeof schema>, yaml: GuardedYaml): IncidentFile {
  const places = (key: string, list: readonly unknown[] | undefined) =>
    (list ?? []).map((_, i) => placeOf(yaml, [key, i]));
  const hypothesis = file.team_hypothesis;
  const own = file.personality !== undefined && !PERSONALITIES.includes(file.personality);
  return {
    problem: file.problem.trim(),
    context: file.context?.trim() ?? '',
    impact: file.impact?.trim() ?? null,
    attempts: (file.previous_attempts ?? []).map(attemptOf),
    personality: own ? null : (file.personality ?? null),
    personalityFile: own ? withinFolder(file.personality ?? '') : null,
    outputFormat: file.output_format ?? null,
    maxDepth: file.max_depth ?? null,
    timezone: file.timezone ?? null,
    now: file.now ?? null,
    teamHypothesis:
      hypothesis === undefined
        ? null
        : typeof hypothesis === 'string'
          ? { text: hypothesis, about: [] }
          : { text: hypothesis.text, about: hypothesis.about ?? [] },
    window: file.window ?? null,
    statements: (file.statements ?? []).map((s) => ({
      said: s.said,
      byRole: s.by_role,
      about: s.about ?? [],
    })),
    changes: (file.changes ?? []).map((c) => ({
      kind: c.kind,
      what: c.what,
      at: c.at,
      about: c.about ?? [],
      knownTo: c.known_to ?? [],
      notKnownTo: c.not_known_to ?? [],
    })),
    noChanges: file.no_changes ?? [],
    teams: (file.teams ?? []).map((team) => ({ name: team.name, owns: team.owns ?? [] })),
    series: {
      requests: file.series?.requests ?? null,
      errors: file.series?.errors ?? null,
      limits: file.series?.limits ?? {},
    },
    sources: (file.sources ?? []).map((s) => ({
      file: withinFolder(s.file),
      importer: s.importer ?? null,
      timezone: s.timezone ?? null,
      offsetMs: s.offset ?? 0,
    })),
    places: {
      attempts: places('previous_attempts', file.previous_attempts),
      statements: places('statements', file.statements),
      changes: places('changes', file.changes),
    },
  };
}

/** Reads `incident.yaml`; what is wrong is said with its line, its key and what is allowed there. */
export function parseIncidentFile(text: string, name = 'incident.yaml'): Result<IncidentFile> {
  const yaml = parseGuardedYaml(text, name);
  if (!yaml.ok) return yaml;
  if (yaml.value.value === null || typeof yaml.value.value !== 'object' || Array.isArray(yaml.value.value)) {
    return fail(
      'incident-file-invalid',
      `${name}, line 1: this is no list of keys`,
      'Begin with `problem: "..."`.',
    );
  }
  const parsed = schema.safeParse(yaml.value.value);
  if (parsed.success) return ok(normalise(parsed.data, yaml.value));
  const complaints = parsed.error.issues
    .slice(0, 50)
    .flatMap((issue) => complain(issue, yaml.value, schema))
    .sort((a, b) => a.line - b.line);
  const shown = complaints.slice(0, 3).map((complaint) => `line ${complaint.line}: ${complaint.text}`);
  const more = complaints.length > 3 ? ' (and more)' : '';
  const hint = complaints.find((complaint) => complaint.hint !== '')?.hint;
  return fail(
    'incident-file-invalid',
    `${name}, ${shown.join('; ')}${more}`,
    hint ?? `Known keys: ${Object.keys(schema.shape).join(', ')}.`,
  );
}
