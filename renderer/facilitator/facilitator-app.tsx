import { useEffect } from 'react';
import { addEvidence, askIfIdle, createSession, openSession } from '../desk/actions.ts';
import { Palette } from '../desk/palette.tsx';
import { useKeys } from '../desk/use-keys.ts';
import { useModelFeed } from '../desk/use-model-feed.ts';
import { facilitator } from '../stores/bridge.ts';
import { useDesk } from '../stores/desk-store.ts';
import { useNotices } from '../stores/notice-store.ts';
import { sessionBeforeReload, useSession } from '../stores/session-store.ts';
import { applyTheme, useSettings } from '../stores/settings-store.ts';
import { BriefForm } from '../views/library/brief-form.tsx';
import { Library } from '../views/library/library.tsx';
import { Presenter } from '../views/presenter/presenter.tsx';
import { ImportProgressLine } from '../views/sources/import-progress.tsx';
import { Desk } from '../views/work/desk.tsx';
import { NoticeLine } from './notice-line.tsx';

/** Follows what main pushes: stored events, import progress, displays, settings, files opened from outside. */
function usePushes(): void {
  useEffect(() => {
    const stops = [
      facilitator.subscribe('push:events', (events) => {
        useSession.getState().receive(events);
        if (events.some((event) => event.body.kind === 'analysed')) void askIfIdle();
      }),
      facilitator.subscribe('push:progress', (progress) => {
        useDesk.getState().set({ progress });
        if (progress.phase === 'failed' && progress.message !== null)
          useNotices.getState().say({ tone: 'problem', text: progress.message, hint: null });
      }),
      facilitator.subscribe('push:displays', (displays) => useDesk.getState().set({ displays })),
      facilitator.subscribe('push:settings', (settings) => useSettings.getState().take(settings)),
      facilitator.subscribe('push:open', ({ token }) => void createSession({ token })),
    ];
    void facilitator.invoke('settings:get').then((settings) => useSettings.getState().take(settings));
    const open = sessionBeforeReload();
    if (open !== null) void openSession(open);
    return () => {
      for (const stop of stops) stop();
    };
  }, []);
}

/** Files and folders can be dropped anywhere: on the library they start a session, on the desk they add evidence. */
function useDrops(): void {
  useEffect(() => {
    const over = (event: DragEvent) => event.preventDefault();
    const drop = async (event: DragEvent) => {
      event.preventDefault();
      const files = [...(event.dataTransfer?.files ?? [])];
      if (files.length === 0) return;
      const token = await window.whyladder.tokenForFiles(files);
      if (useDesk.getState().page === 'library') await createSession({ token });
      else await addEvidence(token);
    };
    const onDrop = (event: DragEvent) => void drop(event);
    window.addEventListener('dragover', over);
    window.addEventListener('drop', onDrop);
    return () => {
      window.removeEventListener('dragover', over);
      window.removeEventListener('drop', onDrop);
    };
  }, []);
}

/** The facilitator's window: the library, or the desk of the open session. */
export function FacilitatorApp() {
  usePushes();
  useDrops();
  useKeys();
  useModelFeed();
  const theme = useSettings((store) => store.settings.theme);
  useEffect(() => applyTheme(theme), [theme]);
  const page = useDesk((desk) => desk.page);
  const state = useSession((store) => store.state);
  const inSession = page !== 'library' && state !== null;
  return (
    <>
      {!inSession && <Library />}
      {!inSession && (
        <div style={{ position: 'fixed', left: 0, right: 0, bottom: 0 }}>
          <ImportProgressLine />
        </div>
      )}
      {inSession && page === 'presenter' && <Presenter state={state} />}
      {inSession && page !== 'presenter' && <Desk state={state} />}
      <BriefForm />
      <Palette />
      <NoticeLine />
    </>
  );
}
