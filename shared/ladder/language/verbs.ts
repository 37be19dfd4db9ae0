/** Verbs by their base form: what software, people and records are said to do. Inflection is worked out. */
const BASES =
  'define refine combine examine stutter flicker wobble linger falter calibrate compensate elapse embed encourage evaluate evolve exploit fluctuate gather grab hinder inhibit justify lessen mitigate modify narrow neutralise nullify obey obscure obstruct perceive pinpoint ping possess prolong quarantine reassign realise realize reclaim recognise recognize recruit redefine regenerate reinstate remap remediate replenish reside respawn retrain retransmit sabotage scatter scrub simplify stabilise stabilize surpass sustain tackle topple trace transition transport traverse trickle undergo unify utilise utilize warrant weaken worsen vacuum optimise optimize convince apologise regret overheat overcommit overestimate overrule outlive oversubscribe delist reprocess reissue rename restate retype abuse accelerate advise assert assist assess automount avoid bend bleed blink boost brick broaden bruise bury buzz cheat chew choke clash cling code-sign commission condense confine cool coordinate cope crush damage dampen deliver demote derail derive desync deviate dim dip disarm discharge disclose dislodge dismantle dispose disqualify dissolve distort double-check double-charge drag drip drown dry elude emerge encrypt enqueue dequeue entrust evaporate evict exhaust expel fade feed fence fluctuate forge freeze fry glitch hijack hinge homogenise hurry idle ignite impair impede inhibit intercept invert jeopardise jitter juggle leap lengthen loosen lower magnify malfunction mangle meddle melt merge misfire mutate nag nudge oscillate overshoot perish permit phase pinch plummet poke preempt prolong provoke puncture ratchet rattle reckon reel refill reload resist retry revive rot rub rupture rust sag sever shatter shield short shred shuffle skew skyrocket slam slice smash snap soak soar spoil sputter squash stray strand subside supersede suppress swell swing tangle tear thaw thin tilt trample trap tumble twist vibrate vie void warp wither wobble zap abort absorb accept access accumulate achieve acknowledge acquire act activate adapt add address adjust admit adopt advance affect agree alert align allocate allow alter alternate analyse analyze announce answer anticipate appear append apply approve archive arise arm arrive ask assign assume attach attack attempt attend audit authenticate authorise authorize automate avoid await back balance ban base become begin behave believe belong bet bind blame block boot botch bother bounce break bring broadcast budget build bump bundle bungle burn burst buy bypass cache calculate call cancel cap capture care carry cascade catch cause cease change charge check checkpoint choose clean clear click climb clog clone close coincide collapse collect collide come commit communicate compact compare compete compile complain complete compress compute concern conclude configure confirm confuse connect consider consist consume contact contain contend continue contribute control converge convert coordinate cope copy correct correlate corrupt cost count cover crash crawl create creep cross cut deadlock deal decide declare decline decode decrease default defer degrade delay delete deliver demote deny depend deplete deploy deprecate describe deserve design destroy detach detect deteriorate determine develop deviate diagnose die differ direct disable disagree disappear discard disconnect discover discuss dismiss dispatch do display disregard disrupt distribute diverge divide document double downgrade drain drift drive drop dump duplicate echo edit eject elect elevate eliminate emit employ empty enable encode encounter encrypt end enforce enlarge ensure enter entail erase escalate establish estimate evict exceed exclude execute exhaust exist expand expect experience expire explain explode export expose extend fail fall favour feed feel fetch fight fill filter find finish fire fit fix flag flap flap flip flood flow flush fold follow force forget fork form format forward fragment free freeze fulfil generate get give go grant grow guard guess halt halve hammer handle hang happen harm hash heal hear heat help hide hire hit hog hold hope host hurt identify ignore impact implement import impose improve include increase index infer inflate inform inherit initialise initialize inject insert insist inspect install instruct integrate intend interfere interpret interrupt introduce invalidate invent investigate invite invoke isolate issue jam join judge jump keep kick kill know lack lag land last launch lead leak learn leave lengthen let lie lift like limit link listen live load lock log look loop lose lower maintain make manage mandate map mark mask match matter mean measure meet mention merge mess migrate mind mirror miss mistake mix monitor mount move multiply mute name need neglect negotiate notice notify number observe obtain occupy occur offer offload omit open operate oppose order organise organize originate oscillate outgrow outpace output overflow overheat override overlap overload overlook overrun oversee overwhelm overwrite owe own page panic parse partition pass patch pause pay peak perform permit persist pick pile pin place plan play plug point poison poll pool populate post postpone practice practise precede predict prefer prepare present preserve press pressure prevent print prioritise prioritize proceed process produce profile prohibit promote propagate propose protect prove provide provision prune publish pull pump purge push put query question queue quit race raise reach react read rearm re-arm rebalance reboot rebuild recalculate receive recommend reconcile reconnect record recover recreate recur recycle redeploy redirect redo reduce re-enable refactor refer refill reflect refresh refuse regard register regress rehearse reindex reinstall reject relate release relieve reload rely remain remember remind remove rename render renew reopen repair repeat replace replay replicate reply report represent reproduce request require rerun rescue reserve reset resize resolve respect respond restart restore restrict result resume retain retire retrieve retry return reuse reveal reverse revert review revoke rewrite rewind ring rise risk roll rotate round route rubber-stamp ruin run rush sample sanitise sanitize saturate save say scale scan schedule scrape screw search see seed seem segment select sell send sense separate serialise serialize serve set settle shape shard share shed shift ship shorten shout show shrink shut sign signal silence simulate smell sound sink sit size skip slip sleep slide slow snapshot solve sort spam spawn speak specify spend spike spill spin split spread squeeze stack stagger stall stand start starve state stay steal step stick stop store strain stream stress stretch strip struggle submit subscribe succeed suffer suggest supply support suppose surge survive suspect suspend swallow swamp swap switch sync synchronise synchronize tag take talk target tell tend terminate test think thrash threaten throttle throw tie tighten time timeout tolerate toggle touch track train transfer transform translate transmit travel treat trigger trim trip triple truncate trust try tune turn type unblock underestimate unmount unwind unsubscribe unset uninstall understand undo unload unlock unplug unregister update upgrade upload use validate vanish vary verify violate visit wait wake want warm warn wash waste watch wear weigh widen win wipe withdraw withhold withstand wonder work worry wrap wreck write yield zero';

