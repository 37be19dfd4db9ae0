import { useState } from 'react';
import { BESIDE_LADDER } from '../../../../shared/ladder/closing.ts';
import { standingRungs } from '../../../../shared/ladder/ladder-state.ts';
import { ROOT_CATEGORIES, type RootCategory } from '../../../../shared/ladder/rung.ts';
import type { SessionState } from '../../../../shared/session/state.ts';
import { levelMark } from '../../../components/level-mark.ts';
import { askIfIdle } from '../../../desk/actions.ts';
import { chosenRung } from '../../../desk/rung-selection.ts';
import { useSession } from '../../../stores/session-store.ts';
import { Choice, EvidenceChoice, TextField, teamsOf } from './form-fields.tsx';
import { FormLine } from './form-line.tsx';

/** What speaks against a rung: a finding, or the room's reason. */
export function RefuteForm({ state }: { readonly state: SessionState }) {
  const send = useSession((store) => store.send);
  const standing = standingRungs(state);
  const [target, setTarget] = useState<string>(chosenRung(state)?.id ?? standing.at(-1)?.id ?? '');
  const [against, setAgainst] = useState('');
  const [reason, setReason] = useState('');
  const rung = standing.find((one) => one.id === target);
  return (
    <FormLine
      label="What speaks against"
      go="Refute"
      onSubmit={async () => {
        if (rung === undefined) return false;
        const refuted = await send({
          kind: 'refute',
          rung: rung.id,
          refutedBy: against === '' ? null : against,
          reason: reason.trim(),
        });
        // The question is open again: the playbook asks it, or what comes before it.
        if (refuted.ok) await askIfIdle();
        return refuted.ok;
      }}
    >
      <Choice
        name="Rung"
        value={target}
        onChange={setTarget}
        options={standing.map((one) => [one.id, `${levelMark(one)}: ${one.answer ?? ''}`] as const)}
      />
      <EvidenceChoice state={state} value={against} onChange={setAgainst} none="no finding, the room says" />
      <TextField
        name="Reason"
        first
        value={reason}
        onChange={setReason}
        placeholder={against === '' ? 'Why does it fall?' : 'Why does it fall? (may stay empty)'}
      />
    </FormLine>
  );
}

/** Another answer to the question being asked, or to that of the selected rung; its status follows from its evidence. */
export function BranchForm({ state }: { readonly state: SessionState }) {
  const send = useSession((store) => store.send);
  const [text, setText] = useState('');
  const [evidence, setEvidence] = useState('');
  const beside = chosenRung(state) ?? state.rungs.find((one) => one.id === state.current);
  const finding = state.findings.find((one) => one.id === evidence);
  return (
    <FormLine
      label={beside ? `Rival answer to “${beside.question}”` : 'Rival answer'}
      go="Add it"
      onSubmit={async () =>
        beside !== undefined &&
        !BESIDE_LADDER.has(beside.move) &&
        text.trim() !== '' &&
        (
          await send({
            kind: 'add-branch',
            sibling: beside.id,
            answer: text.trim(),
            cites: evidence === '' ? [] : [{ id: evidence, revision: finding?.revision ?? null }],
            answeredBy: 'team',
            refutedBy: null,
          })
        ).ok
      }
    >
      <TextField
        name="Rival answer"
        first
        value={text}
        onChange={setText}
        placeholder="What else could answer this?"
      />
      <EvidenceChoice state={state} value={evidence} onChange={setEvidence} none="no evidence yet" />
    </FormLine>
  );
}

const HORIZONS = [
  ['immediate', 'today'],
  ['long-term', 'long term'],
] as const;

/** Takes an answer as a root cause, with what would remove it and the team that can. */
export function RootForm({ state }: { readonly state: SessionState }) {
  const send = useSession((store) => store.send);
  const rung = chosenRung(state);
  const [category, setCategory] = useState<RootCategory>('missing guard');
  const [action, setAction] = useState('');
  const [owner, setOwner] = useState('');
  const [horizon, setHorizon] = useState<'immediate' | 'long-term'>('long-term');
  return (
    <FormLine
      label={`Root: “${rung?.answer ?? ''}”`}
      go="Take it as a root"
      onSubmit={async () =>
        rung !== undefined &&
        (
          await send({
            kind: 'claim-root',
            rung: rung.id,
            root: {
              category,
              // Fixes of the replay are tied to the roots that the evidence claims.
              intervention: null,
              action: action.trim() || null,
              owner: owner.trim() || null,
              horizon,
            },
          })
        ).ok
      }
    >
      <TextField name="Action" first value={action} onChange={setAction} placeholder="What removes it?" />
      <Choice
        name="Category"
        value={category}
        onChange={setCategory}
        options={ROOT_CATEGORIES.map((one) => [one, one] as const)}
      />
      <TextField
        name="Team"
        value={owner}
        onChange={setOwner}
        placeholder="Which team? (else owner open)"
        list={teamsOf(state)}
      />
      <Choice name="Horizon" value={horizon} onChange={setHorizon} options={HORIZONS} />
    </FormLine>
  );
}

/** Something to do that no root brings by itself. */
export function StepForm({ state }: { readonly state: SessionState }) {
  const send = useSession((store) => store.send);
  const roots = state.rungs.filter((rung) => rung.root !== null && rung.status !== 'refuted');
  const [action, setAction] = useState('');
  const [owner, setOwner] = useState('');
  const [horizon, setHorizon] = useState<'immediate' | 'long-term'>('immediate');
  const [prevents, setPrevents] = useState('');
  return (
    <FormLine
      label="Next step"
      go="Note it"
      onSubmit={async () =>
        action.trim() !== '' &&
        (
          await send({
            kind: 'add-step',
            action: action.trim(),
            horizon,
            prevents: roots.filter((rung) => rung.id === prevents).map((rung) => rung.id),
            owner: owner.trim() || null,
          })
        ).ok
      }
    >
      <TextField name="Action" first value={action} onChange={setAction} placeholder="What will be done?" />
      <TextField
        name="Team"
        value={owner}
        onChange={setOwner}
        placeholder="Which team? (else owner open)"
        list={teamsOf(state)}
      />
      <Choice name="Horizon" value={horizon} onChange={setHorizon} options={HORIZONS} />
      {roots.length > 0 && (
        <Choice
          name="Prevents"
          value={prevents}
          onChange={setPrevents}
          options={[
            ['', 'prevents no root by itself'],
            ...roots.map((one) => [one.id, one.answer ?? ''] as const),
          ]}
        />
      )}
    </FormLine>
  );
}
