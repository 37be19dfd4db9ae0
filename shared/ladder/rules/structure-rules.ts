import type { RuleHit } from '../rule.ts';
import type { ReportUnderCheck } from './report-under-check.ts';
import { addressesModel } from './structure/addresses-model.ts';
import { favouriteUntested } from './structure/favourite-untested.ts';
import { latestDeploy } from './structure/latest-deploy.ts';
import { noAction } from './structure/no-action.ts';
import { nothingChanged } from './structure/nothing-changed.ts';
import { scopeGap } from './structure/scope-gap.ts';
import { kindOf, roots, type StructureRule } from './structure/structure-rule.ts';

const TIMING = new Set(['failure-windows', 'rhythm', 'cause', 'trigger', 'arming', 'forecast']);

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
