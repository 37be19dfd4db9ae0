import { useEffect, useState } from 'react';
import type { ScreenEvent } from '../../shared/session/events.ts';
import { extendLog, logOf, type SessionLog } from '../../shared/session/session-log.ts';
import { projected } from '../stores/bridge.ts';
import { applyTheme, useSettings } from '../stores/settings-store.ts';
import { Stage } from '../views/stage/stage.tsx';

type Feed = SessionLog<ScreenEvent> | null;

function feedOf(all: { readonly session: string | null; readonly events: readonly ScreenEvent[] }): Feed {
  return all.session === null ? null : logOf(all.session, all.events);
}

/** The projector's window: it asks for the events, follows them, and has no command at all. */
export function ScreenApp() {
  const [feed, setFeed] = useState<Feed>(null);
  const theme = useSettings((store) => store.settings.screenTheme);
  useEffect(() => applyTheme(theme), [theme]);
  useEffect(() => {
    const reload = () => void projected.invoke('screen:events', 0).then((all) => setFeed(feedOf(all)));
    const stops = [
      projected.subscribe('push:events', (pushed) => {
        setFeed((known) => {
          if (known === null || pushed.session !== known.session) {
            if (pushed.events[0]?.seq === 1 || pushed.session === null) return feedOf(pushed);
            reload();
            return known;
          }
          const longer = extendLog(known, pushed.events);
          if (longer.ok) return longer.value;
          reload();
          return known;
        });
      }),
      projected.subscribe('push:settings', (settings) => useSettings.getState().take(settings)),
    ];
    void projected.invoke('settings:get').then((settings) => useSettings.getState().take(settings));
    reload();
    return () => {
      for (const stop of stops) stop();
    };
  }, []);
  return <Stage state={feed?.state ?? null} />;
}