const IRREGULAR: readonly (readonly [base: string, past: string, participle: string])[] =
  'arise:arose:arisen become:became:become begin:began:begun bind:bound:bound break:broke:broken bring:brought:brought build:built:built burn:burnt:burnt burst:burst:burst buy:bought:bought catch:caught:caught choose:chose:chosen come:came:come cost:cost:cost creep:crept:crept cut:cut:cut deal:dealt:dealt drive:drove:driven fall:fell:fallen feed:fed:fed feel:felt:felt fight:fought:fought find:found:found forget:forgot:forgotten freeze:froze:frozen get:got:gotten give:gave:given go:went:gone grow:grew:grown hang:hung:hung hear:heard:heard hide:hid:hidden hit:hit:hit hold:held:held hurt:hurt:hurt keep:kept:kept know:knew:known lead:led:led learn:learnt:learnt leave:left:left let:let:let lie:lay:lain lose:lost:lost make:made:made mean:meant:meant meet:met:met bet:bet:bet tear:tore:torn swell:swelled:swollen swing:swung:swung bend:bent:bent bleed:bled:bled cling:clung:clung undergo:underwent:undergone leap:leapt:leapt overshoot:overshot:overshot mistake:mistook:mistaken outgrow:outgrew:outgrown overrun:overran:overrun oversee:oversaw:overseen overwrite:overwrote:overwritten override:overrode:overridden pay:paid:paid put:put:put quit:quit:quit read:read:read rebuild:rebuilt:rebuilt redo:redid:redone do:did:done rerun:reran:rerun reset:reset:reset rewind:rewound:rewound rewrite:rewrote:rewritten ring:rang:rung rise:rose:risen run:ran:run say:said:said see:saw:seen sell:sold:sold send:sent:sent set:set:set shed:shed:shed shrink:shrank:shrunk shut:shut:shut show:showed:shown sink:sank:sunk sit:sat:sat sleep:slept:slept slide:slid:slid speak:spoke:spoken spend:spent:spent spill:spilt:spilt spin:spun:spun split:split:split spread:spread:spread stand:stood:stood steal:stole:stolen stick:stuck:stuck take:took:taken tell:told:told think:thought:thought throw:threw:thrown understand:understood:understood undo:undid:undone wake:woke:woken wear:wore:worn win:won:won withdraw:withdrew:withdrawn withhold:withheld:withheld withstand:withstood:withstood write:wrote:written misread:misread:misread'
    .split(' ')
    .map((one) => {
      const [base = '', past = '', participle = ''] = one.split(':');
      return [base, past, participle] as const;
    });

