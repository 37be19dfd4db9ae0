import { useEffect } from 'react';
import { useDesk } from '../stores/desk-store.ts';
import { useSession } from '../stores/session-store.ts';
import { DESK_COMMANDS, runCommand } from './desk-commands.ts';

function isTextField(target: EventTarget | null): target is HTMLElement {
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable ||
      target.matches('input:not([type=checkbox]):not([type=radio]), textarea, select'))
  );
}

/** A radio button, or an entry of a list that takes the arrows. */
function isChoice(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement && target.matches('[type=radio], [role=radio], [role=tab], [role=option]')
  );
}

const SHORT: Readonly<Record<string, string>> = {
  Escape: 'Esc',
  ArrowUp: 'Up',
  ArrowDown: 'Down',
  ArrowLeft: 'Left',
  ArrowRight: 'Right',
};

/** Keys that a text field needs for itself. */
const OF_THE_FIELD: ReadonlySet<string> = new Set(['Ctrl+Z', 'Ctrl+Shift+Z', 'Ctrl+V']);

/** The name of a key press as the command list writes it: "Ctrl+Shift+Z", "V", "/". */
export function nameOf(
  event: Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'shiftKey'> & {
    readonly altKey?: boolean;
    readonly code?: string;
  },
): string {
  // With Alt some systems write another sign; the key itself is meant.
  const letter = event.altKey ? /^Key([A-Z])$/.exec(event.code ?? '')?.[1] : undefined;
  const key = letter ?? (event.key.length === 1 ? event.key.toUpperCase() : (SHORT[event.key] ?? event.key));
  const ctrl = event.ctrlKey || event.metaKey ? 'Ctrl+' : '';
  const shift = event.shiftKey && /^[A-Z]$|^.{2,}$/.test(key) ? 'Shift+' : '';
  return ctrl + shift + key;
}

function onKey(event: KeyboardEvent): void {
  const desk = useDesk.getState();
  const inField = isTextField(event.target);
  const name = nameOf(event);
  if (name === 'Ctrl+K') {
    event.preventDefault();
    desk.set({ palette: !desk.palette });
    return;
  }
  if (desk.palette || desk.form || document.querySelector('[role=dialog]')) return;
  if (name === 'Esc') {
    if (desk.picker || desk.asking !== null) desk.set({ picker: false, asking: null });
    else if (inField) (event.target as HTMLElement).blur();
    else if (desk.modelOpen || desk.accountOpen) desk.set({ modelOpen: false, accountOpen: false });
    else if (desk.page !== 'library' && desk.page !== 'work') desk.show('work');
    else if (desk.selectedRung !== null) desk.set({ selectedRung: null });
    else runCommand('skip-blind');
    return;
  }
  const state = useSession.getState().state;
  const named = (key: string) =>
    DESK_COMMANDS.find((one) => one.key === key && one.pages.includes(desk.page) && one.enabled(state));
  const withAlt = event.altKey ? named(`Alt+${name}`) : undefined;
  if (withAlt) {
    event.preventDefault();
    void withAlt.run();
    return;
  }
  const single = !name.includes('Ctrl+') && !/^F\d+$/.test(name);
  if (single && inField !== event.altKey) return;
  // A choice of several moves with the arrows itself.
  if (/^(?:Left|Right|Up|Down)$/.test(name) && isChoice(event.target)) return;
  if (!single && event.altKey) return;
  if (inField && OF_THE_FIELD.has(name)) return;
  const command = named(name);
  if (!command) return;
  event.preventDefault();
  void command.run();
}

/** Runs commands from the keyboard. In a text field a single key needs Alt, and Ctrl+Z is the field's own. */
export function useKeys(): void {
  useEffect(() => {
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, []);
}
