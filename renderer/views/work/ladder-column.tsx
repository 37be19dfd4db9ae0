import { CornerUpLeft, GitBranch, Undo2 } from 'lucide-react';
import { useEffect, useRef } from 'react';
import { BESIDE_LADDER } from '../../../shared/ladder/closing.ts';
import type { Rung } from '../../../shared/ladder/rung.ts';
import type { SessionState } from '../../../shared/session/state.ts';
import { bringText } from '../../components/bring.ts';
import { Chip } from '../../components/chip.tsx';
import { Glyph, shapeOf } from '../../components/glyph.tsx';
import { levelMark } from '../../components/level-mark.ts';
import { Status } from '../../components/status.tsx';
import { CommandButton } from '../../desk/command-button.tsx';
import { useDesk } from '../../stores/desk-store.ts';
import { citesOf } from '../stage/ladder-layout.ts';
import { closedWith, fallenBelow, rivalsOf, standingPath } from '../stage/ladder-rows.ts';

/** What stood on a refuted answer: closed with it, and still to be read. */
function Closed({ state, rung }: { readonly state: SessionState; readonly rung: Rung }) {
  return (
    <>
      {closedWith(state, rung).map((below) => (
        <span className="closed" key={below.id}>
          <s>{below.answer ?? below.question}</s>
          <small>
            level {below.level}, closed with level {rung.level}
            {below.answer !== null && `, was ${below.status}`}
          </small>
        </span>
      ))}
    </>
  );
}

/** Another answer to the same question; it can be selected like a rung. */
function Rival({ state, rung }: { readonly state: SessionState; readonly rung: Rung }) {
  const selected = useDesk((desk) => desk.selectedRung === rung.id);
  const set = useDesk((desk) => desk.set);
  const [against] = citesOf(rung);
  return (
    <div id={`rung-${rung.id}`} className={selected ? 'rival selected' : 'rival'}>
      <Glyph shape={shapeOf(rung.status)} size={12} />
      <button type="button" onClick={() => set({ selectedRung: selected ? null : rung.id })}>
        {rung.status === 'refuted' ? <s>{rung.answer}</s> : rung.answer} {against && <Chip id={against} />}
        {rung.root && <b className="status">root</b>}
        {rung.checkAgain && <span className="check-again">Check again: its evidence changed</span>}
      </button>
      {selected && <RungActions rung={rung} />}
      <Closed state={state} rung={rung} />
    </div>
  );
}

function Item({ state, rung }: { readonly state: SessionState; readonly rung: Rung }) {
  const selected = useDesk((desk) => desk.selectedRung === rung.id);
  const set = useDesk((desk) => desk.set);
  const current = rung.id === state.current;
  // The question may name a suspect: who passes by to write a card must not read it.
  const held = current && state.blind.phase === 'writing';
  return (
    <li
      id={`rung-${rung.id}`}
      className={`${current ? 'current' : rung.status}${selected ? ' selected' : ''}`}
      aria-current={current ? 'step' : undefined}
    >
      <span className="level">{levelMark(rung)}</span>
      <div>
        <button
          type="button"
          className="rung"
          onClick={() => set({ selectedRung: selected ? null : rung.id })}
        >
          <span className="asked">{held ? 'Opens after the reveal' : rung.question}</span>
          {rung.answer !== null && (
            <span className="answered">{rung.status === 'refuted' ? <s>{rung.answer}</s> : rung.answer}</span>
          )}
        </button>
        {current ? (
          <span className="hint">
            {held
              ? 'Blind round under way'
              : BESIDE_LADDER.has(rung.move)
                ? 'Being asked, no rung'
                : 'Being asked'}
          </span>
        ) : (
          <div className="marks">
            <Status status={rung.status} />
            {rung.root && <span className="status">root</span>}
            {citesOf(rung).map((id) => (
              <Chip key={id} id={id} title={state.findings.find((finding) => finding.id === id)?.title} />
            ))}
            {rung.status === 'refuted' && rung.refutedBy === null && (
              <span className="hint">{rung.statusReason}</span>
            )}
          </div>
        )}
        {rung.checkAgain && (
          <span className="check-again">
            <Glyph shape="open" size={12} /> Check again: its evidence changed
          </span>
        )}
        {rung.status === 'parked' && rung.bring !== null && (
          <span className="hint">Bring: {bringText(rung.bring)}</span>
        )}
        {selected && !current && <RungActions rung={rung} />}
        <Closed state={state} rung={rung} />
        {rivalsOf(state, rung).map((rival) => (
          <Rival key={rival.id} state={state} rung={rival} />
        ))}
      </div>
    </li>
  );
}

