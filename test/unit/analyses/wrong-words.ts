const NOUNS =
  'windows|runs|deployments|outages|changes|steps|events|fixes|streams|jobs|lines|intervals|recoveries|records|samples|trials|values|days|requests|causes|clients';

/** What no person would write, by what is wrong with it. */
export const WRONG: readonly (readonly [name: string, pattern: RegExp])[] = [
  ['a value that is none', /undefined|\bNaN\b|\bnull\b|Infinity|\[object/],
  ['two spaces', / {2}/],
  ['a space before a mark', / [.,;:](?!\d)/],
  ['two marks', /[.,;:]{2}(?<!\.\.\.)|\.;|,\./],
  ['one of several', new RegExp(`(?<!of )(?<![\\d.,:])\\b1 (?:${NOUNS})\\b`)],
  [
    'several of one',
    /(?<!of )(?<![\d.,])\b(?:[2-9]|\d\d+) (?:window|run|deployment|outage|fix|stream|job|day)\b(?!-)/,
  ],
  ['a figure too fine to say anything', /(?<!\bp (?:= |below ))\b\d+\.\d{3}/],
  ['a large figure without its commas', /(?<![\w.#:/-])\d{5,}(?![\w.#:/-]| \()/],
  ['no time at all', /\b0 s (?:later|after|before)\b/],
  ['a name that is said twice', /\bdeployment of deploy /i],
  ['two brackets in a row', /\) \(n/],
  ['a word for one of its kind that is none', /\ba (?:outage|event)\b|\ban (?:run|deployment)\b/],
];
