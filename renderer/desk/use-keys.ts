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

/** The name of a key press as the command list writes it: "Ctrl+Shift+Z", "V", "/". */
export function nameOf(event: Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'shiftKey'>): string {
  const key = event.key.length === 1 ? event.key.toUpperCase() : event.key;
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
  if (name === 'Escape') {
    if (desk.picker || desk.asking !== null) desk.set({ picker: false, asking: null });
    else if (inField) (event.target as HTMLElement).blur();
    else if (desk.modelOpen || desk.accountOpen) desk.set({ modelOpen: false, accountOpen: false });
    else if (desk.page !== 'library' && desk.page !== 'work') desk.show('work');
    return;
  }
  if (event.altKey && name === 'M') {
    event.preventDefault();
    runCommand('model-switch');
    return;
  }
  const single = !name.includes('Ctrl+') && !/^F\d+$/.test(name);
  if (single && inField !== event.altKey) return;
  if (!single && event.altKey) return;
  if (inField && (name === 'Ctrl+Z' || name === 'Ctrl+Shift+Z')) return;
  const state = useSession.getState().state;
  const command = DESK_COMMANDS.find(
    (one) => one.key === name && one.pages.includes(desk.page) && one.enabled(state),
  );
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
