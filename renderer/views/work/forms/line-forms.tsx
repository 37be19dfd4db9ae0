import { useState } from 'react';
import { standingRungs } from '../../../../shared/ladder/ladder-state.ts';
import type { SessionState } from '../../../../shared/session/state.ts';
import { park } from '../../../desk/actions.ts';
import { chosenRung } from '../../../desk/rung-selection.ts';
import { useSession } from '../../../stores/session-store.ts';
import { TextField } from './form-fields.tsx';
import { FormLine } from './form-line.tsx';

/** Something was done just now: stamped by main. */
export function LogForm() {
  const send = useSession((store) => store.send);
  const [text, setText] = useState('');
  return (
    <FormLine
      label="What was done just now?"
      go="Log it, stamped now"
      onSubmit={async () =>
        text.trim() !== '' && (await send({ kind: 'log-attempt', action: text.trim() })).ok
      }
    >
      <TextField name="Attempt" first value={text} onChange={setText} placeholder="Restarted the service" />
    </FormLine>
  );
}

/** Leaves the question open and says what to bring. */
export function ParkForm() {
  const suggested = useSession((store) =>
    store.guidance?.reply?.kind === 'missing' ? store.guidance.reply.bring : '',
  );
  const [text, setText] = useState(suggested);
  return (
    <FormLine
      label="What to bring"
      go="Park the question"
      onSubmit={async () => {
        await park(text.trim() === '' ? null : text.trim());
        return true;
      }}
    >
      <TextField
        name="What to bring"
        first
        value={text}
        onChange={setText}
        placeholder="Which file or team would answer this?"
      />
    </FormLine>
  );
}

/** A question in the facilitator's own words, below the selected rung or the deepest that stands. */
export function OwnQuestionForm({ state }: { readonly state: SessionState }) {
  const send = useSession((store) => store.send);
  const [text, setText] = useState('');
  const chosen = chosenRung(state);
  const standing = standingRungs(state);
  const above =
    standing.find((rung) => rung.id === chosen?.id) ??
    standing.reduce<(typeof standing)[number] | null>(
      (deepest, rung) => (deepest === null || rung.level >= deepest.level ? rung : deepest),
      null,
    );
  return (
    <FormLine
      label={above === null ? 'Your question' : `Your question below “${above.answer ?? ''}”`}
      go="Ask it"
      onSubmit={async () =>
        text.trim() !== '' &&
        (
          await send({
            kind: 'ask',
            move: 'own',
            parent: above?.id ?? null,
            question: text.trim(),
            askedBy: 'team',
          })
        ).ok
      }
    >
      <TextField name="Question" first value={text} onChange={setText} placeholder="What lets that happen?" />
    </FormLine>
  );
}

/** Other words, or another answer, for a rung that stands; its evidence stays and is weighed again. */
export function EditAnswerForm({ state }: { readonly state: SessionState }) {
  const send = useSession((store) => store.send);
  const rung = chosenRung(state);
  const [text, setText] = useState(rung?.answer ?? '');
  return (
    <FormLine
      label={`Answer at level ${rung?.level ?? ''}`}
      go="Accept it so"
      onSubmit={async () =>
        rung !== undefined &&
        text.trim() !== '' &&
        (
          await send({
            kind: 'accept-answer',
            rung: rung.id,
            answer: text.trim(),
            cites: rung.cites,
            answeredBy: 'team',
          })
        ).ok
      }
    >
      <TextField name="Answer of the rung" first value={text} onChange={setText} placeholder="The answer" />
    </FormLine>
  );
}

/** What somebody still holds, with the reason; it goes into the report. */
export function DissentForm() {
  const send = useSession((store) => store.send);
  const [text, setText] = useState('');
  const [reason, setReason] = useState('');
  return (
    <FormLine
      label="Dissent that stays"
      go="Write it down"
      onSubmit={async () =>
        text.trim() !== '' &&
        (await send({ kind: 'note-dissent', text: text.trim(), reason: reason.trim() })).ok
      }
    >
      <TextField
        name="Dissent"
        first
        value={text}
        onChange={setText}
        placeholder="What does somebody still hold?"
      />
      <TextField name="Reason" value={reason} onChange={setReason} placeholder="Why?" />
    </FormLine>
  );
}
