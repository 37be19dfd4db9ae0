import { EyeOff } from 'lucide-react';
import { useEffect, useState } from 'react';
import { clock, count as counted } from '../../../shared/analyses/wording.ts';
import type { SessionState } from '../../../shared/session/state.ts';
import { oneTo } from '../../components/one-to.ts';
import { draftKey } from '../../desk/actions.ts';
import { CommandButton } from '../../desk/command-button.tsx';
import { useDesk } from '../../stores/desk-store.ts';
import { draftOf, useDrafts } from '../../stores/draft-store.ts';
import { useSession } from '../../stores/session-store.ts';
import { cardsOf } from './missing-cards.ts';
import { missingRoles, WhoIsHere } from './who-is-here.tsx';
import './blind-desk.css';

/** True once the clock has passed `at` (epoch ms); false where nothing is timed. */
function useIsOver(at: number | null): boolean {
  const [over, setOver] = useState(at !== null && Date.now() >= at);
  useEffect(() => {
    setOver(at !== null && Date.now() >= at);
    if (at === null) return;
    const timer = setTimeout(() => setOver(true), Math.max(0, at - Date.now()));
    return () => clearTimeout(timer);
  }, [at]);
  return over;
}

/** Hypotheses are written before they are discussed: each card is hidden at once; the room sees how many. */
export function BlindDesk({ state }: { readonly state: SessionState }) {
  const send = useSession((store) => store.send);
  const key = draftKey('blind-card');
  const text = draftOf(
    useDrafts((store) => store.drafts),
    key,
  ).answer;
  const change = useDrafts((store) => store.change);
  const peek = useDesk((desk) => desk.peek);
  const wrote = useDesk((desk) => desk.wrote);
  const blind = state.blind;
  const over = useIsOver(blind.phase === 'writing' ? blind.revealAt : null);
  const put = async () => {
    if (text.trim() === '') return;
    const added = await send({ kind: 'add-card', text: text.trim() });
    if (added.ok) change(key, { answer: '' });
  };
  if (blind.phase !== 'writing') return null;
  const count = blind.cards.length;
  const { missing } = cardsOf(state);
  const waited = missingRoles(state.people, wrote, missing);
  return (
    <section className="question-column" aria-label="Blind round">
      <div className="question-scroll scroll">
        <div className="crumb">
          <b>Blind round</b>
          <span>before the findings are discussed, so that the first voice does not set the rest</span>
        </div>
        <h2 className="question-field">What do you think is causing it?</h2>
        <div className="question-source">
          <b>
            {missing === null ? counted(count, 'card') : `${count} of ${counted(count + missing, 'card')}`} in
          </b>{' '}
          {over
            ? 'Time is up: reveal them, or add a minute.'
            : `Reveal at ${clock(blind.revealAt, state.facts?.zone ?? 'UTC')}.`}{' '}
          The room sees how many, never what.
        </div>
        <div className="section-label">
          Card {count + 1} <small>pass the laptop on, or read a paper card in</small>
        </div>
        <div className="composer">
          <textarea
            id="answer"
            aria-label={`Card ${count + 1}`}
            rows={1}
            placeholder="One idea"
            // biome-ignore lint/a11y/noAutofocus: writing a card is the only thing to do here
            autoFocus
            value={text}
            onChange={(event) => change(key, { answer: event.target.value })}
            onKeyDown={(event) => {
              if (event.key === 'Enter' && !event.ctrlKey && !event.shiftKey) {
                event.preventDefault();
                void put();
              }
            }}
          />
          <div className="cites-line">
            Enter hides the card before the next person looks
            <button type="button" className="button small push" onClick={() => void put()}>
              Put it in <kbd>↵</kbd>
            </button>
          </div>
        </div>
        <div className="section-label">
          In
          <span className="push" />
          <CommandButton id="peek" look="plain small" label={peek ? 'Hide again' : 'Peek'} />
        </div>
        <div className="cards">
          {blind.cards.map((card, index) => (
            <div className="card-in" key={card.id}>
              <b>{index + 1}</b>
              <span>
                {peek ? (
                  card.text
                ) : (
                  <>
                    <EyeOff className="icon" style={{ width: 13, marginRight: 8 }} /> hidden
                  </>
                )}
              </span>
            </div>
          ))}
          {oneTo(missing ?? 0).map((n) => (
            <div className="card-in missing" key={`missing ${n}`}>
              <b>{count + n}</b>
              <span>missing</span>
            </div>
          ))}
        </div>
        <WhoIsHere state={state} />
      </div>
      <div className="accept-bar">
        <CommandButton id="reveal" look="primary" label="Reveal to the room" />
        <span className="hint">
          Cannot be undone.
          {missing !== null && missing > 0 && (
            <>
              {' '}
              <b>
                {missing === 1 ? '1 card is missing' : `${missing} cards are missing`}
                {waited === '' ? '' : `: ${waited}`}.
              </b>
            </>
          )}
          {missing === 0 && ' All cards are in.'}
        </span>
        <span className="push" />
        <CommandButton id="extend-blind" label="Add a minute" />
        <CommandButton id="skip-blind" label="Skip" />
      </div>
    </section>
  );
}
