import { useEffect, useState } from 'react';
import type { ScreenEvent } from '../../shared/session/events.ts';
import { reduceEvents } from '../../shared/session/reduce.ts';
import { projected } from '../stores/bridge.ts';
import { applyTheme, useSettings } from '../stores/settings-store.ts';
import { Stage } from '../views/stage/stage.tsx';

interface Feed {
  readonly session: string | null;
  readonly events: readonly ScreenEvent[];
}

/** Joins what was pushed to what is known; another session starts over. */
function join(known: Feed, pushed: Feed): Feed {
  if (pushed.session !== known.session) return pushed;
  const last = known.events.at(-1)?.seq ?? 0;
  const fresh = pushed.events.filter((event) => event.seq > last);
  return fresh.length === 0 ? known : { session: known.session, events: [...known.events, ...fresh] };
}

/** The projector's window: it asks for the events, follows them, and has no command at all. */
export function ScreenApp() {
  const [feed, setFeed] = useState<Feed>({ session: null, events: [] });
  const theme = useSettings((store) => store.settings.screenTheme);
  useEffect(() => applyTheme(theme), [theme]);
  useEffect(() => {
    const stops = [
      projected.subscribe('push:events', (pushed) => {
        setFeed((known) => {
          const gap = pushed.session === known.session && pushed.events[0] !== undefined && pushed.events[0].seq > (known.events.at(-1)?.seq ?? 0) + 1;
          if (!gap) return join(known, pushed);
          void projected.invoke('screen:events', 0).then(setFeed);
          return known;
        });
      }),
      projected.subscribe('push:settings', (settings) => useSettings.getState().take(settings)),
    ];
    void projected.invoke('settings:get').then((settings) => useSettings.getState().take(settings));
    void projected.invoke('screen:events', 0).then((all) => setFeed((known) => (known.session === all.session && known.events.length >= all.events.length ? known : all)));
    return () => {
      for (const stop of stops) stop();
    };
  }, []);
  return <Stage state={feed.events.length === 0 ? null : reduceEvents(feed.events)} />;
}
