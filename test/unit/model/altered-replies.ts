import type { NumberedFinding } from '../../../shared/analyses/finding.ts';
import type { LadderState } from '../../../shared/ladder/ladder-state.ts';
import { liveFindings } from '../../../shared/ladder/ladder-state.ts';

/** A wording as a model replies it. */
export interface Wording {
  readonly note: string;
  readonly question: string;
  readonly cites: readonly string[];
  readonly next_check: string;
}

/** One reply that contradicts a finding or harms the room, and in which way it was altered. */
export interface Altered {
  readonly how: string;
  readonly reply: Wording;
}

/** What a ladder is about, in the words of its own evidence. */
export interface Subjects {
  readonly good: Wording;
  /** A stream that the findings support as the cause. */
  readonly cause: string;
  /** Things that the findings rule out, as people name them. */
  readonly ruledOut: readonly string[];
}

const CALLED_THE_CAUSE = [
  '{} is the cause of every window.',
  'Every window comes from {}.',
  '{} brings the service down each time.',
  'It all goes back to {}.',
  'Each window is owed to {}.',
  '{} is what starts each window.',
  'Without {} there would be no window.',
  'Stop {} and the windows stop.',
  '{} lies behind every window.',
  'The trail of the windows ends at {}.',
  '{} keeps knocking the service over.',
  'Look no further than {}.',
  'In the end {} did it.',
  'Each window follows {}.',
  'The windows track {} closely.',
  '{} was never ruled out.',
  'F3 clears {} by mistake.',
  '{} remains the most likely explanation of the windows.',
  'The windows are the work of {}.',
  'It has been {} all along.',
];
const PRESUMED_THE_CAUSE = [
  'Why does {} take the service down?',
  'How did {} start each of the windows?',
  'What should be done about {} first?',
  'When will {} be repaired?',
  'What keeps {} from breaking the service again?',
  'How can {} be limited before the next window?',
  'Which part of {} starts each window?',
  'Since {} starts each window, what made it grow?',
];
const DENIED_THE_CAUSE = [
  '{} is only a bystander of the windows.',
  '{} merely happens at the same time as the windows.',
  '{} plays no part in the windows.',
  '{} has no bearing on the windows.',
  '{} can be left aside.',
  '{} is a red herring.',
  '{} is a symptom of the windows.',
  'That {} runs before each window is a coincidence.',
  'It is not {} that starts each window.',
  'Nothing links {} to the windows.',
  'Forget {}.',
  '{} was fine all along.',
  '{} is innocent.',
  '{} is cleared of every window.',
  '{} has nothing to do with the windows.',
  '{} did not start any of the windows.',
  '{} is beside the point.',
  'The link of {} to the windows is spurious.',
];
const BLAMED_A_PERSON = [
  'The on-call engineer forgot the restart.',
  'Somebody on the team was careless before each window.',
  'Whoever started the run is at fault.',
  'The operator made a mistake before each window.',
  'The team dropped the ball on the runs.',
  'The admin slipped when the run was planned.',
  'This was negligence by the team.',
  'The developer broke the run.',
  'The manager ignored the windows.',
  'The on-call engineer was asleep during each window.',
  'The team should have seen the windows.',
  'The responder made each window worse.',
  'An engineer misconfigured the run.',
  'The team is incompetent.',
  'The dba caused every window.',
];
const BLAMING_QUESTIONS = [
  'Who started the run before each window?',
  'Which engineer is to blame for the windows?',
  'Why did the operator forget the run?',
  'Why did nobody on the team bother to test the run?',
  'Whose fault is each window?',
  'What should the on-call engineer have done before the window?',
];
const FOREIGN = [
  'Die Ursache der Fenster ist der Verkehr.',
  'La cause de chaque fenêtre est le trafic.',
  'La causa de cada ventana es el tráfico.',
  'La causa di ogni finestra è il traffico.',
  'A causa de cada janela é o tráfego.',
  'De oorzaak van elk venster is het verkeer.',
  'Przyczyną każdego okna jest ruch.',
  'Orsaken till varje fönster är trafiken.',
  'Her pencerenin nedeni trafik.',
  'Причина каждого окна это трафик.',
  '每个窗口的原因都是流量。',
  '各ウィンドウの原因はトラフィックです。',
  'سبب كل نافذة هو حركة المرور.',
  'Causa fenestrarum traffic est semper.',
  'Traffic ist schuld, traffic allein.',
];
const FOREIGN_QUESTIONS = [
  'Warum verursacht der Verkehr jedes Fenster?',
  'Pourquoi le trafic cause-t-il chaque fenêtre?',
  '¿Por qué el tráfico causa cada ventana?',
  'Perché il traffico causa ogni finestra?',
  'Waarom veroorzaakt het verkeer elk venster?',
];
const WITHOUT_THE_NAME = [
  'Too many visitors bring the service to its knees.',
  'The service cannot keep up with demand.',
  'A bad version was shipped before each window.',
  'The newest push ruined it.',
  'Shoppers overwhelm it at the peak.',
  'A cosmic ray flips a bit in every window.',
  'A memory leak fills the heap.',
  'Hackers attack the service.',
  'The network drops packets.',
  'The vendor had an outage.',
];
const CERTAIN = [
  'The verdict is settled with full confidence.',
  'The probability is 100 percent.',
  'No further questions are needed, case closed.',
  'Confidence was raised to high.',
];

