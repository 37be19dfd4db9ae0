import type { MoveSpec } from './move-spec.ts';
import { challenge } from './moves/challenge.ts';
import { clock, clockChange } from './moves/clock.ts';
import { prevent, stop, test } from './moves/close.ts';
import { contain } from './moves/contain.ts';
import { frame } from './moves/frame.ts';
import { guardLimit, guardNotice } from './moves/guard.ts';
import { mechanism, mechanismFill, mechanismLoad, mechanismMark } from './moves/mechanism.ts';
import { pattern } from './moves/pattern.ts';
import { trigger, triggerFill, triggerLoad } from './moves/trigger.ts';

/** Every move of the playbook. A new one is a file and a line here. */
export const PLAYBOOK_MOVES: readonly MoveSpec[] = [
  contain,
  frame,
  challenge,
  pattern,
  clock,
  clockChange,
  mechanism,
  mechanismLoad,
  mechanismMark,
  mechanismFill,
  trigger,
  triggerLoad,
  triggerFill,
  guardNotice,
  guardLimit,
  test,
  prevent,
  stop,
];
