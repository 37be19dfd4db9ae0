/** Words of English that belong to closed classes: what a sentence is held together by. */
export type ClosedTag =
  | 'det'
  | 'pron'
  | 'wh'
  | 'prep'
  | 'and'
  | 'sub'
  | 'be'
  | 'have'
  | 'do'
  | 'modal'
  | 'not'
  | 'adv'
  | 'adj'
  | 'num'
  | 'to'
  | 'there';

const LISTS: Readonly<Record<ClosedTag, string>> = {
  det: 'the a an this that these those some any every each all both another my our your his her its their either neither no enough several many few much more most fewer less such half whose',
  pron: "i we you he she it they them us me him somebody someone anybody anyone everybody everyone nobody no-one noone none nothing something anything everything itself themselves himself herself ourselves one's mine ours theirs",
  wh: 'who whom which what whoever whatever whichever how why where',
  prep: 'of in on at by for from with into onto over under between among against during through throughout across behind beyond near per via upon within without toward towards inside outside above below around about despite except like past along off out up down amid beside than versus regarding due',
  and: 'and or but nor yet plus & +',
  sub: 'because since when while whilst if although though until unless once after before as so whereas whether that therefore thus hence',
  be: "is are was were be been being am isn't 's 're",
  have: "has have had having 've",
  do: 'do does did',
  modal: "can could may might must shall should will would ought cannot 'll 'd",
  not: "not never n't hardly barely scarcely nt",
  adv: 'else also just only even still already again always often sometimes usually then now soon later besides additionally separately here too very quite rather almost nearly together twice away back ahead meanwhile afterwards instead perhaps maybe probably apparently however moreover furthermore otherwise ago yesterday today tomorrow tonight first firstly secondly thirdly once ever really simply well badly hard fast straight late early far long enough otherwise either somewhere anywhere nowhere overnight forever everywhere partly somehow',
  adj: 'small big large long short slow fast new old bad good wrong right high low full empty cold warm hot stale broken faulty missing absent late early weak poor strong own other same different next last previous recent latest current single double multiple whole entire idle busy free open closed unable able heavy light deep dirty corrupt tiny huge stuck dead down up wide narrow loose tight raw main local remote global manual automatic asleep awake aware sure ready likely unlikely certain unclear outdated insufficient inadequate unavailable proper better bigger larger smaller faster slower longer shorter higher lower worse best worst extra additional second third non-existent incomplete careful careless lazy sloppy tired distracted confused responsible guilty smooth buggy reckless negligent undersized oversized true false random online offline healthy unhealthy degraded stupid hasty unprepared incompetent inexperienced available dedicated separate safe unsafe',
  num: 'zero one two three four five six seven eight nine ten eleven twelve twenty thirty forty fifty hundred thousand million billion dozen dozens',
  to: 'to',
  there: 'there',
};

const TAGS = new Map<string, ClosedTag>();
for (const [tag, words] of Object.entries(LISTS) as [ClosedTag, string][]) {
  // Earlier lists win: "that" is a determiner until the words around it say otherwise.
  for (const word of words.split(' ')) if (!TAGS.has(word)) TAGS.set(word, tag);
}

/** The closed class of a word, or null for an open one. */
export function closedTag(lower: string): ClosedTag | null {
  return TAGS.get(lower) ?? null;
}

/** Ends of words that are adjectives. */
export function looksAdjective(lower: string): boolean {
  return (
    lower.length > 4 &&
    /(?:ous|ful|less|ive|able|ible|ical|ary|ish|ent|ant|ial)$/.test(lower) &&
    !/(?:ment|client|agent|event|tenant|component|instant|incident|constant|parent|table|cable|variable|enable|disable|archive|drive|library|directory|summary|primary|secondary|replicant|recipient|deployment|percent|intent|content|extent|credential|serial|trial|material|potential|process|access|address|wireless|merchant|assistant|consultant|constraint|resident|student|restaurant|participant|canary|binary|dictionary|boundary|salary|glossary|diary|notary)$/.test(
      lower,
    )
  );
}
