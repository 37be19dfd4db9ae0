import { withoutDangling } from '../../shared/facilitation/wording.ts';

/** A session's title as people read it: one that was cut ends in a whole word, without dots. */
export function shownTitle(title: string): string {
  return title.endsWith(' ...') ? withoutDangling(title.slice(0, -4)) : title;
}
