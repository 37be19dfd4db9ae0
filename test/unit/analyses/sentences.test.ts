import { describe, expect, it } from 'vitest';
import { analyse } from '../../../shared/analyses/analyse.ts';
import type { AnalysisResult } from '../../../shared/analyses/analysis-result.ts';
import { type Finding, isKind } from '../../../shared/analyses/finding.ts';
import { DRAWN_FAMILIES, generateDrawn } from '../../simulate/drawn-windows.ts';
import { generate } from '../../simulate/generate.ts';
import { generateOther, OTHER_FAMILIES } from '../../simulate/other-mechanism.ts';
import { SIGNATURE_PLANS } from '../../simulate/planted-signatures.ts';
import { random } from '../../simulate/random.ts';
import { FAMILIES } from '../../simulate/truth.ts';
import { buildIncident, event, stream } from './build-incident.ts';
import { WRONG } from './wrong-words.ts';

/** Everything that a room reads of one incident, each text with the place that it stands in. */
function texts({ findings, candidates, prevention }: AnalysisResult): [place: string, text: string][] {
  const all: [string, string][] = [];
  for (const finding of findings) {
    all.push([`${finding.key} title`, finding.title], [`${finding.key} measure`, finding.measure]);
    all.push([`${finding.key} statement`, finding.statement]);
    if (isKind(finding, 'census'))
      for (const entry of finding.data.entries) all.push([`census ${entry.change}`, entry.why]);
    if (isKind(finding, 'forecast'))
      for (const rival of finding.data.rivals) all.push([`forecast ${rival.candidate}`, rival.note]);
  }
  for (const { id, reason } of candidates) all.push([`reason of ${id}`, reason]);
  for (const { why } of prevention?.outcomes ?? []) all.push(['prevention outcome', why]);
  for (const { action } of prevention?.interventions ?? []) all.push(['intervention', action]);
  return all;
}

const SEED = 4100;
const incidents = [
  ...FAMILIES.map(
    (family, i) => [`${family}, hard`, () => generate(SEED + i, family, 'hard').incident] as const,
  ),
  ...OTHER_FAMILIES.map(
    (family, i) =>
      [`${family}, standard`, () => generateOther(SEED + 50 + i, family, 'std').incident] as const,
  ),
  ...DRAWN_FAMILIES.map(
    (family, i) =>
      [`${family}, drawn`, () => generateDrawn(SEED + 100 + i, family, 'hard').incident] as const,
  ),
  ...SIGNATURE_PLANS.filter(({ planted }) => planted).map(
    ({ signature, what, make }) => [`${signature}: ${what}`, () => make(random(SEED, signature))] as const,
  ),
  [
    'one window',
    () =>
      buildIncident({
        minutes: 240,
        windows: [[100, 112]],
        streams: [stream('api', 'deploy', [event(93)], 240), stream('sync', 'job', [event(20, 31)], 240)],
      }),
  ] as const,
];

describe.each(incidents)('what is said of %s', (_, make) => {
  const result = analyse(make());
  const said = texts(result);

  it.each(WRONG)('has nowhere %s', (__, pattern) => {
    expect(said.filter(([, text]) => pattern.test(text))).toEqual([]);
  });

  it('ends each sentence with a full stop, and closes what it opens', () => {
    const open = said.filter(([place, text]) => /statement|reason/.test(place) && !/[.!?”]$/.test(text));
    const unclosed = said.filter(([, text]) => text.split('(').length !== text.split(')').length);
    expect([open, unclosed]).toEqual([[], []]);
  });

  it('keeps titles to a line of a list', () => {
    expect(result.findings.filter(({ title }) => title.length > 90 || /[.,;:(-]$/.test(title))).toEqual([]);
  });

  it('says nothing twice: no statement is another one, nor holds it', () => {
    const repeats = (one: Finding, other: Finding): boolean =>
      one !== other && one.statement.includes(other.statement);
    const twice = result.findings.filter((one) => result.findings.some((other) => repeats(one, other)));
    expect(twice.map(({ key }) => key)).toEqual([]);
  });

  it('expects no window of a stream that it rules out', () => {
    const out = new Set(result.candidates.filter((c) => c.ruledOut).map(({ id }) => id));
    const expected = result.findings.flatMap((f) => (isKind(f, 'forecast') ? f.data.rivals : []));
    expect(expected.filter(({ candidate, next }) => next !== null && out.has(candidate))).toEqual([]);
  });

  it('tells every candidate that is ruled out, alone or among others', () => {
    const alone = result.findings.flatMap((f) => (isKind(f, 'rule-out') ? [f.data.candidate] : []));
    const grouped = result.findings.flatMap((f) => (isKind(f, 'rule-outs') ? f.data.candidates : []));
    const told = new Set([...alone, ...grouped]);
    expect(new Set(grouped).size).toBe(grouped.length);
    expect(result.candidates.filter((c) => c.ruledOut && !told.has(c.id))).toEqual([]);
  });
});
