import { wordTable } from '../../incident/word-table.ts';

const IRREGULAR: Readonly<Record<string, string>> = wordTable({
  was: 'be',
  were: 'be',
  is: 'be',
  are: 'be',
  been: 'be',
  being: 'be',
  am: 'be',
  has: 'have',
  had: 'have',
  having: 'have',
  did: 'do',
  does: 'do',
  done: 'do',
  forgot: 'forget',
  forgotten: 'forget',
  grew: 'grow',
  grown: 'grow',
  growth: 'grow',
  held: 'hold',
  ran: 'run',
  went: 'go',
  gone: 'go',
  told: 'tell',
  knew: 'know',
  known: 'know',
  took: 'take',
  taken: 'take',
  made: 'make',
  left: 'leave',
  wrote: 'write',
  written: 'write',
  chose: 'choose',
  chosen: 'choose',
  broke: 'break',
  broken: 'break',
  gave: 'give',
  given: 'give',
  overlooked: 'overlook',
  oversaw: 'oversee',
  slept: 'sleep',
  lost: 'lose',
  sent: 'send',
  built: 'build',
  felt: 'feel',
  fell: 'fall',
  people: 'person',
  men: 'man',
  women: 'woman',
  failure: 'fail',
  loss: 'lose',
  losses: 'lose',
  slow: 'slow',
  slower: 'slow',
  slowly: 'slow',
  stopped: 'stop',
  death: 'die',
  dying: 'die',
  dead: 'die',
  began: 'begin',
  begun: 'begin',
  fallen: 'fall',
  stuck: 'stick',
  shut: 'shut',
  spent: 'spend',
  rose: 'rise',
  risen: 'rise',
  kept: 'keep',
  came: 'come',
  got: 'get',
  saw: 'see',
  seen: 'see',
  crashed: 'crash',
  late: 'late',
  lateness: 'late',
  failing: 'fail',
  slowness: 'slow',
  full: 'fill',
});

/**
 * A light English stem: inflection only (plural, -ed, -ing, -ly), after steps 1a to 1c of M. F. Porter,
 * "An algorithm for suffix stripping", Program 14 (1980), with the irregular forms that ladders use.
 */
export function stem(word: string): string {
  const lower = word.toLowerCase().replace(/['’]s?$/, '');
  const known = IRREGULAR[lower];
  if (known !== undefined) return known;
  if (lower.length <= 3 || !/^[a-z]+$/.test(lower)) return lower;
  let s = lower;
  if (s.endsWith('sses')) s = s.slice(0, -2);
  else if (s.endsWith('ies')) s = `${s.slice(0, -3)}y`;
  else if (s.endsWith('s') && !/(ss|us|is)$/.test(s)) s = s.slice(0, -1);
  if (s.endsWith('ied')) s = `${s.slice(0, -3)}y`;
  else if (/[aeiouy].*ed$/.test(s) && !s.endsWith('eed')) s = restore(s.slice(0, -2));
  else if (/[aeiouy].*ing$/.test(s)) s = restore(s.slice(0, -3));
  if (s.length > 5 && s.endsWith('ly')) s = s.slice(0, -2);
  if (s.length > 4 && s.endsWith('e')) s = s.slice(0, -1);
  return s;
}

/** What is left when -ed or -ing goes: a doubled consonant is undone. */
function restore(s: string): string {
  if (/([bdgmnprt])\1$/.test(s)) return s.slice(0, -1);
  return s;
}
