import { Segments } from '../../components/segments.tsx';
import { facilitator } from '../../stores/bridge.ts';
import { useSettings } from '../../stores/settings-store.ts';

/** Light, dark, or what the desktop says; both windows follow, and it is remembered. */
export function ThemeSwitch() {
  const theme = useSettings((store) => store.settings.theme);
  const take = useSettings((store) => store.take);
  return (
    <Segments
      label="Theme"
      value={theme}
      options={[
        { value: 'system', label: 'System' },
        { value: 'light', label: 'Light' },
        { value: 'dark', label: 'Dark' },
      ]}
      onChange={(choice) =>
        void facilitator.invoke('settings:set', { theme: choice, screenTheme: choice }).then(take)
      }
    />
  );
}
