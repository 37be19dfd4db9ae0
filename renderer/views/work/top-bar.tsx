import { MonitorUp, Timer, WifiOff } from 'lucide-react';
import { useEffect, useState } from 'react';
import { calendarDate, weekday } from '../../../shared/analyses/wording.ts';
import { DAY_MS } from '../../../shared/incident/time-range.ts';
import type { SessionState } from '../../../shared/session/state.ts';
import { Logo } from '../../components/logo.tsx';
import { Segments } from '../../components/segments.tsx';
import { shownTitle } from '../../components/shown-title.ts';
import { leaveSession, showOnScreen } from '../../desk/actions.ts';
import { CommandButton } from '../../desk/command-button.tsx';
import { useVoices } from '../../desk/personalities.ts';
import { screenViews } from '../../desk/screen-views.ts';
import { useDesk } from '../../stores/desk-store.ts';
import { useSession } from '../../stores/session-store.ts';
import { ModelBadge } from '../model/model-badge.tsx';
import { VoiceSwitch } from './voice-switch.tsx';

/** Time since the session was opened, "00:47:12"; a clock, not a countdown. The day, once it is another one. */
function Elapsed({ since, zone }: { readonly since: number; readonly zone: string }) {
  const [now, setNow] = useState(Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 1000);
    return () => clearInterval(timer);
  }, []);
  const seconds = Math.max(0, Math.floor((now - since) / 1000));
  if (now - since >= DAY_MS)
    return (
      <span className="meta optional" title="When this session was opened">
        opened {calendarDate(since, now, zone)}
      </span>
    );
  const part = (value: number) => String(value).padStart(2, '0');
  return (
    <span className="meta optional" title="Since this session was opened">
      <Timer className="icon" />
      {part(Math.floor(seconds / 3600))}:{part(Math.floor(seconds / 60) % 60)}:{part(seconds % 60)}
    </span>
  );
}

/** Session, voice, what the room sees, and the way to the report. */
export function TopBar({ state }: { readonly state: SessionState }) {
  const page = useDesk((desk) => desk.page);
  const screenOpen = useDesk((desk) => desk.displays.screenOpen);
  const send = useSession((store) => store.send);
  const voices = useVoices();
  const own = voices.some((one) => one.value === state.personality)
    ? []
    : [{ value: state.personality, label: state.personality }];
  return (
    <header className="topbar">
      <button
        type="button"
        title="Back to the library"
        aria-label="Back to the library"
        onClick={() => void leaveSession()}
      >
        <Logo size={22} />
      </button>
      <h1 className="name" title={state.brief.problem}>
        {shownTitle(state.title)}
      </h1>
      <span className="quiet optional date">
        {weekday(state.facts?.now ?? state.openedAt, state.facts?.zone ?? 'UTC')}
      </span>
      <span className="divider optional" />
      <Elapsed since={state.openedAt} zone={state.facts?.zone ?? 'UTC'} />
      <span className="divider" />
      <VoiceSwitch
        value={state.personality}
        options={[...voices, ...own]}
        onChange={(personality) => void send({ kind: 'switch-personality', personality })}
      />
      <ModelBadge />
      <span className="meta optional" title="The playbook asks every question. Nothing leaves this laptop.">
        <WifiOff className="icon" aria-label="Offline" />
        <span className="word">Offline</span>
      </span>
      <span className={screenOpen || page === 'presenter' ? 'on-screen push' : 'on-screen off push'}>
        Room sees
      </span>
      <Segments
        label="What the room sees"
        value={state.screen}
        options={screenViews(state)}
        onChange={(view) => void showOnScreen(view)}
      />
      <CommandButton id="show" label={screenOpen ? 'Hide' : 'Show'}>
        <MonitorUp className="icon" />
      </CommandButton>
      <span className="divider" />
      <CommandButton id="finish" label={page === 'finish' ? 'Back' : 'Finish'} />
    </header>
  );
}
