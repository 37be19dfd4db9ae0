import type { RootReplay } from '../../../shared/ladder/replay.ts';

/** "Limit alone", "Both", "Nothing changed": a set of fixes in the few words that a table has room for. */
export function subsetName(all: RootReplay['interventions'], ids: readonly string[]): string {
  if (ids.length === 0) return 'Nothing changed';
  if (ids.length === all.length && all.length === 2) return 'Both';
  if (ids.length === all.length && all.length > 2) return 'All';
  const names = ids.map((id) => all.find((one) => one.id === id)?.verb ?? id);
  return `${names.map((name) => name.charAt(0).toUpperCase() + name.slice(1)).join(' and ')} alone`;
}
