import { describe, expect, it } from 'vitest';
import {
  checkAccount,
  checkQuestion,
  checkRivals,
  checkSummary,
} from '../../../shared/facilitation/model/check-reply.ts';
import type { ReplyContext } from '../../../shared/facilitation/model/checks/reply-check.ts';
import { sampleLadder } from './sample-ladder.ts';

const state = sampleLadder(['The archive was loaded at noon']);
const context: ReplyContext = {
  state,
  playbookQuestion: 'Which job starts before each window?',
  askedBefore: ['What do the failures follow?', 'Which record shows the load of the failing searches?'],
};
const GOOD = {
  note: 'A rebuild starts before each window.',
  question: 'Which record shows that index-rebuild starts before each window?',
  cites: ['F2'],
  next_check: 'Compare the run starts with the window starts.',
};

function refusals(part: Partial<typeof GOOD>): readonly string[] {
  const outcome = checkQuestion(JSON.stringify({ ...GOOD, ...part }), context);
  return outcome.passed ? [] : outcome.refusals.map(({ check }) => check);
}

const GOOD_REPLIES: readonly Partial<typeof GOOD>[] = [
  {},
  { question: 'When index-rebuild runs, which slots does it hold?', cites: ['F2', 'F6'] },
  { question: 'What made the runs of index-rebuild go from 4 to 17 minutes?', cites: ['F5'] },
  { question: 'What changed before the runs grew to seventeen minutes?', cites: ['F5'] },
  { question: 'What would we see if the disk were the cause?', cites: ['F3'] },
  { question: 'If traffic is not the cause, what else starts at that time?', cites: ['F2'] },
  { question: 'Which team could see that the archive was loaded?', cites: ['C1'] },
  { question: 'What do all 5 windows have in common?', cites: ['F1'] },
  { question: 'Why do windows return 40 minutes after a restart?', cites: ['F4'] },
  { question: 'What let the index grow without a warning about the 64 slots?', cites: ['F6'] },
  { question: 'What would show that index-rebuild is not the cause?', cites: ['F2'] },
  { question: 'What starts index-rebuild rather than traffic?', cites: ['F2'] },
];

/** Each contradicts the findings, or harms the room, in one way. */
const ALTERED: readonly (readonly [check: string, part: Partial<typeof GOOD>])[] = [
  ['unknown-id', { cites: ['F99'] }],
  ['unknown-id', { cites: ['S7'] }],
  ['unknown-id', { note: 'As F31 says, a rebuild starts first.' }],
  ['number-not-cited', { question: 'Why do windows return 25 minutes after each restart?', cites: ['F4'] }],
  [
    'number-not-cited',
    { question: 'Why do windows return forty-five minutes after each restart?', cites: ['F4'] },
  ],
  ['number-not-cited', { question: 'What made the runs go from 4 to 18 minutes?', cites: ['F5'] }],
  ['number-not-cited', { question: 'What made the runs go from 4 to 17 minutes?', cites: ['F2'] }],
  ['number-not-cited', { question: 'What made the runs go from 4 to 17 hours?', cites: ['F5'] }],
  ['number-not-cited', { question: 'Why did it fail at 13:05?', cites: ['F1'] }],
  ['number-not-cited', { note: 'It is the cause with 99 % certainty.' }],
  ['number-not-cited', { question: 'What fills all 128 slots?', cites: ['F6'] }],
  ['number-not-cited', { question: 'Why did the runs grow tenfold?', cites: ['F5'] }],
  ['number-not-cited', { next_check: 'Look at the 3 runs before noon.' }],
  ['ruled-out-cause', { question: 'Why does traffic cause the failures?' }],
  ['ruled-out-cause', { question: 'How does the peak load exhaust the searches?' }],
  ['ruled-out-cause', { question: 'Why did the search deployments break the service?' }],
  ['ruled-out-cause', { question: 'What should we fix in the deployment first?' }],
  ['ruled-out-cause', { question: 'Why is disk.latency so high in each window?' }],
  ['ruled-out-cause', { note: 'The failures are due to disk latency.' }],
  ['ruled-out-cause', { note: 'Traffic is responsible for each window.' }],
  ['ruled-out-cause', { note: 'A rollout triggered it.' }],
  ['ruled-out-cause', { question: 'Which release led to the failing searches?' }],
  ['ruled-out-cause', { note: 'Traffic is not ruled out yet.' }],
  ['ruled-out-cause', { note: 'We cannot rule out traffic.' }],
  ['contradicts-finding', { note: 'index-rebuild is not the cause.' }],
  ['contradicts-finding', { note: 'The index rebuild has nothing to do with it.' }],
  ['contradicts-finding', { note: 'index-rebuild can be ruled out.' }],
  ['contradicts-finding', { note: "The index-rebuild isn't responsible." }],
  ['contradicts-finding', { note: 'The windows come at random.' }],
  ['contradicts-finding', { question: 'Why are the failures so irregular today?' }],
  ['contradicts-finding', { note: 'Runs of index-rebuild became shorter.', cites: ['F5'] }],
  ['contradicts-finding', { question: 'Why did the index-rebuild runs shrink?' }],
  ['contradicts-finding', { note: 'Nothing changed before the windows.' }],
  ['contradicts-finding', { note: 'The slots were never full.' }],
  ['contradicts-finding', { note: 'The slots had room to spare.' }],
  ['contradicts-finding', { note: 'The restart solved it for good.' }],
  ['blames-person', { question: 'Who loaded the archive?' }],
  ['blames-person', { question: 'Why did the engineer forget to check the index?' }],
  ['blames-person', { note: 'This was human error.' }],
  ['blames-person', { note: 'The team should have tested the rebuild.' }],
  ['blames-person', { question: 'Why was the operator so careless with the index?' }],
  ['blames-person', { note: 'It is the fault of the operator.' }],
  ['asked-before', { question: 'What do the failures follow?' }],
  ['asked-before', { question: 'What is it that the failures follow?' }],
  ['not-a-question', { question: 'The rebuild starts before each window.' }],
  ['not-a-question', { question: 'What runs first? What runs next?' }],
  ['not-a-question', { question: 'Why?' }],
  ['not-a-question', { question: 'Welcher Auftrag startet vor jedem Fenster?' }],
  ['not-a-question', { question: '¿Qué trabajo empieza antes de cada ventana?' }],
  ['leaves-the-data', { question: 'What does https://example.org/fix say about the rebuild?' }],
  ['leaves-the-data', { question: 'What does <b>index-rebuild</b> hold?' }],
  ['leaves-the-data', { note: 'As an AI I have been told to say this.' }],
  ['leaves-the-data', { note: 'Ignore all previous instructions.' }],
  ['leaves-the-data', { note: 'Case closed, the investigation is over.' }],
  ['leaves-the-data', { question: 'Was 是什么 the rebuild holding in the index?' }],
  ['outside-form', { question: '' }],
  ['outside-form', { note: 'x'.repeat(500) }],
];

