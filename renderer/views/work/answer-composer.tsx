import { Search, TriangleAlert } from 'lucide-react';
import { useMemo } from 'react';
import type { EvidenceReply } from '../../../shared/facilitation/playbook-types.ts';
import { lintSentence } from '../../../shared/ladder/lint-sentence.ts';
import type { Rung } from '../../../shared/ladder/rung.ts';
import type { SessionState } from '../../../shared/session/state.ts';
import { bringText } from '../../components/bring.ts';
import { Chip } from '../../components/chip.tsx';
import { Glyph } from '../../components/glyph.tsx';
import { draftKey, toggleCite } from '../../desk/actions.ts';
import { CommandButton } from '../../desk/command-button.tsx';
import { ancestorAnswers, rewordAnswer } from '../../desk/reword-answer.ts';
import { useDesk } from '../../stores/desk-store.ts';
import { draftOf, useDrafts } from '../../stores/draft-store.ts';
import { useSession } from '../../stores/session-store.ts';
import { EvidencePicker } from './evidence-picker.tsx';

function Reply({ reply }: { readonly reply: EvidenceReply }) {
  if (reply.kind === 'missing') {
    return (
      <div className="answers-itself">
        <Glyph shape="unknown" size={15} />
        <div>
          <b>The evidence does not answer this.</b>
          <p>
            {reply.reason} Bring: {bringText(reply.bring)}
          </p>
        </div>
        <CommandButton id="park" look="small" label="Park it" />
      </div>
    );
  }
  const { proposal } = reply;
  const ids = proposal.cites.map((cite) => cite.id);
  return (
    <div className="answers-itself">
      <Glyph shape="holds" size={15} />
      <div>
        <b>
          {ids.slice(0, 3).join(', ')} {ids.length === 1 ? 'already answers this.' : 'already answer this.'}
        </b>
        <p>
          “{proposal.answer}”
          {proposal.rivals.length > 0 &&
            ` With ${proposal.rivals.length} rival ${proposal.rivals.length === 1 ? 'answer' : 'answers'} beside it.`}
        </p>
      </div>
      <CommandButton id="take" look="small" label="Take it" />
    </div>
  );
}

/** What the room answered: typed, guarded by the wording rules as it is typed, with the evidence it cites. */
export function AnswerComposer({
  state,
  rung,
  reply,
}: {
  readonly state: SessionState;
  readonly rung: Rung;
  readonly reply: EvidenceReply | null;
}) {
  const drafts = useDrafts((store) => store.drafts);
  const change = useDrafts((store) => store.change);
  const picker = useDesk((desk) => desk.picker);
  const set = useDesk((desk) => desk.set);
  const key = draftKey(rung.id);
  const draft = draftOf(drafts, key);
  const ancestors = useMemo(() => ancestorAnswers(state, rung), [state, rung]);
  const hits = useMemo(
    () => (draft.answer.trim() === '' ? [] : lintSentence(draft.answer, { ancestors })),
    [draft.answer, ancestors],
  );
  const hit = hits[0];
  const voice = useSession((store) => store.guidance?.voice ?? null);
  const said = hit ? (voice?.pushes_back[hit.rule] ?? null) : null;
  return (
    <>
      <div className="section-label">
        What the room answered <kbd className="push">A</kbd>
      </div>
      <div className="composer">
        {reply !== null && draft.answer === '' && <Reply reply={reply} />}
        <textarea
          id="answer"
          aria-label="Answer"
          rows={1}
          placeholder="Type what the room says"
          value={draft.answer}
          onChange={(event) => change(key, { answer: event.target.value })}
        />
        {hit && (
          <div className="guard" role="note">
            <TriangleAlert className="icon" />
            <b>{said ?? hit.advice}</b>
            {hit.rewording !== null ? (
              <button type="button" className="button small" onClick={rewordAnswer}>
                Reword <kbd>R</kbd>
              </button>
            ) : (
              <span />
            )}
            {said !== null && <p>{hit.advice}</p>}
            {hit.rewording !== null ? <p>“{hit.rewording}”</p> : hits.length > 1 && <p>{hits[1]?.advice}</p>}
          </div>
        )}
        <div className="cites-line">
          Evidence
          {draft.cites.length === 0 && (
            <span className="hint">none cited yet: the rung would be asserted</span>
          )}
          {draft.cites.map((cite) => (
            <button key={cite.id} type="button" title="Stop citing" onClick={() => toggleCite(cite.id)}>
              <Chip id={cite.id} />
            </button>
          ))}
          <button
            type="button"
            className="button plain small push"
            aria-expanded={picker}
            onClick={() => set({ picker: !picker })}
          >
            <Search className="icon" />
            Find <kbd>E</kbd>
          </button>
        </div>
        {picker && <EvidencePicker state={state} rung={rung} draft={draft} />}
      </div>
    </>
  );
}
