import type { RungId } from '../ladder/rung.ts';
import type { ReportState } from './report-state.ts';

/** Something to do, with the roots that it prevents; a root without an owner says "owner open". */
export interface NextStep {
  readonly action: string;
  readonly horizon: 'immediate' | 'long-term';
  readonly prevents: readonly RungId[];
  readonly owner: string | null;
}

/** What follows from the roots and what the team added, the immediate first; the same action is listed once. */
export function nextSteps(state: ReportState): NextStep[] {
  const steps: NextStep[] = [];
  const add = (step: NextStep) => {
    const known = steps.findIndex((one) => one.action === step.action);
    const twin = steps[known];
    if (twin)
      steps[known] = {
        ...twin,
        prevents: [...new Set([...twin.prevents, ...step.prevents])],
        owner: twin.owner ?? step.owner,
      };
    else steps.push(step);
  };
  if (state.inHand) add({ action: state.inHand.action, horizon: 'immediate', prevents: [], owner: null });
  for (const rung of state.rungs) {
    if (!rung.root || rung.status === 'refuted' || rung.root.action === null) continue;
    add({
      action: rung.root.action,
      horizon: rung.root.horizon,
      prevents: [rung.id],
      owner: rung.root.owner,
    });
  }
  for (const step of state.steps) add(step);
  return steps.sort((a, b) => Number(a.horizon === 'long-term') - Number(b.horizon === 'long-term'));
}
