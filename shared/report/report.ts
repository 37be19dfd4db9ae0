import { z } from 'zod';
import { CHANGE_KINDS } from '../incident/change-kind.ts';
import { ROOT_CATEGORIES } from '../ladder/rung.ts';

/** Version of the report's shape; `schema` of the provenance. */
export const REPORT_SCHEMA = 'whyladder-report/1';

const id = z.string();
const ids = z.array(id);
/** ISO 8601 in UTC, "2026-11-20T13:52:00Z". */
const time = z.string();

const pin = z.object({
  source: id,
  bytes: z.tuple([z.number().int(), z.number().int()]),
  lines: z.tuple([z.number().int(), z.number().int()]),
  range_sha256: z.string(),
  excerpt: z.string(),
});

/** The report: the keys up to `next_steps` are fixed, the others follow them. */
export const reportSchema = z.object({
  problem_statement: z.string(),
  questioning_sequence: z.array(
    z.object({
      level: z.number().int(),
      question: z.string(),
      answer: z.string().nullable(),
      status: z.enum(['open', 'parked', 'asserted', 'supported', 'refuted']),
      personality: z.string(),
      evidence: ids,
    }),
  ),
  root_causes: z.array(
    z.object({
      cause: z.string(),
      confidence: z.enum(['high', 'medium', 'low']),
      evidence: z.string(),
      category: z.enum(ROOT_CATEGORIES),
      cites: ids,
      why_this_confidence: z.string(),
      tests: z.array(z.object({ test: z.string(), holds: z.boolean(), reason: z.string() })),
    }),
  ),
  verification: z.array(
    z.object({
      test: z.string(),
      result: z.string(),
      kind: z.enum(['prevention-replay', 'experiment', 'forecast', 'check']),
      status: z.enum(['follows', 'passed', 'failed', 'pending']),
    }),
  ),
  next_steps: z.array(
    z.object({
      action: z.string(),
      horizon: z.enum(['immediate', 'long-term']),
      prevents: z.array(z.number().int()),
      owner: z.string().optional(),
    }),
  ),
  ruled_out: z.array(z.object({ cause: z.string(), reason: z.string(), cites: ids })),
  likeliest_cause: z
    .object({
      cause: z.string(),
      /** In words, where the id alone does not say what it is. */
      label: z.string().optional(),
      confidence_on_simulated_incidents: z.number(),
      state: z.enum(['cause', 'none', 'undetermined', 'inseparable']),
      inseparable: z.array(z.tuple([z.string(), z.string()])),
    })
    .nullable(),
  failure_windows: z.array(
    z.object({
      from: time,
      to: time.nullable(),
      minutes: z.number(),
      peak_error_rate: z.number(),
      uncertain: z.boolean(),
    }),
  ),
  fix_ledger: z.array(
    z.object({
      fix: z.string(),
      at: time,
      ready: time.nullable(),
      relief_min: z.number().nullable(),
      stated_relief_min: z.number().nullable(),
      effect: z.enum(['reset-clock', 'none', 'unclear']),
      ended_window: z.enum(['ended', 'already-over', 'no', 'unknown']),
      finding: id,
    }),
  ),
  change_census: z.array(
    z.object({
      kind: z.string(),
      state: z.enum(['present', 'absent', 'unknown']),
      at: time.nullable(),
      why: z.string(),
    }),
  ),
  open_questions: z.array(
    z.object({ question: z.string(), bring: z.string().nullable(), level: z.number().int() }),
  ),
  dissent: z.array(z.object({ text: z.string(), reason: z.string() })),
  forecast: z
    .object({
      next_window: z.string().nullable(),
      if_nothing_is_done: z.array(z.string()),
      if_fixed: z.string().nullable(),
    })
    .nullable(),
  evidence: z.array(
    z.object({
      id,
      statement: z.string(),
      kind: z.string(),
      verdict: z.enum(['supported', 'ruled-out', 'undetermined']).optional(),
      revision: z.number().int().optional(),
      pins: z.array(pin),
      computed_from: ids,
    }),
  ),
  /** What the room noted from people's accounts: with it the engine can be run again. */
  noted: z
    .array(
      z.object({
        id,
        kind: z.enum(['attempt', 'statement', 'change']),
        text: z.string(),
        told_by: z.string(),
        quote: z.string(),
        at: time.nullable(),
        worked_for_s: z.number().nullable(),
        change: z.enum(CHANGE_KINDS).nullable(),
        about: ids,
        not_known_to: ids,
      }),
    )
    .optional(),
  sources: z.array(
    z.object({
      id,
      file: z.string(),
      sha256: z.string(),
      importer: z.string().nullable(),
      records: z.number().int(),
      span: z.object({ from: time, to: time }).nullable(),
      coverage: z.array(z.object({ from: time, to: time })),
      gaps: z.array(z.string()),
      rejects: z.number().int(),
      redactions: z.number().int(),
      zone: z.string(),
      zone_origin: z.string(),
      offset_s: z.number(),
      // What the team set in the session, beside what the file and incident.yaml say.
      set_by_team: z
        .object({
          timezone: z.string().nullable(),
          offset_s: z.number().nullable(),
          importer: z.string().nullable(),
        })
        .optional(),
    }),
  ),
  provenance: z.object({
    schema: z.string(),
    engine: z.string(),
    generated: time,
    status: z.enum(['complete', 'partial']),
    missing: z.array(z.string()),
    session: z.string(),
    events: z.number().int(),
    head_hash: z.string(),
    input_hash: z.string(),
    zone: z.string(),
    /** Levels that the ladder could have; reports of before have none. */
    max_depth: z.number().int().optional(),
    questions: z.array(
      z.object({
        rung: id,
        asked_by: z.string(),
        worded_by: z.string(),
        answered_by: z.string().nullable(),
        personality: z.string(),
      }),
    ),
    overruled: z.array(z.string()),
    /** Entries of the session in which words were erased on request; `[erased]` stands in their place. */
    erased: z.array(z.number().int()).optional(),
  }),
});

/** A report of ours, as an object. */
export type Report = z.infer<typeof reportSchema>;