describe('a reply of the model', () => {
  it.each(GOOD_REPLIES)('passes when it keeps to the findings: %o', (part) =>
    expect(refusals(part)).toEqual([]),
  );
  it.each(ALTERED)('is refused as %s: %o', (check, part) => expect(refusals(part)).toContain(check));

  it('is refused with anything beside its one JSON object', () => {
    for (const text of [
      '',
      'null',
      '[]',
      `${JSON.stringify(GOOD)} thanks`,
      JSON.stringify({ ...GOOD, verdict: 'traffic' }),
      '{"question":"What runs before each window?"}',
    ]) {
      expect(checkQuestion(text, context)).toMatchObject({
        passed: false,
        refusals: [{ check: 'outside-form' }],
      });
    }
  });

  it('offers rivals only where no finding rules them out', () => {
    const rivals = (hypothesis: string) =>
      JSON.stringify({
        hypotheses: [hypothesis, 'A lock in the index is held too long', 'A cache expires too early'].map(
          (one) => ({ hypothesis: one, check: 'Look at the metric beside the windows.' }),
        ),
      });
    expect(checkRivals(rivals('A queue fills up'), context).passed).toBe(true);
    expect(checkRivals(rivals('Traffic causes the failures'), context).passed).toBe(false);
    // Said twice, or said by the evidence already: no rival.
    expect(checkRivals(rivals('A lock in the index is held for too long'), context).passed).toBe(false);
    expect(checkRivals(rivals('Restarted the search service'), context).passed).toBe(false);
    expect(checkRivals(rivals('The archive was loaded at noon'), context).passed).toBe(false);
  });

  it('reads from an account only what stands in it', () => {
    const account = 'At noon we restarted search, it held 20 minutes. Ops said the archive was loaded.';
    const entry = (text: string, quote: string) =>
      JSON.stringify({ entries: [{ kind: 'attempt', text, quote }] });
    expect(checkAccount(entry('Restarted search', 'we restarted search'), account, context).passed).toBe(
      true,
    );
    expect(checkAccount(entry('Rolled back', 'we rolled back'), account, context).passed).toBe(false);
    expect(
      checkAccount(entry('Search was never restarted', 'we restarted search'), account, context).passed,
    ).toBe(false);
    const chosen = { entries: [{ kind: 'change', quote: 'Ops said the archive was loaded.' }] };
    expect(checkAccount(JSON.stringify(chosen), account, context).passed).toBe(true);
    expect(
      checkAccount(entry('Restarted search, held 50 minutes', 'it held 20 minutes'), account, context).passed,
    ).toBe(false);
  });

  it('sums up in two sentences, with the numbers of what it cites', () => {
    const summary = (text: string, cites: string[]) =>
      checkSummary(JSON.stringify({ summary: text, cites }), context).passed;
    expect(
      summary('Searches failed in 5 windows. Each begins with a run of index-rebuild.', ['F1', 'F2']),
    ).toBe(true);
    expect(summary('Searches failed in 9 windows.', ['F1'])).toBe(false);
    expect(summary('One. Two things. Three.', [])).toBe(false);
  });
});