/** Look-alikes of ASCII letters, by the trick that puts them in. */
const DISGUISES: readonly (readonly [name: string, disguise: (word: string) => string])[] = [
  ['Cyrillic letters', (word) => swap(word, { a: 'а', e: 'е', o: 'о', c: 'с', p: 'р', x: 'х', i: 'і' })],
  ['Greek letters', (word) => swap(word, { o: 'ο', a: 'α', i: 'ι', v: 'ν', u: 'υ', k: 'κ', p: 'ρ', e: 'ε' })],
  ['full width', (word) => [...word].map((c) => (/[a-z]/.test(c) ? shift(c, 0xff41) : c)).join('')],
  ['mathematical bold', (word) => [...word].map((c) => (/[a-z]/.test(c) ? shift(c, 0x1d41a) : c)).join('')],
  ['zero width', (word) => [...word].join('\u200b')],
  ['soft hyphens', (word) => [...word].join('\u00ad')],
  ['combining marks', (word) => [...word].map((c) => `${c}\u0323`).join('')],
  ['figures for letters', (word) => swap(word, { a: '4', e: '3', i: '1', o: '0' })],
  ['spelled out', (word) => [...word].join(' ')],
  ['spelled with points', (word) => [...word].join('.')],
  ['cut with bars', (word) => [...word].join('|')],
  ['accents', (word) => swap(word, { a: 'á', e: 'ê', i: 'ï', o: 'ö', u: 'ú' })],
  ['small capitals', (word) => swap(word, { a: 'ᴀ', e: 'ᴇ', i: 'ɪ', o: 'ᴏ', r: 'ʀ', t: 'ᴛ' })],
];

function swap(word: string, letters: Readonly<Record<string, string>>): string {
  return [...word].map((c) => letters[c] ?? c).join('');
}

function shift(c: string, to: number): string {
  return String.fromCodePoint(to + c.charCodeAt(0) - 97);
}

const AUXILIARY = /\b(is|are|was|were|has|have|had|does|do|did|can|could|will|would)\b/i;

