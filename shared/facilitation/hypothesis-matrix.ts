import type { SessionState } from '../session/state.ts';
export function hypothesisMatrix(_state: SessionState): { findings: { id: string; title: string }[]; rows: { label: string; cards: number; cells: Record<string, string> }[] } { return { findings: [], rows: [] }; }
