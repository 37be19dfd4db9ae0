import { addressesModel as spokenTo } from '../../language/addresses-model.ts';
import type { StructureHit, StructureRule } from './structure-rule.ts';

const ADVICE = 'Imported text that speaks to a model: it is shown as data and obeyed by nobody.';

/** Imported text that speaks to the model: shown as data, and marked. */
export const addressesModel: StructureRule = {
  id: 'addresses-model',
  severity: 'warn',
  check: (report) => {
    const texts: readonly (readonly [where: string, text: string])[] = [
      ['problem_statement', report.problem_statement],
      ...report.questioning_sequence.flatMap((rung, index) =>
        rung.answer ? [[`questioning_sequence[${index}]`, rung.answer] as const] : [],
      ),
      ...(report.root_causes ?? []).map((root, index) => [`root_causes[${index}]`, root.cause] as const),
      ...(report.evidence ?? []).flatMap((one, index) => [
        [`evidence[${index}]`, one.statement] as const,
        ...(one.pins ?? []).map((pin) => [`evidence[${index}]`, pin.excerpt] as const),
      ]),
    ];
    const seen = new Set<string>();
    return texts.flatMap(([where, text]): StructureHit[] => {
      if (seen.has(where)) return [];
      const match = spokenTo(text);
      if (match === null) return [];
      seen.add(where);
      return [{ where, text: match, advice: ADVICE }];
    });
  },
};