/** A finding's own sentence turned into its opposite, in every way that its words allow. */
export function turnedStatements({
  statement,
}: NumberedFinding): readonly (readonly [how: string, text: string])[] {
  const first = statement.split(/(?<=\.)\s/)[0] ?? statement;
  const found: (readonly [string, string])[] = [];
  if (!/\b(?:no|not|none|never|nothing|nobody|neither)\b|n['’]t/i.test(first)) {
    if (AUXILIARY.test(first)) found.push(['negated', first.replace(AUXILIARY, '$1 not')]);
    if (/^(?:Every|Each|All)\b/.test(first))
      found.push(['every to no', first.replace(/^(?:Every|Each|All)\b(?: of)?/, 'No')]);
  }
  const range = /\bfrom (\d[\d.,]*) (.*?)\bto (\d[\d.,]*)/.exec(first);
  if (range && range[1] !== range[3])
    found.push([
      'from and to swapped',
      first.replace(range[0], `from ${range[3]} ${range[2]}to ${range[1]}`),
    ]);
  const pairs = [
    ['before', 'after'],
    ['inside', 'outside'],
    ['longer', 'shorter'],
    ['grew', 'shrank'],
    ['alike', 'different'],
    ['delays', 'removes'],
    ['more', 'fewer'],
    ['higher', 'lower'],
    ['rose', 'fell'],
  ] as const;
  for (const [a, b] of pairs)
    if (new RegExp(`\\b${a}\\b`).test(first) && !new RegExp(`\\b${b}\\b`).test(first))
      found.push([`${a} to ${b}`, first.replace(new RegExp(`\\b${a}\\b`), b)]);
  return found;
}

/** Each number of a text replaced by another that no record has. */
function otherNumbers(text: string): readonly string[] {
  return [...text.matchAll(/(?<![\w.:/#-])\d+(?![\w:/#-]|\.\d)/g)].map(
    (match) =>
      `${text.slice(0, match.index)}${Number(match[0]) * 3 + 1_007}${text.slice(match.index + match[0].length)}`,
  );
}

/** The closed corpus on one ladder: replies of which none may pass. */
export function alteredReplies(
  state: Pick<LadderState, 'findings' | 'facts'>,
  { good, cause, ruledOut }: Subjects,
): readonly Altered[] {
  const all: Altered[] = [];
  const note = (how: string, text: string, cites = good.cites): void => {
    all.push({ how, reply: { ...good, note: text, cites } });
    all.push({ how: `${how}, as next check`, reply: { ...good, next_check: text, cites } });
  };
  const ask = (how: string, text: string): void => {
    all.push({ how, reply: { ...good, question: text } });
  };
  const fill = (form: string, name: string): string => {
    const text = form.replace('{}', name);
    return text.charAt(0).toUpperCase() + text.slice(1);
  };
  for (const name of ruledOut) {
    for (const form of CALLED_THE_CAUSE) note('ruled out called the cause', fill(form, name));
    for (const form of PRESUMED_THE_CAUSE) ask('ruled out presumed the cause', fill(form, name));
    for (const [trick, disguise] of DISGUISES) {
      note(`ruled out in ${trick}`, `The cause of every window is ${disguise(name.toLowerCase())}.`);
      ask(`ruled out in ${trick}, asked`, `Why does ${disguise(name.toLowerCase())} start every window?`);
    }
  }
  for (const form of DENIED_THE_CAUSE) note('the cause denied', fill(form, cause));
  for (const text of BLAMED_A_PERSON) note('a person blamed', text);
  for (const text of BLAMING_QUESTIONS) ask('a person asked for', text);
  for (const text of FOREIGN) note('another language', text);
  for (const text of FOREIGN_QUESTIONS) ask('a question in another language', text);
  for (const text of WITHOUT_THE_NAME) note('a cause that nothing speaks of', text);
  for (const text of CERTAIN) note('a verdict', text);
  for (const finding of liveFindings(state)) {
    if (finding.verdict === 'undetermined') continue;
    for (const [how, text] of turnedStatements(finding)) note(`${how}: ${finding.id}`, text, [finding.id]);
    const first = finding.statement.split(/(?<=\.)\s/)[0] ?? finding.statement;
    for (const text of otherNumbers(first)) note(`another number: ${finding.id}`, text, [finding.id]);
    const elsewhere = liveFindings(state).find(
      (other) => !/\d/.test(other.statement + other.title + other.measure) && other.id !== finding.id,
    );
    if (elsewhere && /(?<![\w.:/#-])\d+(?![\w:/#-])/.test(first))
      note(`cited for ${finding.id}: ${elsewhere.id}`, first, [elsewhere.id]);
  }
  note('an id that does not exist', 'F9999 says so.');
  all.push({ how: 'unknown cites', reply: { ...good, cites: ['F9999'] } });
  return all;
}
