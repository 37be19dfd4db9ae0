import { BookOpen } from 'lucide-react';
import { count } from '../../../shared/analyses/wording.ts';
import type { Move, Rung } from '../../../shared/ladder/rung.ts';
import type { SessionState } from '../../../shared/session/state.ts';
import { Glyph, shapeOf } from '../../components/glyph.tsx';
import { levelMark } from '../../components/level-mark.ts';
import { ask, askPrompt, draftKey } from '../../desk/actions.ts';
import { CommandButton } from '../../desk/command-button.tsx';
import { useDesk } from '../../stores/desk-store.ts';
import { draftOf, useDrafts } from '../../stores/draft-store.ts';
import { useSession } from '../../stores/session-store.ts';
import { BlindOffer } from '../blind/blind-offer.tsx';
import { RoomIdeas } from '../blind/room-ideas.tsx';
import { SuggestionCard } from '../model/suggestion-card.tsx';
import { closedWith, rivalsOf } from '../stage/ladder-rows.ts';
import { AcceptBar } from './accept-bar.tsx';
import { AnswerComposer } from './answer-composer.tsx';
import { DropZone } from './drop-zone.tsx';
import { SideForm } from './forms/side-form.tsx';

/** Questions beside the ladder are no level of it. */
const BESIDE: Partial<Record<Move, string>> = {
  contain: 'Contain',
  test: 'Test',
  prevent: 'Prevent',
  stop: 'Close',
};

/** An answer within a sentence: what begins with a name of the evidence keeps its letters. */
function insideSentence(answer: string, names: readonly string[]): string {
  if (names.some((name) => answer.startsWith(name))) return answer;
  return answer.replace(/^[A-Z][a-z]*(?![\w./:-])/, (word) => word.toLowerCase());
}

function Question({ rung, parent }: { readonly rung: Rung; readonly parent: Rung | null }) {
  const drafts = useDrafts((store) => store.drafts);
  const change = useDrafts((store) => store.change);
  const send = useSession((store) => store.send);
  const key = draftKey(rung.id);
  const text = draftOf(drafts, key).question ?? rung.question;
  return (
    <>
      <div className="crumb">
        <b>{BESIDE[rung.move] ?? `Level ${levelMark(rung)}`}</b>
        <span>
          {parent?.answer ? `because ${insideSentence(parent.answer, parent.about)}` : 'the problem itself'}
        </span>
      </div>
      <textarea
        id="question"
        className="question-field"
        aria-label="Question"
        rows={1}
        value={text}
        onChange={(event) => change(key, { question: event.target.value })}
        onBlur={() => {
          const wording = text.trim();
          if (wording === '' || wording === rung.question) change(key, { question: null });
          else void send({ kind: 'word-question', rung: rung.id, question: wording, askedBy: 'team' });
        }}
      />
      <div className="question-source">
        <BookOpen className="icon" />
        <span>
          <b>
            {rung.askedBy === 'playbook' ? 'Playbook' : rung.askedBy === 'model' ? 'Model' : 'Your wording'}
          </b>{' '}
          · {rung.move} · {rung.why}
        </span>
        <span className="push" />
        Edit <kbd>Q</kbd>
      </div>
    </>
  );
}

/** Answers that were given to the same question before: kept, with what became of each. */
function OtherAnswers({ state, rung }: { readonly state: SessionState; readonly rung: Rung }) {
  const rivals = rivalsOf(state, rung).filter((rival) => rival.question === rung.question);
  if (rivals.length === 0) return null;
  return (
    <>
      <div className="section-label">Same question, other answers kept</div>
      <ul className="other-answers">
        {rivals.map((rival) => {
          const closed = closedWith(state, rival).length;
          return (
            <li key={rival.id}>
              <Glyph shape={shapeOf(rival.status)} size={13} />
              <span>{rival.status === 'refuted' ? <s>{rival.answer}</s> : rival.answer}</span>
              <small>
                {rival.status}, {rival.statusReason}
                {closed > 0 && `; ${count(closed, 'rung')} closed with it`}
              </small>
            </li>
          );
        })}
      </ul>
    </>
  );
}