/** The forms in which a verb stands: `past` may also be a participle. */
export type VerbForm = 'base' | 's' | 'past' | 'participle' | 'ing';

export interface VerbReading {
  readonly lemma: string;
  readonly form: VerbForm;
  /** The word is among those that are known as verbs; else its ending alone says so. */
  readonly known: boolean;
}

const VERBS = new Set(BASES.split(' '));
const FORMS = new Map<string, VerbReading>();
for (const [base, past, participle] of IRREGULAR) {
  VERBS.add(base);
  if (participle !== base && !FORMS.has(participle))
    FORMS.set(participle, { lemma: base, form: 'participle', known: true });
  if (past !== base) FORMS.set(past, { lemma: base, form: 'past', known: true });
}

/** Verbs whose base form is as often a noun: "the load", "two leaks". */
const NOUNS_TOO = new Set(
  'ping trace transition transport trickle vacuum damage dip drag drip dry fence fade glitch hinge idle jitter leap phase pinch rot short shield snap swing swell tear trap twist void warp boost brick code crush flicker stutter access address advance alert answer archive attack attempt audit back balance ban block boot break broadcast budget build bump bundle burst cache call cap capture care cascade cause change charge check checkpoint claim click climb close code collapse commit concern contact control cost count cover crash crawl cross cut cycle deal decline decrease default delay demand deploy design direct display document double downgrade drain drift drive drop dump duplicate echo edit end escape estimate exchange experience export extract fall feed fight fill filter finish fire fit fix flag flap flip flood flow flush force fork form format freeze guard guess halt hammer handle harm hash heat help hit hold host impact import increase index insert interrupt issue jam join jump kick lack lag land launch lead leak lift limit link list load lock log look loop map mark mask match matter measure mention merge mess mirror miss mistake mix monitor mount move name need notice number offer offload order output overflow overlap overload override page panic pass patch pause peak pick pile pin place plan play plug point poll pool practice press pressure print process profile pull pump purge push queue question race raise reach read record recycle redirect refresh register release repair repeat replay reply report request rescue reserve reset restart restore result return reuse review rewrite ring rise risk roll rotate round route run rush sample save scale scan schedule screw search seed segment sense set shape shard share shift ship show sign signal sink size skip sleep slide slip snapshot sort spam spawn spike spill spin split spread squeeze stack stall stand start state stay step stick stop store strain stream stress stretch strip struggle supply support surge swap switch sync tag talk target test throttle throw tie time timeout toggle touch track train transfer travel treat trigger trim trip trust try tune turn type update upgrade upload use visit wait wake warm wash waste watch wear wipe wonder work worry wrap wreck write yield zero'.split(
    ' ',
  ),
);

/** Is the verb's base form as often a noun? */
export function isNounToo(lemma: string): boolean {
  return NOUNS_TOO.has(lemma);
}

/** Prefixes that make a verb of a verb. */
const PREFIX = /^(?:mis|re|over|under|out|pre|de|fat-?|hard-?|auto-?|double-?|force-?|mass-?|rubber-?)/;

function isBase(word: string): boolean {
  if (VERBS.has(word)) return true;
  const rest = word.replace(PREFIX, '');
  return rest !== word && rest.length > 2 && (VERBS.has(rest) || rest === 'finger' || rest === 'code');
}

