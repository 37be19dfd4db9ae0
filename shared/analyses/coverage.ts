import type { Incident } from '../incident/incident.ts';
import type { CoverageGap, Source } from '../incident/source.ts';
import type { Finding } from './finding.ts';
import { list, sentence } from './wording.ts';

/** One finding a source whose span must not be read as complete: nothing there counts as healthy or absent. */
export function coverageFindings(incident: Incident): Finding[] {
  return incident.sources.flatMap((source) => {
    const worst = source.gaps.toSorted((a, b) => ORDER.indexOf(a.kind) - ORDER.indexOf(b.kind));
    const first = worst[0];
    if (!first) return [];
    return [
      {
        key: `coverage/${source.file}`,
        title: `Incomplete: ${source.file}`,
        statement: coverageSentence(source, worst),
        measure: TITLES[first.kind],
        verdict: 'undetermined' as const,
        strength: null,
        cites: [],
        pins: [],
        computedFrom: [source.id],
        data: { kind: 'coverage' as const, source: source.id },
      },
    ];
  });
}

const ORDER: readonly CoverageGap['kind'][] = ['page-limit', 'cut', 'truncated', 'sampled', 'gap'];
const TITLES: Readonly<Record<CoverageGap['kind'], string>> = {
  'page-limit': 'page limit',
  cut: 'perhaps cut',
  truncated: 'truncated',
  sampled: 'sampled',
  gap: 'gap',
};

function coverageSentence(source: Source, gaps: readonly CoverageGap[]): string {
  const notes = gaps.slice(0, 3).map((gap) => gap.note.replace(/\.$/, ''));
  const more = gaps.length > 3 ? ` and ${gaps.length - 3} more gaps` : '';
  return `${source.file}: ${sentence(list(notes))}${more}; what lies outside is unknown, not healthy.`;
}
