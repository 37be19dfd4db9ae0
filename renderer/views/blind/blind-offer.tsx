import { PencilLine } from 'lucide-react';
import type { SessionState } from '../../../shared/session/state.ts';
import { CommandButton } from '../../desk/command-button.tsx';
import { useSession } from '../../stores/session-store.ts';
import './blind-desk.css';

/** Offered once the first findings are there and before anything is answered: what does everybody think by themselves? */
export function BlindOffer({ state }: { readonly state: SessionState }) {
  const send = useSession((store) => store.send);
  const early = state.rungs.every((rung) => rung.answer === null);
  if (state.blind.phase !== 'not-held' || !early || state.findings.length === 0) return null;
  return (
    <div className="blind-offer">
      <PencilLine className="icon" />
      <span>
        <b>Four people or more?</b> Let each write down one cause before the first voice sets the rest. It
        takes 90 s.
      </span>
      <CommandButton id="blind" look="small" label="Blind round" />
      <button
        type="button"
        className="button plain small"
        onClick={() => void send({ kind: 'skip-blind-round' })}
      >
        Not now
      </button>
    </div>
  );
}
