import { firstWords } from './contrast/short-name.ts';
import { type Finding, isKind } from './finding.ts';
import { asRead } from './templates.ts';

/** Letters of a line inside a sentence. */
const MOST_LINE = 60;

/**
 * The findings on the cause; where nothing listed is likeliest and a line of the logs comes as the windows begin (`lines`),
 * the verdict names it: what writes it is not listed, and comes first.
 */
export function withLineFirst(causal: readonly Finding[], lines: readonly Finding[]): readonly Finding[] {
  const line = lines.find((f) => isKind(f, 'template') && f.data.how === 'before' && f.strength === 'strong');
  if (!line || !isKind(line, 'template')) return causal;
  const text = firstWords(asRead(line.data.text), MOST_LINE);
  return causal.map((finding) => {
    if (!isKind(finding, 'cause') || finding.data.cause !== 'none') return finding;
    return {
      ...finding,
      statement: `${finding.statement} What writes “${text}” comes first: at ${line.measure} windows.`,
      computedFrom: [...new Set([...finding.computedFrom, ...line.computedFrom])],
    };
  });
}
