/** What a model is called when it is spoken to. */
const MODEL =
  '(?:ai|a\\.i\\.|llms?|gpt(?:-?\\d\\w*)?|chatgpt|claude|gemini|copilot|(?:language |ai )?models?|(?:ai )?assistants?|chat ?bots?)';
/** What a model is told to leave behind. */
const ORDERS =
  '(?:instructions?|prompts?|rules?|guidelines?|directions?|directives?|commands?|context|evidence|constraints?|polic(?:y|ies)|orders?|guardrails?|system message)';
const LEAVE =
  "(?:ignore|disregard|forget|override|overrule|bypass|discard|drop|do not (?:follow|obey)|don't (?:follow|obey)|stop following|pay no attention to)";
/** Where an order begins: at the start, after a stop, after "please", or as part of a quoted value. */
const OPENS = '(?:^|[.!?;:>"\'\\])}|—–-]\\s*|\\b(?:please|must|should|will|now|and|then|to|you|kindly)\\s+)';
const BEFORE =
  '(?:previous|prior|above|earlier|preceding|foregoing|former|existing|old|other|your|you were|you have|given|all|any|every|these|those)';

const PATTERNS: readonly RegExp[] = [
  // Orders to leave other orders.
  new RegExp(`${OPENS}${LEAVE}\\s+(?:\\w+\\s+){0,2}?${BEFORE}\\s+(?:\\w+\\s+){0,3}?${ORDERS}\\b`, 'i'),
  new RegExp(
    `${OPENS}${LEAVE}\\s+(?:the|your|all)\\s+(?:\\w+\\s+)?${ORDERS}(?:\\s+(?:above|before|you|given)|[\\s.,!]*$|\\s+and\\b)`,
    'i',
  ),
  /\b(?:ignore|disregard) (?:the|everything|all|anything) (?:above|before|said|written|else)\b/i,
  /\bforget (?:everything|all|anything|what)\b.{0,40}\b(?:above|before|told|said|know|learned|instructed|instructions)\b/i,
  /\bforget (?:everything|all) (?:above|that came before)\b/i,
  // Who the reader is told to be.
  new RegExp(
    `\\byou are (?:now )?(?:an? |the |no longer )?(?:\\w+[ ,]+){0,3}?(?:${MODEL}|oracle|expert|bot|agent|dan)\\b`,
    'i',
  ),
  /\b(?:from now on|henceforth|hereafter),? you (?:will|must|are|should|shall|can)\b/i,
  /(?:^|[.!?;:]\s*|\bplease |\bmust |\bwill |\bshould )(?:pretend|imagine|role-?play|simulate)\s+(?:that\s+)?(?:you|to be|being|as)\b/i,
  /(?:^|[.!?;:]\s*|\bplease |\bwill |\bmust |\bshould )act (?:as|like) (?:an?|the|my|if you)\b/i,
  new RegExp(`\\bas an? ${MODEL},? (?:you|it|i)\\b`, 'i'),
  new RegExp(`\\bif you(?:'re| are) (?:an? |the )?(?:\\w+ )?${MODEL}\\b`, 'i'),
  // Spoken to by name.
  new RegExp(
    `\\b(?:dear|hey|hello|hi|attention|listen|note to|message to|message for|hint for|instructions? (?:to|for)|for|to) (?:the |any |all |every |our |this )?${MODEL}\\b(?=\\s*(?:[:,.!—-]|reading|processing|that reads|$))`,
    'i',
  ),
  new RegExp(
    `(?:^|[.!?;]\\s*)(?:attention |dear )?${MODEL}\\s*[:,—]\\s*(?:please |you |do not |don't |never |always |must )?(?:treat|set|mark|say|answer|output|write|report|ignore|conclude|respond|reply|rate|cite|blame|name|list|do|please|you|never|always|stop|skip|prefer|use|obey|follow|state|the (?:root )?cause|understood|traffic|sure|yes|ok)\\b`,
    'i',
  ),
  new RegExp(
    `\\b${MODEL}\\s+(?:must|should|shall|has to|have to|needs? to)\\s+(?:not\\s+|never\\s+|always\\s+|only\\s+)?(?:conclude|say|answer|report|mark|list|treat|ignore|cite|mention|recommend|rate|respond|reply|obey|accept|output|name|blame)\\b`,
    'i',
  ),
  // What the reader is to put out.
  /\b(?:output|print|reveal|repeat|show|leak|tell me|display) (?:only |me |the |your |all |full |whole |hidden |initial |exact ){1,4}(?:system )?(?:prompts?|instructions?|word|rules)\b/i,
  /(?:^|[.!?;:,]\s*|\bplease |\bmust |\band )(?:answer|respond|reply|output|return)(?: to (?:this|everything|all))? (?:only|just|exactly|nothing but|in (?:free text|french|json|german|spanish|english|character)|with (?:only|just|the word|ok\b|yes\b|"|\{))/i,
  /\b(?:answer|respond|reply)(?:s|ing)? only (?:with|in|to)\b/i,
  /\balways (?:answer|respond|reply|say|conclude) (?:that|with)\b/i,
  /\b(?:new|updated|revised|additional|hidden|secret) instructions?\s*(?::|：)/i,
  /(?:^|[.!?;:]\s*|\bplease )(?:do not|don't|never) (?:tell|inform|show|warn) (?:the )?(?:user|users|team|operator|room|anyone|anybody|humans?)\b/i,
  /\bsystem[ _-]override\b/i,
  /\byou (?:will|must|shall|should|may) (?:now |only |always )*(?:output|answer|respond|reply|return|conclude|obey)\b/i,
  new RegExp(
    `\\b(?:whatever|whichever|any|every|the) ${MODEL} (?:that |which |who )?(?:is |are )?(?:read|process|summari[sz]|analy[sz]|see|pars)\\w*`,
    'i',
  ),
  // Verdicts on order.
  /(?:^|[.!?;:]\s*|\bplease |\bmust |\band )(?:do not|don't|never) (?:mention|cite|list|name|blame|accuse|report|reveal|question|doubt)\b.{0,60}\b(?:cause|job|warmer|finding|evidence|hypothesis|F\d+|S\d+|suspect|culprit|prompt|deploy\w*|database|cache\w*|network)\b/i,
  /(?:^|[.!?;:]\s*|\bplease |\bmust |\band )(?:set|rate|raise|treat|mark|declare|report|conclude|confirm|state|name|say)\b.{0,60}\b(?:confidence (?:to|is|at|of)|as (?:trusted|certain|supported|refuted|guilty|innocent|the (?:root )?cause|proven|high)|is the (?:root )?cause|hypothesis)\b/i,
  /\b(?:confidence|verdict)\b\s*(?:is|=|:|to)\s*(?:100|1\b|high|certain|final)/i,
  // Marks of a conversation.
  /<\|?\/?(?:im_start|im_end|system|assistant|endoftext|eot_id|start_header_id|begin_of_text)\|?>|<\/?(?:start_of_turn|end_of_turn|instructions?|prompt|data)>|\[\/?inst\]|<<\/?sys>>|<\/s>\s*<s>|(?:^|\n)#{2,}\s*(?:instruction|response|system|task)\b|data>>>|<<<data/i,
  /"role"\s*:\s*"(?:system|assistant|developer)"/i,
  /"(?:tool|function|tool_call)"\s*:\s*"\w*(?:verdict|cause|answer|blame)\w*"/i,
  /"(?:question|next_check|cites)"\s*:.*"(?:question|next_check|cites)"\s*:/i,
  /(?:^|\n|\s|>)(?:system|système|sistema|systeem|system message|new policy|developer mode|admin override)\s*(?::|：)\s*(?=.*(?:\byou\b|\bmust\b|do not|\balways\b|\bnever\b|\bignore\b|\brespond\b|\banswer|\bverdict\b|\bcause\b|\bursache\b|\bcausa\b|\brule\b|\bobey\b|\breport\b))/i,
  /\b(?:jailbreak|developer mode (?:enabled|on)|dan mode)\b/i,
  /-{2,}\s*(?:begin|start|end) (?:of )?system (?:message|prompt)/i,
  /(?:^|\n|[\r\u2028])\s*(?:task|voice|form)\s*:\s*(?:say|name|cruel|obey|free|answer|blame|write|be|you)\b/i,
  /\bsystem prompt\b\s*(?::|：|is|now|says)/i,
  /(?:^|[.!]\s*|\n)(?:assistant|asistente|assistent)\s*(?::|：)\s*\S/i,
  // German, French, Spanish, Italian, Portuguese, Dutch, Polish.
  /\b(?:ignorier(?:e|en|t)?|vergiss|vergesst|missachte|übergehe)\b.{0,40}\b(?:anweisung\w*|regel\w*|vorgabe\w*|befehl\w*|instruktion\w*|prompts?)\b/i,
  /\b(?:du bist|sie sind|ihr seid) (?:jetzt|nun|ab jetzt|ab sofort) (?:ein|eine|der|die|kein)\b/i,
  /\b(?:ignor(?:e|ez|er)|oublie[zr]?|néglige[zr]?)\b.{0,40}\b(?:instructions?|consignes?|règles?|directives?|ordres?)\b/i,
  /\b(?:ignora|ignore|ignorad|olvida|olvide|olvidad|omite)\b.{0,40}\b(?:instrucci(?:ón|ones)|reglas?|órdenes|indicaciones)\b/i,
  /\b(?:ignora|ignorate|dimentica|dimenticate)\b.{0,40}\b(?:istruzion[ei]|regol[ae]|comand[oi]|indicazioni)\b/i,
  /\b(?:ignore|ignora|esqueça|esquece|desconsidere)\b.{0,40}\b(?:instruç(?:ão|ões)|regras?|ordens|comandos)\b/i,
  /\b(?:negeer|vergeet)\b.{0,40}\b(?:instructies?|regels?|opdrachten)\b/i,
  /\b(?:zignoruj|ignoruj|zapomnij)\b.{0,40}\b(?:instrukcj\w+|polece\w+|zasad\w*)/i,
  /\b(?:antworte|antworten sie|répond(?:s|ez)|responde|responda|rispondi|responde) (?:nur|seulement|uniquement|solo|sólo|apenas|somente|soltanto)\b/i,
  /\b(?:die ursache|la cause|la causa|a causa) (?:ist|est|es|è|é) (?:der|die|das|le|la|el|il|o|a)\b.{0,40}(?:antworte|fin des? |fin de los)/i,
  // Russian, Ukrainian, Chinese, Japanese, Korean, Turkish.
  /(?:игнорируй|игнорируйте|проигнорируй|забудь|забудьте|ігноруй|забудь)\S*.{0,40}(?:инструкци|указани|правил|команд|інструкці|вказівк)/i,
  /(?:忽略|无视|無視|忘记|忘記|不要理会).{0,20}(?:指令|指示|规则|規則|说明|提示|内容)|系统[:：].*(?:指令|原因)|(?:指示|命令|ルール|規則).{0,12}(?:無視|忘れ)/,
  /(?:이전|위의|모든).{0,20}(?:지시|명령|규칙).{0,20}(?:무시|잊)/,
  /(?:önceki|yukarıdaki|tüm)\b.{0,40}\b(?:talimat|kural|komut)\S*.{0,20}(?:yok say|unut|görmezden)/i,
];

/** Signs that nobody sees: zero-width, tags and marks that turn the direction of writing. */
const HIDDEN = /[\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]|[\u{e0000}-\u{e007f}]/gu;
const TURNS = /[\u202d\u202e]/;
const TAG_LETTERS = /[\u{e0020}-\u{e007e}]/u;

const BASE64 = /[A-Za-z0-9+/_-]{24,}={0,2}/g;
const DIGITS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

/** Plain text behind base64 (RFC 4648), or null when it hides none. */
function decoded(text: string): string | null {
  const plain = text.replace(/=+$/, '').replaceAll('-', '+').replaceAll('_', '/');
  let bits = 0;
  let held = 0;
  let out = '';
  for (const sign of plain) {
    const value = DIGITS.indexOf(sign);
    if (value < 0) return null;
    bits = (bits << 6) | value;
    held += 6;
    if (held >= 8) {
      held -= 8;
      out += String.fromCharCode((bits >> held) & 0xff);
      bits &= (1 << held) - 1;
    }
  }
  const printable = [...out].filter((sign) => sign >= ' ' && sign <= '~').length;
  return printable >= out.length * 0.95 && /\w+ \w+ \w+/.test(out) ? out : null;
}

/**
 * The words by which a text speaks to a model rather than to people, or null. It reads orders to leave other orders,
 * roles put on the reader, marks of a conversation, and the same behind base64 and signs that nobody sees.
 */
export function addressesModel(text: string): string | null {
  if (TAG_LETTERS.test(text)) return 'hidden characters';
  if (TURNS.test(text)) {
    const turned = addressesModel([...text.replace(HIDDEN, '')].reverse().join(''));
    if (turned !== null) return turned;
  }
  const shown = text.replace(HIDDEN, '').normalize('NFKC');
  const quick = shown.slice(0, 20_000);
  for (const pattern of PATTERNS) {
    const match = pattern.exec(quick);
    if (match) return match[0].trim();
  }
  for (const match of quick.matchAll(BASE64)) {
    const plain = decoded(match[0]);
    if (
      plain !== null &&
      (addressesModel(plain) !== null || /\bsay it\b|\bis the cause\b|\binstruct/i.test(plain))
    )
      return match[0].slice(0, 60);
  }
  return null;
}