/** What can be done with the selected rung. */
function RungActions({ rung }: { readonly rung: Rung }) {
  return (
    <div className="rung-actions">
      <CommandButton id="edit-answer" look="small" label="Edit" />
      <CommandButton id="root" look="small" label={rung.root ? 'No root' : 'Root'} />
      <CommandButton id="refute" look="small" label="Refute" />
      <CommandButton id="own-question" look="small" label="Ask below" />
    </div>
  );
}

/** What was written beside the ladder: checks, and what the room says is missing. */
function Beside({ state }: { readonly state: SessionState }) {
  if (state.verifications.length + state.openEnds.length === 0) return null;
  return (
    <div className="beside-ladder">
      {state.verifications.map((check, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: checks are only ever added
        <span key={index} title={check.result}>
          <Glyph
            shape={check.status === 'passed' ? 'holds' : check.status === 'failed' ? 'against' : 'unknown'}
            size={12}
          />
          Check: {check.test}
        </span>
      ))}
      {state.openEnds.map((end, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: open ends are only ever added
        <span key={`open-${index}`} title={end.question}>
          <Glyph shape="open" size={12} />
          {end.bring === null ? end.question : `Missing: ${bringText(end.bring)}`}
        </span>
      ))}
    </div>
  );
}

/** The ladder as a list: main path, rivals under the rung they lost to, the open question last. */
export function LadderColumn({ state }: { readonly state: SessionState }) {
  const path = [...standingPath(state), ...fallenBelow(state)];
  const box = useRef<HTMLDivElement>(null);
  const depth = Math.max(
    0,
    ...path.filter((rung) => !BESIDE_LADDER.has(rung.move)).map((rung) => rung.level),
  );
  // The timeline below takes its height after the ladder was drawn: what is asked comes into view again then.
  // biome-ignore lint/correctness/useExhaustiveDependencies: scrolls when another rung is asked
  useEffect(() => {
    const element = box.current;
    if (!element) return;
    const observer = new ResizeObserver(() => element.scrollTo({ top: element.scrollHeight }));
    observer.observe(element);
    return () => observer.disconnect();
  }, [state.current]);
  return (
    <section className="ladder-column" aria-label="Ladder">
      <div className="panel-head">
        Ladder{' '}
        <span className="count">{depth === 0 ? '' : `level ${depth} of at most ${state.maxDepth}`}</span>
      </div>
      <div className="scroll" ref={box} style={{ flex: 1, minHeight: 0 }}>
        <ol className="ladder-tree">
          {path.map((rung) => (
            <Item key={rung.id} state={state} rung={rung} />
          ))}
        </ol>
        <Beside state={state} />
        {path.length === 0 && (
          <p className="empty-note">Each accepted answer becomes a rung. The next question starts from it.</p>
        )}
      </div>
      <div className="column-foot">
        <CommandButton id="branch" look="plain" label="Branch">
          <GitBranch className="icon" />
        </CommandButton>
        <CommandButton id="reopen" look="plain" label="Reopen">
          <CornerUpLeft className="icon" />
        </CommandButton>
        <CommandButton id="undo" look="plain" label="">
          <Undo2 className="icon" aria-label="Undo" />
        </CommandButton>
      </div>
    </section>
  );
}
