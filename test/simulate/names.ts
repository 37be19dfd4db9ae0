import type { Random } from './random.ts';

const FIRST = [
  'amber',
  'birch',
  'cobalt',
  'delta',
  'ember',
  'fjord',
  'garnet',
  'harbor',
  'indigo',
  'juniper',
  'kestrel',
  'lumen',
  'maple',
  'nectar',
  'onyx',
  'pebble',
  'quartz',
  'raven',
  'sable',
  'tundra',
];
const SECOND = [
  'loom',
  'mill',
  'relay',
  'forge',
  'ledger',
  'porter',
  'sieve',
  'anvil',
  'beacon',
  'crane',
  'ferry',
  'gauge',
  'hopper',
  'kiln',
  'lathe',
  'mixer',
  'press',
  'spool',
  'tiller',
  'winch',
];

/** Gives names that say nothing, each once. */
export function namer(draw: Random): () => string {
  const used = new Set<string>();
  return () => {
    for (let tries = 0; ; tries++) {
      const name = `${draw.pick(FIRST)}-${draw.pick(SECOND)}${tries > 20 ? `-${tries}` : ''}`;
      if (used.has(name)) continue;
      used.add(name);
      return name;
    }
  };
}
