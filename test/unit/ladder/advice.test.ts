import { describe, expect, it } from 'vitest';
import { lintSentence } from '../../../shared/ladder/lint-sentence.ts';
import { labelledSentences } from './read-sentences.ts';

const hitOf = (text: string, rule: string, role: 'answer' | 'cause' | 'question' = 'answer') =>
  lintSentence(text, { ancestors: [], role }).find((hit) => hit.rule === rule);

describe('what a rule advises', () => {
  it.each([
    ['An operator deleted the wrong table', 'what made it possible to delete the wrong table?'],
    ['QA did not run the contract tests', 'without running the contract tests?'],
    ['The DBA forgot to add the index', 'without adding the index?'],
    ['The fence was cut by a contractor', 'what made it possible to cut the fence?'],
    ['The lead was careless', 'which tool, limit or check let it through?'],
  ])('asks what made it possible: %s', (text, question) => {
    expect(hitOf(text, 'blame')?.advice).toContain(question);
  });

  it.each([
    ['No monitoring of the pump', 'what did it let happen that there was no monitoring?'],
    ['Nobody reviewed the change', 'what did it let happen that nobody reviewed the change?'],
  ])('asks what an absence let happen: %s', (text, question) => {
    expect(hitOf(text, 'lack-of', 'cause')?.advice).toContain(question);
  });

  it.each([
    ['We need a bigger pool', 'what happens today without a bigger pool'],
    ['There is no circuit breaker', 'what happens today with no circuit breaker'],
    ['Too few workers', 'what happens today when there is not enough of workers'],
    ['Kubernetes would have prevented this', 'what fails today, and what lets it fail?'],
  ])('asks what happens without a remedy: %s', (text, question) => {
    expect(hitOf(text, 'solution-as-problem')?.advice).toContain(question);
  });

  it.each([
    ['Who dropped the column?', 'How was the column dropped?'],
    ['Who wrote these queries?', 'How were these queries written?'],
    ['Who let the certificate expire?', 'How could the certificate expire?'],
  ])('words the question anew: %s', (text, rewording) => {
    expect(hitOf(text, 'who-question', 'question')?.rewording).toBe(rewording);
  });

  it.each(['blame', 'who-question'] as const)('offers no wording that breaks %s again', (rule) => {
    const broken = labelledSentences().filter((one) => one.rule === rule && one.broken);
    const role = rule === 'blame' ? 'answer' : 'question';
    const offered = broken.flatMap(({ text }) => hitOf(text, rule, role)?.rewording ?? []);
    expect(offered.length).toBeGreaterThan(broken.length / 8);
    for (const wording of offered) expect(hitOf(wording, rule, role), wording).toBeUndefined();
  });
});
