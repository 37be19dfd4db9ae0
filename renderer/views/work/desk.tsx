import { useLayoutEffect } from 'react';
import type { SessionState } from '../../../shared/session/state.ts';
import { DRAWER_BELOW_PX, useDesk } from '../../stores/desk-store.ts';
import { BlindDesk } from '../blind/blind-desk.tsx';
import { Finish } from '../finish/finish.tsx';
import { AccountPanel } from '../model/account-panel.tsx';
import { ModelPanel } from '../model/model-panel.tsx';
import { ImportProgressLine } from '../sources/import-progress.tsx';
import { Sources } from '../sources/sources.tsx';
import { FindingsColumn } from './findings-column.tsx';
import { LadderColumn } from './ladder-column.tsx';
import { NowBar } from './now-bar.tsx';
import { QuestionColumn } from './question-column.tsx';
import { TimelineStrip } from './timeline-strip.tsx';
import { TopBar } from './top-bar.tsx';
import './work.css';

/** The findings stand beside the work where there is room; where there is none they start as a closed drawer. */
function useDrawer(): void {
  useLayoutEffect(() => {
    const narrow = window.matchMedia(`(max-width: ${DRAWER_BELOW_PX - 1}px)`);
    const fold = () => useDesk.getState().set({ findingsShown: !narrow.matches });
    // A window that was made narrow, or zoomed, before the session was opened.
    if (narrow.matches) fold();
    narrow.addEventListener('change', fold);
    return () => narrow.removeEventListener('change', fold);
  }, []);
}

/** The facilitator's window while a session is open. */
export function Desk({ state }: { readonly state: SessionState }) {
  const page = useDesk((desk) => desk.page);
  const modelOpen = useDesk((desk) => desk.modelOpen);
  const accountOpen = useDesk((desk) => desk.accountOpen);
  const findingsOpen = useDesk((desk) => desk.findingsShown) || modelOpen || accountOpen;
  useDrawer();
  const wide = page === 'sources' || page === 'finish';
  return (
    <main className={`desk${wide ? ' wide' : ''}${findingsOpen || wide ? '' : ' no-findings'}`}>
      <TopBar state={state} />
      <NowBar state={state} />
      {page === 'sources' && <Sources state={state} />}
      {page === 'finish' && <Finish state={state} />}
      {!wide && (
        <>
          <LadderColumn state={state} />
          {state.blind.phase === 'writing' ? <BlindDesk state={state} /> : <QuestionColumn state={state} />}
          <div style={{ gridArea: 'time' }}>
            <ImportProgressLine />
            <TimelineStrip state={state} />
          </div>
          {modelOpen ? (
            <ModelPanel state={state} />
          ) : accountOpen ? (
            <AccountPanel state={state} />
          ) : (
            findingsOpen && <FindingsColumn state={state} />
          )}
        </>
      )}
      {wide && page === 'sources' && <ImportProgressLine />}
    </main>
  );
}
