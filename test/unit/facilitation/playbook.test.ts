import { describe, expect, it } from 'vitest';
import { FORMS, fillTemplate, moveOf, type Slots } from '../../../shared/facilitation/form.ts';
import {
  BUNDLED_PERSONALITIES,
  personalityOf,
  withAdded,
} from '../../../shared/facilitation/personalities.ts';
import { formOf, PLAYBOOK } from '../../../shared/facilitation/playbook-text.ts';
import { QUESTION_LENGTH } from '../../../shared/facilitation/wording.ts';
import { lintSentence } from '../../../shared/ladder/lint-sentence.ts';

const SLOTS: Slots = {
  favourite: 'probably a slow index',
  culprit: 'nightly-rollup',
  gauge: 'queue.depth',
  full: 'queue.depth',
  again: 'come back',
  onset: '14:13',
  starts: 'starts',
  outer: 'card-gateway',
  subject: 'price-list',
  team: 'billing',
  window: '14:13 to 14:15',
};

const filled = (template: string): string => fillTemplate(template, SLOTS) ?? '';

describe('the playbook', () => {
  const questions = FORMS.flatMap((form) => [
    ...PLAYBOOK[form].questions.map((text) => [form, 'playbook', filled(text)] as const),
    ...PLAYBOOK[form].prompts.map((text) => [form, 'prompt', filled(text)] as const),
    ...BUNDLED_PERSONALITIES.flatMap((one) =>
      (one.questions[form] ?? []).map((text) => [form, one.id, filled(text)] as const),
    ),
  ]);

  it.each(questions)('asks %s as %s by its own rules: %s', (_, __, text) => {
    expect(lintSentence(text, { ancestors: [], role: 'question' })).toEqual([]);
  });

  it.each(questions)('asks %s as %s so that the room can read it: %s', (_, __, text) => {
    expect(text.length).toBeLessThanOrEqual(QUESTION_LENGTH + 25);
    expect(text).toMatch(/[?.]$/);
  });

  it.each(
    BUNDLED_PERSONALITIES.flatMap((one) => [
      ...Object.values(one.pushes_back).map((text) => [one.id, text] as const),
      [one.id, one.closes.with_roots] as const,
      [one.id, one.closes.without_root] as const,
    ]),
  )('%s keeps the rules when it answers back: %s', (_, text) => {
    expect(lintSentence(text, { ancestors: [], role: 'question' })).toEqual([]);
  });

  it.each(
    BUNDLED_PERSONALITIES.flatMap((one) =>
      (
        [
          'blame',
          'who-question',
          'solution-as-problem',
          'lack-of',
          'circular',
          'two-answers-in-one',
          'unsupported',
          'tunnel',
          'nothing-changed',
        ] as const
      ).map((rule) => [one.id, rule, one] as const),
    ),
  )('lets %s answer back in its own words when %s is broken', (_, rule, one) => {
    expect(one.pushes_back[rule]).toMatch(/[.?]$/);
  });

  it('is worded for every form by each personality that has a voice of its own', () => {
    for (const one of BUNDLED_PERSONALITIES) {
      if (one.id !== 'default') expect(Object.keys(one.questions).toSorted()).toEqual([...FORMS].toSorted());
    }
  });

  it.each(FORMS)('knows a rung asked as %s by the reason that was stored with it', (form) => {
    expect(formOf({ move: moveOf(form), why: filled(PLAYBOOK[form].why) })).toBe(form);
  });
});

describe('personalities', () => {
  it('are four, and the neutral one stands in for an unknown one', () => {
    expect(BUNDLED_PERSONALITIES.map((one) => one.id)).toEqual([
      'investigator',
      'coach',
      'facilitator',
      'default',
    ]);
    expect(personalityOf('nobody-knows').id).toBe('default');
  });

  it('can be added as a file', () => {
    const text =
      'id: auditor\nname: Auditor\nabout: Asks for the record.\nvoice: Dry.\nquestions: {}\npushes_back: {}\nsilence_s: 5\ncloses: {with_roots: Recorded., without_root: Not recorded.}\n';
    const { personalities, refused } = withAdded([{ file: 'auditor.yaml', text }]);
    expect(refused).toEqual([]);
    expect(personalities.map((one) => one.id)).toContain('auditor');
  });

  it.each([
    [
      'a threshold',
      'id: sly\nname: Sly\nabout: x\nvoice: x\nthreshold: 0.2\nquestions: {}\npushes_back: {}\nsilence_s: 5\ncloses: {with_roots: Done., without_root: Not done.}\n',
    ],
    [
      'an order of moves',
      'id: sly\nname: Sly\nabout: x\nvoice: x\norder: [guard]\nquestions: {}\npushes_back: {}\nsilence_s: 5\ncloses: {with_roots: Done., without_root: Not done.}\n',
    ],
    [
      'a slot that no finding fills',
      'id: sly\nname: Sly\nabout: x\nvoice: x\nquestions: {clock: ["Is it {verdict}?"]}\npushes_back: {}\nsilence_s: 5\ncloses: {with_roots: Done., without_root: Not done.}\n',
    ],
    ['broken YAML', 'id: [sly\n'],
  ])('cannot bring %s', (_, text) => {
    const { personalities, refused } = withAdded([{ file: 'sly.yaml', text }]);
    expect(personalities.map((one) => one.id)).not.toContain('sly');
    expect(refused[0]?.message).toMatch(/sly\.yaml.*line \d/);
    expect(refused[0]?.hint.length).toBeGreaterThan(0);
  });
});
