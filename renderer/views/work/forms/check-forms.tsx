import { useState } from 'react';
import { containment } from '../../../../shared/facilitation/moves/close.ts';
import type { SessionState } from '../../../../shared/session/state.ts';
import { useSession } from '../../../stores/session-store.ts';
import { Choice, TextField } from './form-fields.tsx';
import { FormLine } from './form-line.tsx';

/** A step that nothing suggested: what is done, and what it has to show. */
export function StartActionForm({ state }: { readonly state: SessionState }) {
  const send = useSession((store) => store.send);
  const [action, setAction] = useState('');
  const [prediction, setPrediction] = useState(containment(state));
  return (
    <FormLine
      label="What is done now?"
      go="Start it"
      onSubmit={async () =>
        action.trim() !== '' &&
        (await send({ kind: 'start-action', action: action.trim(), prediction: prediction.trim() })).ok
      }
    >
      <TextField name="Action" first value={action} onChange={setAction} placeholder="Pause the job" />
      <TextField
        name="Prediction"
        value={prediction}
        onChange={setPrediction}
        placeholder="What has to be seen if it is right?"
      />
    </FormLine>
  );
}

type Result = 'passed' | 'failed' | 'stopped';

/** How the step in hand went: it becomes a check of the report. */
export function StopActionForm() {
  const send = useSession((store) => store.send);
  const [result, setResult] = useState<Result>('stopped');
  const [note, setNote] = useState('');
  return (
    <FormLine
      label="How did it go?"
      go="End it"
      onSubmit={async () => (await send({ kind: 'stop-action', result, note: note.trim() })).ok}
    >
      <Choice<Result>
        name="Result"
        value={result}
        onChange={setResult}
        options={[
          ['passed', 'the prediction held'],
          ['failed', 'the prediction failed'],
          ['stopped', 'stopped, says nothing'],
        ]}
      />
      <TextField name="Note" first value={note} onChange={setNote} placeholder="What was seen" />
    </FormLine>
  );
}

type Outcome = 'passed' | 'failed' | 'pending';

/** A check that was made, or is still to be made. */
export function CheckForm() {
  const send = useSession((store) => store.send);
  const [test, setTest] = useState('');
  const [result, setResult] = useState('');
  const [status, setStatus] = useState<Outcome>('pending');
  return (
    <FormLine
      label="Check"
      go="Note it"
      onSubmit={async () =>
        test.trim() !== '' &&
        (
          await send({
            kind: 'add-verification',
            test: test.trim(),
            result: result.trim(),
            testKind: 'check',
            status,
          })
        ).ok
      }
    >
      <TextField name="Check" first value={test} onChange={setTest} placeholder="What is looked at?" />
      <Choice<Outcome>
        name="Status"
        value={status}
        onChange={setStatus}
        options={[
          ['pending', 'not yet made'],
          ['passed', 'passed'],
          ['failed', 'failed'],
        ]}
      />
      <TextField
        name="Result"
        value={result}
        onChange={setResult}
        placeholder="What was seen, or is expected"
      />
    </FormLine>
  );
}

/** The problem in the room's words, with impact and context: what the playbook frames the ladder with. */
export function ProblemForm({ state }: { readonly state: SessionState }) {
  const send = useSession((store) => store.send);
  const [problem, setProblem] = useState(state.brief.problem);
  const [impact, setImpact] = useState(state.brief.impact ?? '');
  const [context, setContext] = useState(state.brief.context);
  return (
    <FormLine
      label="Problem"
      go="Keep it"
      onSubmit={async () =>
        problem.trim() !== '' &&
        (
          await send({
            kind: 'change-brief',
            brief: { ...state.brief, problem, context, impact: impact.trim() || null },
          })
        ).ok
      }
    >
      <TextField
        name="Problem"
        first
        value={problem}
        onChange={setProblem}
        placeholder="What fails, and when?"
      />
      <TextField name="Impact" value={impact} onChange={setImpact} placeholder="For whom, and how much?" />
      <textarea
        className="field"
        aria-label="Context"
        placeholder="Context"
        rows={2}
        value={context}
        onChange={(event) => setContext(event.target.value)}
      />
    </FormLine>
  );
}
