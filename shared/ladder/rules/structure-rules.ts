import type { RuleHit, RuleId, Severity } from '../rule.ts';
import type { ReportUnderCheck } from './report-under-check.ts';

/** One rule over a whole report; each hit names its place. */
interface StructureRule {
  readonly id: RuleId;
  readonly severity: Severity;
  check(
    report: ReportUnderCheck,
  ): readonly { readonly where: string; readonly text: string; readonly advice: string }[];
}

const TIMING = new Set(['failure-windows', 'rhythm', 'cause', 'trigger', 'arming', 'forecast']);

function kindOf(report: ReportUnderCheck, id: string): string {
  return report.evidence?.find((one) => one.id === id)?.kind ?? '';
}

function roots(report: ReportUnderCheck) {
  return (report.root_causes ?? []).map((root, index) => ({ root, index, where: `root_causes[${index}]` }));
}

/** Nobody in the room can change these: other companies' insides, nature, the past. */
const OUT_OF_REACH =
  /\b(?:(?:the |our |a )?(?:cloud |hosting |payment |network |dns )?(?:vendor|provider|carrier|isp|supplier|third[- ]party|aws|azure|gcp|google|cloudflare|akamai|stripe|twilio)(?:'s)? (?:\w+ ){0,3}(?:outage|bug|bugs|failure|failed|went down|was down|is down|incident|broke|changed|is slow|was slow|is unreliable|internals|itself)|(?:outage|bug|failure|incident) (?:at|of|in|on) (?:the |our )?(?:\w+ )?(?:vendor|provider|carrier|isp|third[- ]party|aws|azure|gcp|cloudflare)|speed of light|laws? of physics|solar (?:flare|storm)|cosmic rays?|the weather|lightning|earthquakes?|the internet (?:is|was|being)|black friday|human nature|bad luck|murphy's law|entropy)\b/i;
/** A condition on our side of it makes it ours again. */
const OURS =
  /\b(?:we|our|us|without (?:a )?(?:fallback|timeout|retry|limit|circuit breaker)|no (?:fallback|timeout|failover)|depends? on|waits? for|retries|timeout|failover|fallback|single (?:point|provider|vendor|region|zone))\b/i;

const noAction: StructureRule = {
  id: 'no-action',
  severity: 'block',
  check: (report) =>
    roots(report).flatMap(({ root, where }) => {
      const match = OUT_OF_REACH.exec(root.cause);
      if (!match || OURS.test(root.cause.replace(match[0], ''))) return [];
      return [
        {
          where,
          text: match[0],
          advice:
            'Nobody here can act on this. Make it a condition, and ask why it could do harm on our side.',
        },
      ];
    }),
};

const tooEarly: StructureRule = {
  id: 'too-early',
  severity: 'block',
  check: (report) => {
    const steps = report.next_steps;
    if (!steps) return [];
    return roots(report).flatMap(({ root, index, where }) => {
      const own = steps.filter((step) => step.prevents === undefined || step.prevents.includes(index));
      return own.length === 0
        ? [{ where, text: root.cause, advice: 'No owner and no action follows from this: ask the next why.' }]
        : [];
    });
  },
};

const unsupported: StructureRule = {
  id: 'unsupported',
  severity: 'warn',
  check: (report) => {
    const knowsCites =
      roots(report).some(({ root }) => root.cites !== undefined) ||
      report.questioning_sequence.some((rung) => rung.evidence !== undefined);
    if (!knowsCites) return [];
    return [
      ...roots(report).flatMap(({ root, where }) =>
        (root.cites ?? []).length === 0
          ? [
              {
                where,
                text: root.cause,
                advice: 'Nothing is cited: cite a finding, a record or a statement.',
              },
            ]
          : [],
      ),
      ...report.questioning_sequence.flatMap((rung, index) =>
        rung.answer && rung.status !== 'refuted' && (rung.evidence ?? []).length === 0
          ? [
              {
                where: `questioning_sequence[${index}]`,
                text: rung.answer,
                advice: 'Nothing is cited: the rung is only asserted.',
              },
            ]
          : [],
      ),
    ];
  },
};

const onlyTemporal: StructureRule = {
  id: 'only-temporal',
  severity: 'warn',
  check: (report) =>
    roots(report).flatMap(({ root, where }) => {
      const kinds = (root.cites ?? []).map((id) => kindOf(report, id)).filter((kind) => kind !== '');
      if (kinds.length === 0 || !kinds.every((kind) => TIMING.has(kind))) return [];
      return [
        {
          where,
          text: (root.cites ?? []).join(', '),
          advice: 'All evidence is timing: medium at most. Bring a mechanism or an intervention.',
        },
      ];
    }),
};

const tunnel: StructureRule = {
  id: 'tunnel',
  severity: 'warn',
  check: (report) => {
    const answers = new Set(
      report.questioning_sequence.flatMap((rung) => (rung.answer ? [rung.answer] : [])),
    );
    const refuted = report.questioning_sequence.filter((rung) => rung.status === 'refuted').length;
    const considered = refuted + (report.ruled_out?.length ?? 0) + 1;
    if (answers.size === 0 || considered >= 3) return [];
    return [
      {
        where: 'questioning_sequence',
        text: `${considered} considered`,
        advice: 'Fewer than three explanations were considered. What else could explain the windows?',
      },
    ];
  },
};

const latestDeploy: StructureRule = {
  id: 'latest-deploy',
  severity: 'warn',
  check: (report) =>
    roots(report).flatMap(({ root, where }) => {
      const match =
        /\b(?:(?:the |our )?(?:last|latest|recent|new|friday(?:'s)?|today's|yesterday's)?\s*(?:deploy(?:ment)?|release|rollout|version|commit|merge|push))\b/i.exec(
          root.cause,
        );
      const blamed =
        match &&
        /\b(?:caus|broke|introduc|made|led|bug|bad|faulty|deploy(?:ment)? (?:of|on|at))\w*/i.test(root.cause);
      const mechanism = (root.cites ?? []).some((id) =>
        ['at-ceiling', 'held-by', 'difference', 'dimension', 'template', 'dose', 'change-point'].includes(
          kindOf(report, id),
        ),
      );
      if (!match || !blamed || mechanism) return [];
      return [
        {
          where,
          text: match[0].trim(),
          advice: 'A deployment is named and no mechanism: low at most. How does it cause this?',
        },
      ];
    }),
};

const thinRhythm: StructureRule = {
  id: 'thin-rhythm',
  severity: 'warn',
  check: (report) => {
    const windows = report.failure_windows?.length;
    if (windows === undefined || windows > 4) return [];
    return report.questioning_sequence.flatMap((rung, index) =>
      rung.answer &&
      rung.status !== 'refuted' &&
      /\b(?:every|each|regular(?:ly)?|periodic(?:ally)?|clock|schedule|rhythm|interval)\b/i.test(
        rung.answer,
      ) &&
      windows < 5 &&
      !(rung.evidence ?? []).some((id) => ['arming', 'trigger'].includes(kindOf(report, id)))
        ? [
            {
              where: `questioning_sequence[${index}]`,
              text: rung.answer,
              advice: `${windows} windows are too few to tell a rhythm: say so, or wait for one more.`,
            },
          ]
        : [],
    );
  },
};

const scopeGap: StructureRule = {
  id: 'scope-gap',
  severity: 'warn',
  check: (report) => {
    const told = [
      report.problem_statement,
      ...report.questioning_sequence.map((rung) => rung.answer ?? ''),
    ].join(' ');
    const isNot =
      /\b(?:not|only|except|never|nothing else|does(?:n't| not)|do(?:n't| not)|still works?|unaffected|alone|other (?:\w+ )?(?:are|is) fine)\b/i.test(
        told,
      ) || (report.evidence ?? []).some((one) => one.kind === 'dimension');
    return isNot
      ? []
      : [
          {
            where: 'problem_statement',
            text: report.problem_statement.slice(0, 80),
            advice: 'Say what does not fail: where, for whom and when it keeps working.',
          },
        ];
  },
};

const nothingChanged: StructureRule = {
  id: 'nothing-changed',
  severity: 'warn',
  check: (report) => {
    const unknown = (report.change_census ?? []).filter((one) => one.state === 'unknown').length;
    const full = report.change_census !== undefined && unknown === 0;
    if (full) return [];
    return report.questioning_sequence.flatMap((rung, index) => {
      const match =
        /\b(?:nothing (?:has |had )?changed|no changes? (?:was|were|is|are) made|there (?:was|were|is|are) no (?:recent )?changes?|without any change)\b/i.exec(
          rung.answer ?? '',
        );
      return match
        ? [
            {
              where: `questioning_sequence[${index}]`,
              text: match[0],
              advice:
                'Nobody mentioned a change is not the same as no change: go through the nine kinds of the census.',
            },
          ]
        : [];
    });
  },
};

const rootWithoutAction: StructureRule = {
  id: 'root-without-action',
  severity: 'warn',
  check: (report) => {
    const steps = report.next_steps;
    if (!steps) return [];
    return roots(report).flatMap(({ root, index, where }) =>
      steps.some((step) => step.prevents?.includes(index))
        ? []
        : [{ where, text: root.cause, advice: 'No next step prevents this root.' }],
    );
  },
};

const actionWithoutRoot: StructureRule = {
  id: 'action-without-root',
  severity: 'warn',
  check: (report) => {
    const count = report.root_causes?.length ?? 0;
    return (report.next_steps ?? []).flatMap((step, index) => {
      // A step that is an experiment settles something; it need not prevent a root.
      const settles = (report.verification ?? []).some((check) => check.test === step.action);
      if (step.prevents === undefined || settles) return [];
      const valid = step.prevents.filter((root) => root >= 0 && root < count);
      return valid.length === 0
        ? [
            {
              where: `next_steps[${index}]`,
              text: step.action,
              advice: 'This prevents no root: tie it to one, or leave it out.',
            },
          ]
        : [];
    });
  },
};

const windowUnexplained: StructureRule = {
  id: 'window-unexplained',
  severity: 'warn',
  check: (report) => {
    const remaining = (report.verification ?? []).filter((check) => check.kind === 'prevention-replay');
    if ((report.root_causes?.length ?? 0) === 0 || remaining.length === 0) return [];
    const covered = remaining.some((check) => /\bno window remains\b/i.test(check.result));
    return covered
      ? []
      : [
          {
            where: 'verification',
            text: `${remaining.length} replays`,
            advice: 'Under every set of fixes some windows remain: what explains those?',
          },
        ];
  },
};

const depthReached: StructureRule = {
  id: 'depth-reached',
  severity: 'warn',
  check: (report) => {
    const answered = report.questioning_sequence.filter((rung) => rung.answer && rung.status !== 'refuted');
    const deepest = Math.max(0, ...answered.map((rung) => rung.level));
    const shallow = (report.root_causes?.length ?? 0) > 0 && deepest > 0 && deepest < 3;
    return shallow
      ? [
          {
            where: 'questioning_sequence',
            text: `level ${deepest}`,
            advice:
              'The ladder ends early: does the next why still lead to something that the teams can change?',
          },
        ]
      : [];
  },
};

const favouriteUntested: StructureRule = {
  id: 'favourite-untested',
  severity: 'warn',
  check: (report) => {
    const match =
      /\b(?:team (?:hypothesis|thinks|says|believes|suspects)|probably|favou?rite|suspected)\b[^.\n]*/i.exec(
        report.problem_statement,
      );
    const tested =
      report.questioning_sequence.some((rung) => rung.status === 'refuted' || rung.status === 'supported') ||
      (report.ruled_out?.length ?? 0) > 0;
    return match && !tested
      ? [
          {
            where: 'problem_statement',
            text: match[0],
            advice: 'The favourite explanation was never tested: what would we see if it were true?',
          },
        ]
      : [];
  },
};

/** Text that gives orders to a model, in the languages in which it is most often seen. */
const ORDERS =
  /\b(?:ignore (?:all |any )?(?:the )?(?:previous|prior|above|earlier) (?:instructions?|prompts?|rules)|disregard (?:all |the )?(?:previous|above)|you are (?:now )?(?:a|an|the) (?:\w+ )?(?:assistant|model|ai)\b|system prompt|as an ai (?:language )?model|ignoriere (?:alle )?(?:vorherigen|bisherigen) (?:anweisungen|regeln)|ignora (?:todas )?las instrucciones (?:anteriores|previas)|ignorez (?:toutes )?les instructions (?:précédentes|ci-dessus)|ignora (?:tutte )?le istruzioni precedenti|<\|?(?:im_start|system|endoftext)\|?>|\[inst\])/i;

const addressesModel: StructureRule = {
  id: 'addresses-model',
  severity: 'warn',
  check: (report) =>
    (report.evidence ?? []).flatMap((one, index) => {
      const match = ORDERS.exec(one.statement);
      return match
        ? [
            {
              where: `evidence[${index}]`,
              text: match[0],
              advice: 'Imported text that speaks to a model: it is shown as data and obeyed by nobody.',
            },
          ]
        : [];
    }),
};

/** The rules that look at a report as a whole. */
const STRUCTURE_RULES: readonly StructureRule[] = [
  noAction,
  tooEarly,
  unsupported,
  onlyTemporal,
  tunnel,
  favouriteUntested,
  latestDeploy,
  thinRhythm,
  scopeGap,
  nothingChanged,
  rootWithoutAction,
  actionWithoutRoot,
  windowUnexplained,
  depthReached,
  addressesModel,
];

/** All hits of the structure rules on a report. */
export function structureHits(report: ReportUnderCheck): RuleHit[] {
  return STRUCTURE_RULES.flatMap((rule) =>
    rule
      .check(report)
      .map((hit) => ({ rule: rule.id, severity: rule.severity, ...hit, range: null, rewording: null })),
  );
}
