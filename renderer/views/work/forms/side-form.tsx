import { assertNever } from '../../../../shared/result.ts';
import type { SessionState } from '../../../../shared/session/state.ts';
import { type FormKind, useDesk } from '../../../stores/desk-store.ts';
import { CheckForm, ProblemForm, StartActionForm, StopActionForm } from './check-forms.tsx';
import { EraseForm } from './erase-form.tsx';
import { DissentForm, EditAnswerForm, LogForm, OwnQuestionForm, ParkForm } from './line-forms.tsx';
import { BranchForm, RefuteForm, RootForm, StepForm } from './rung-forms.tsx';

function form(kind: FormKind, state: SessionState) {
  switch (kind) {
    case 'log-attempt':
      return <LogForm />;
    case 'park':
      return <ParkForm />;
    case 'own-question':
      return <OwnQuestionForm state={state} />;
    case 'edit-answer':
      return <EditAnswerForm state={state} />;
    case 'dissent':
      return <DissentForm />;
    case 'refute':
      return <RefuteForm state={state} />;
    case 'branch':
      return <BranchForm state={state} />;
    case 'root':
      return <RootForm state={state} />;
    case 'step':
      return <StepForm state={state} />;
    case 'start-action':
      return <StartActionForm state={state} />;
    case 'stop-action':
      return <StopActionForm />;
    case 'check':
      return <CheckForm />;
    case 'problem':
      return <ProblemForm state={state} />;
    case 'erase':
      return <EraseForm state={state} />;
    default:
      return assertNever(kind);
  }
}

/** The line that the facilitator asked for with a key, or nothing. */
export function SideForm({ state }: { readonly state: SessionState }) {
  const kind = useDesk((desk) => desk.asking);
  const rung = useDesk((desk) => desk.selectedRung);
  return kind === null ? null : <div key={`${kind} ${rung ?? ''}`}>{form(kind, state)}</div>;
}
