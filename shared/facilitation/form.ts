import type { Move } from '../ladder/rung.ts';

/** A move in one of its situations: each has its own wording in the playbook and in every personality. */
export const FORMS = [
  'contain',
  'frame',
  'challenge',
  'pattern',
  'clock',
  'clock-change',
  'mechanism',
  'mechanism-load',
  'mechanism-mark',
  'mechanism-fill',
  'trigger',
  'trigger-load',
  'trigger-fill',
  'guard-notice',
  'guard-limit',
  'test',
  'prevent',
  'stop',
] as const;
export type Form = (typeof FORMS)[number];

/** The move of a form. */
export function moveOf(form: Form): Move {
  switch (form) {
    case 'clock-change':
      return 'clock';
    case 'mechanism-load':
    case 'mechanism-mark':
    case 'mechanism-fill':
      return 'mechanism';
    case 'trigger-load':
    case 'trigger-fill':
      return 'trigger';
    case 'guard-notice':
    case 'guard-limit':
      return 'guard';
    default:
      return form;
  }
}

/** What templates may name; filled from findings, never typed. */
export const SLOTS = [
  'favourite',
  'culprit',
  'gauge',
  'full',
  'again',
  'onset',
  'starts',
  'outer',
  'subject',
  'team',
  'window',
] as const;
export type Slot = (typeof SLOTS)[number];
export type Slots = Readonly<Partial<Record<Slot, string>>>;

const SLOT = /\{([a-z]+)\}/g;

/** Fills the slots of a template; null when it names one that has no value here. */
export function fillTemplate(template: string, slots: Slots): string | null {
  let complete = true;
  const text = template.replace(SLOT, (_, name: string) => {
    const value = slots[name as Slot];
    if (value === undefined) complete = false;
    return value ?? '';
  });
  return complete ? text : null;
}

/** The slots that a template names. */
export function slotsOf(template: string): readonly string[] {
  return [...template.matchAll(SLOT)].map((match) => match[1] ?? '');
}

/** True when a text can have come from the template, whatever filled its slots. */
export function cameFrom(template: string, text: string): boolean {
  const pattern = template
    .split(SLOT)
    .map((part, n) => (n % 2 === 1 ? '.+' : part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')));
  return new RegExp(`^${pattern.join('')}$`, 's').test(text);
}