function baseOf(stem: string): string | null {
  if (VERBS.has(`${stem}e`) && !VERBS.has(stem)) return `${stem}e`;
  if (isBase(`${stem}e`) && !isBase(stem)) return `${stem}e`;
  if (isBase(stem)) return stem;
  const single = stem.replace(/([bdgklmnprt])\1$/, '$1').replace(/ck$/, 'c');
  if (single !== stem && isBase(single)) return single;
  return null;
}

/** Words that end as verbs do and are none. */
const NO_VERB =
  /^(?:need|indeed|speed|feed|seed|shed|bed|red|hundred|embed|breed|weed|exceed|proceed|succeed|agreed|thing|nothing|something|anything|everything|king|ring|string|spring|during|morning|evening|bring|wing|ping|swing|sling|being|united|sacred|naked|wicked)$/;

/** What a word is as a verb, or null. */
export function verbReading(word: string): VerbReading | null {
  const irregular = FORMS.get(word);
  if (irregular) return irregular;
  const prefix = /^(?:mis|re|over|under|out|un)(?=\w{4})/.exec(word)?.[0] ?? '';
  const inner = prefix === '' ? undefined : FORMS.get(word.slice(prefix.length));
  if (inner) return { ...inner, lemma: `${prefix}${inner.lemma}` };
  if (isBase(word)) return { lemma: word, form: 'base', known: true };
  if (/(?:ss|us|is)$/.test(word) && !isBase(word.slice(0, -2))) return null;
  if (word.endsWith('s')) {
    const lemma = word.endsWith('ies')
      ? baseOf(`${word.slice(0, -3)}y`)
      : ((isBase(word.slice(0, -1)) ? word.slice(0, -1) : null) ??
        (word.endsWith('es') ? baseOf(word.slice(0, -2)) : null));
    return lemma === null ? null : { lemma, form: 's', known: true };
  }
  if (NO_VERB.test(word)) return null;
  if (word.endsWith('ied')) return { lemma: `${word.slice(0, -3)}y`, form: 'past', known: true };
  if (word.length > 3 && word.endsWith('ed')) {
    const lemma = baseOf(word.slice(0, -2));
    if (lemma === null && word.length < 6) return null;
    return { lemma: lemma ?? word.slice(0, -2), form: 'past', known: lemma !== null };
  }
  if (word === 'doing') return { lemma: 'do', form: 'ing', known: true };
  if (word.length > 5 && word.endsWith('ing')) {
    const lemma = baseOf(word.slice(0, -3));
    return { lemma: lemma ?? word.slice(0, -3), form: 'ing', known: lemma !== null };
  }
  return null;
}

const VOWEL = /[aeiou]/;

/** "plan" doubles its last letter before -ed and -ing; "load" and "review" do not. */
function doubles(lemma: string): boolean {
  const last = lemma.at(-1) ?? '';
  const short = /^[^aeiou]*[aeiou][bdgklmnprt]$/.test(lemma);
  return (
    (short || /^(?:commit|submit|admit|permit|forget|refer|prefer|occur|unplug|format)$/.test(lemma)) &&
    !VOWEL.test(last) &&
    lemma !== 'format'
  );
}

/** The form that stands after "without": "checking", "running", "dying". */
export function gerundOf(lemma: string): string {
  if (lemma.endsWith('ie')) return `${lemma.slice(0, -2)}ying`;
  if (/[^eo]e$/.test(lemma)) return `${lemma.slice(0, -1)}ing`;
  return doubles(lemma) ? `${lemma}${lemma.at(-1)}ing` : `${lemma}ing`;
}

/** The form that stands after "was": "checked", "written", "dropped". */
export function participleOf(lemma: string): string {
  const irregular = IRREGULAR.find(([base]) => base === lemma);
  if (irregular) return irregular[2];
  if (lemma.endsWith('e')) return `${lemma}d`;
  if (/[^aeiou]y$/.test(lemma)) return `${lemma.slice(0, -1)}ied`;
  return doubles(lemma) ? `${lemma}${lemma.at(-1)}ed` : `${lemma}ed`;
}