function Nothing({ state }: { readonly state: SessionState }) {
  const guidance = useSession((store) => store.guidance);
  const next = guidance?.next ?? null;
  return (
    <div className="question-scroll scroll">
      <div className="crumb">
        <b>{state.finished ? 'Finished' : 'Nothing is being asked'}</b>
      </div>
      <div className="drop-zone" style={{ borderStyle: 'solid' }}>
        <h2>{next ? next.question : 'The playbook has no further question.'}</h2>
        <p>
          {next
            ? next.why
            : 'The report says what stands and what is open. You can still write a question of your own, or add evidence.'}
        </p>
        <div className="button-row">
          {next && <CommandButton id="ask-next" look="primary" label="Ask it" />}
          <CommandButton id="own-question" label="Write a question" />
          <CommandButton id="finish" label="Look at the report" />
          <CommandButton id="undo" label="Undo" />
        </div>
      </div>
    </div>
  );
}

/** The question being asked, the answer being composed, and what the playbook would ask otherwise. */
export function QuestionColumn({ state }: { readonly state: SessionState }) {
  const guidance = useSession((store) => store.guidance);
  const taking = useDesk((desk) => desk.taking);
  const rung = state.rungs.find((one) => one.id === state.current) ?? null;
  if (state.sources.length === 0 && !rung) {
    return (
      <section className="question-column" aria-label="Question">
        <DropZone />
        <SideForm state={state} />
      </section>
    );
  }
  if (!rung && taking) return <section className="question-column" aria-label="Question" aria-busy="true" />;
  if (!rung) {
    return (
      <section className="question-column" aria-label="Question">
        <Nothing state={state} />
        <SideForm state={state} />
      </section>
    );
  }
  const parent = state.rungs.find((one) => one.id === rung.parent) ?? null;
  const fresh = guidance !== null && guidance.seq === state.seq;
  const others = (guidance?.others ?? []).filter((other) => other.move !== rung.move).slice(0, 4);
  const prompts = guidance?.prompts ?? [];
  return (
    <section className="question-column" aria-label="Question">
      <div className="question-scroll scroll">
        <div className="question-and-suggestion">
          <div>
            <Question key={rung.id} rung={rung} parent={parent} />
          </div>
          <SuggestionCard rung={rung} />
        </div>
        <BlindOffer state={state} />
        <AnswerComposer
          key={`answer-${rung.id}`}
          state={state}
          rung={rung}
          reply={fresh ? (guidance?.reply ?? null) : null}
        />
        <OtherAnswers state={state} rung={rung} />
        {others.length > 0 && (
          <>
            <div className="section-label">Other questions of the playbook</div>
            <ul className="other-questions">
              {others.map((other) => (
                <li key={`${other.move}-${other.question}`}>
                  <button type="button" onClick={() => void ask(other.move)} title="Ask this instead">
                    <span className="move">{other.move}</span>
                    <span>{other.question}</span>
                    <small>{other.why}</small>
                  </button>
                </li>
              ))}
            </ul>
          </>
        )}
        {prompts.length > 0 && (
          <>
            <div className="section-label">
              If the room goes quiet{guidance ? ` for ${guidance.voice.silence_s} s` : ''}
            </div>
            <ul className="prompts">
              {prompts.slice(0, 3).map((prompt, index) => (
                <li key={prompt}>
                  <button type="button" title="Put it to the room" onClick={() => void askPrompt(index)}>
                    <kbd>{index + 1}</kbd>
                    {prompt}
                  </button>
                </li>
              ))}
            </ul>
          </>
        )}
        <RoomIdeas state={state} />
      </div>
      <SideForm state={state} />
      <AcceptBar state={state} rung={rung} />
    </section>
  );
}
