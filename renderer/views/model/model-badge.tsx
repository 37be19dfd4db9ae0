import { Cpu } from 'lucide-react';
import type { ModelState } from '../../../shared/ipc/model-contract.ts';
import { assertNever } from '../../../shared/result.ts';
import { useDesk } from '../../stores/desk-store.ts';
import { useModel } from '../../stores/model-store.ts';

/** A model's name without its default tag. */
export function shortName(model: string): string {
  return model.replace(/:latest$/, '');
}

/** The state in two or three words. */
export function badgeText(state: ModelState): string {
  switch (state.is) {
    case 'off':
      return 'Model off';
    case 'absent':
      return 'No model';
    case 'starting':
      return 'Model starting';
    case 'no-model':
      return 'No model yet';
    case 'loading':
      return 'Loading model';
    case 'too-large':
      return 'Model too large';
    case 'ready':
      return `${shortName(state.model)} ready`;
    case 'busy':
      return `${shortName(state.model)} at work`;
    case 'degraded':
      return 'Model in trouble';
    default:
      return assertNever(state);
  }
}

/** The model's state in the top bar; opens its panel. */
export function ModelBadge() {
  const status = useModel((store) => store.status);
  const open = useDesk((desk) => desk.modelOpen);
  const set = useDesk((desk) => desk.set);
  if (!status) return null;
  return (
    <button
      type="button"
      className="meta optional model-badge"
      aria-pressed={open}
      title={`${status.sentence} ${status.next}`}
      onClick={() => set({ modelOpen: !open })}
    >
      <Cpu className="icon" />
      <span>{badgeText(status.state)}</span>
    </button>
  );
}
