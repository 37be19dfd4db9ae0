import { describe, expect, it } from 'vitest';
import type { ChatReply } from '../../../electron/model/chat.ts';
import { Pace } from '../../../electron/model/pace.ts';

const reply = (promptTokens: number, promptMs: number): ChatReply => ({
  text: '{}',
  promptTokens,
  promptMs,
  replyTokens: 20,
  replyMs: 1_000,
  loadMs: 0,
  firstTokenMs: 400,
});
const PREFIX = 'evidence '.repeat(400);

describe('what a prompt costs', () => {
  const warmed = () => {
    const pace = new Pace();
    pace.loaded(700);
    pace.warmed(PREFIX, reply(1_000, 10_000));
    return pace;
  };

  it('is at least what is new in it, however fast the machine says it was', () => {
    const pace = warmed();
    pace.replied(`${PREFIX}${'new '.repeat(90)}`, reply(1_100, 5));
    expect(pace.view().freshTokens).toBe(100);
  });

  it('is all of it when the server took the time of all: its cache was missed', () => {
    const pace = warmed();
    pace.replied(`${PREFIX}new`, reply(1_001, 10_010));
    expect(pace.view().freshTokens).toBe(1_001);
  });

  it('gives a longer prompt more time, and none for ever', () => {
    const pace = warmed();
    const short = pace.deadlines(`${PREFIX}new`).firstTokenMs;
    const whole = pace.deadlines('something else '.repeat(600)).firstTokenMs;
    expect(short).toBe(20_000);
    expect(whole).toBe(60_000);
  });
});
