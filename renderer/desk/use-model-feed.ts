import { useEffect } from 'react';
import { facilitator } from '../stores/bridge.ts';
import { isUsable, useModel } from '../stores/model-store.ts';
import { useSession } from '../stores/session-store.ts';

/** Follows the model's state, and asks for a wording whenever another question is asked or the voice changes. */
export function useModelFeed(): void {
  useEffect(() => {
    const { take, suggest } = useModel.getState();
    const stops = [
      facilitator.subscribe('push:model', take),
      facilitator.subscribe('push:suggestion', suggest),
    ];
    void facilitator.invoke('model:status').then(take);
    return () => {
      for (const stop of stops) stop();
    };
  }, []);
  const session = useSession((store) => store.id);
  const rung = useSession((store) => store.state?.current ?? null);
  const voice = useSession((store) => store.state?.personality ?? null);
  const writing = useSession((store) => store.state?.blind.phase === 'writing');
  const usable = useModel((store) => isUsable(store.status));
  // biome-ignore lint/correctness/useExhaustiveDependencies: another voice is asked for other words
  useEffect(() => {
    useModel.getState().suggest(null);
    if (session !== null && rung !== null && usable && !writing)
      void facilitator.invoke('model:suggest', session, rung);
  }, [session, rung, voice, usable, writing]);
}
