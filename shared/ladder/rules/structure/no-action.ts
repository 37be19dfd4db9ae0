import { type Clause, type NounGroup, nounGroups, type Reading, readingOf } from '../../language/clauses.ts';
import { absenceIn } from '../absence.ts';
import { roots, type StructureRule } from './structure-rule.ts';

/** Those outside: other companies and authorities, by what they are to us. */
const OUTSIDER =
  /^(?:vendors?|providers?|carriers?|isps?|suppliers?|manufacturers?|telcos?|partners?|utility|utilities|authority|authorities|governments?|regulators?|third-part(?:y|ies)|upstream|hoster|hosters|colo|colocation|bank|banks|company|companies|firm|firms|municipality|landlord|airlines?|airports?|insurers?|agency|agencies|ministry|retailers?|squirrels?|rats?|mouse|mice|birds?|beavers?|trucks?|lorr(?:y|ies)|excavators?|diggers?|bulldozers?|acquirers?|resellers?|integrators?|contract-manufacturer|registrar|registry-operator)$/;
/** Companies on which many systems rest. */
const COMPANY =
  /^(?:aws|amazon|azure|microsoft|gcp|google|cloudflare|akamai|fastly|stripe|paypal|adyen|klarna|twilio|sendgrid|mailgun|okta|auth0|github|gitlab|bitbucket|atlassian|apple|meta|facebook|oracle|sap|salesforce|slack|zoom|datadog|pagerduty|sentry|digicert|verisign|npm|pypi|openai|anthropic|visa|mastercard|amex|swift|vodafone|verizon|at&t|telekom|comcast|equinix|ovh|hetzner|heroku|vercel|netlify|snowflake|intel|amd|nvidia|cisco|juniper|dell|samsung|qualcomm|shopify|fedex|ups|dhl|us-east-1|eu-west-1|s3|ec2|route53|icloud|office365|crowdstrike|encrypt|letsencrypt)$/;
/** What happens at another's, or comes from there. */
const FROM_OUTSIDE =
  /^(?:outages?|incidents?|failures?|downtime|maintenance|bugs?|defects?|faults?|issues?|problems?|apis?|dns|services?|network|cloud|regions?|data-?cent(?:er|re)s?|firmware|drivers?|updates?|sdks?|storage|power|change|release|patch|microcode|cpu|error|breakdown|degradation|platform|status|build|site|disruption|geocoder|library|backbone|cut|flood|fire|bgp|portal|system|server|database|processor|appliance|registry|zero-day|vulnerability|cve|gateway|attack|latency|delay)$/;
/** Nature, markets and chance. */
const NATURE =
  /^(?:weather|storms?|thunderstorms?|lightning|floods?|flooding|earthquakes?|hurricanes?|heat|heat-?wave|wave|sun|rays?|gravity|physics|light|pandemic|war|strike|luck|fate|murphy|entropy|nature|christmas|easter|holidays?|season|grid|blackout|brownout|squirrel|rodent|shark|anchor|excavator|winter|summer|snow|ice|wind|volcano|universe|friday|monday|black-friday|second)$/;
const NATURE_PHRASE =
  /\b(?:heat ?wave|solar (?:flare|storm)|light (?:takes|travels|needs)|cosmic rays?|leap (?:second|year|day)|black friday|cyber monday|(?:undersea|submarine|subsea|transatlantic|ocean) (?:\w+ )?cables?|speed of light|laws? of (?:physics|nature)|bad luck|act of god|force majeure|human nature|murphy's law|power (?:cut|grid|outage)|the (?:grid|weather|internet|economy|market)\b|(?:public|electric(?:al)?|mains|city) (?:grid|power|network)|people always|holiday season)\b/i;
const OURS = /^(?:our|my|we|us)$/;

/** Does the noun group stand for somebody outside, or for what is theirs? */
function isOutside(reading: Reading, group: NounGroup): boolean {
  const { words } = reading;
  const inside = words.slice(group.from, group.to);
  const lower = inside.map((word) => word.lower.replace(/(?:'s|s')$/, ''));
  const head = lower[group.head - group.from] ?? '';
  const named = (word: string): boolean => OUTSIDER.test(word) || COMPANY.test(word);
  const before = lower.slice(0, group.head - group.from).filter((_, n) => inside[n]?.tag !== 'det');
  const text = reading.text.slice(inside[0]?.from ?? 0, inside.at(-1)?.to ?? 0);
  const own = OURS.test(lower[0] ?? '');
  if (named(head)) return true;
  if (
    NATURE_PHRASE.test(text) &&
    !own &&
    (NATURE.test(head) ||
      /cables?|outage|cut|rays?|flare|nature|market|internet|grid|power|luck|physics|god|majeure|law|always/.test(
        head,
      ))
  )
    return true;
  // "Azure AD", "AWS Lambda": what a company sells.
  const product = /^\p{Lu}/u.test(words[group.head]?.text ?? '') && before.some((word) => COMPANY.test(word));
  if (product && !own) return true;
  if (own || /^ ?of (?:ours|our)\b/.test(reading.text.slice(inside.at(-1)?.to ?? 0).trimStart()))
    return false;
  const possessed = inside.some((word, n) => word.tag === 'poss' && named(lower[n] ?? ''));
  if (possessed) return true;
  const owned = before.some(
    (word) =>
      named(word) ||
      word === 'third-party' ||
      word === 'closed-source' ||
      word === 'upstream' ||
      word === 'external' ||
      word === 'hosting',
  );
  if (
    owned &&
    (FROM_OUTSIDE.test(head) ||
      /^(?:company|companies|firm|vendor|status)$/.test(head) ||
      before.includes('third-party') ||
      before.includes('closed-source'))
  )
    return true;
  if (
    before.length === 0 &&
    words[group.to]?.lower !== 'of' &&
    /^(?:lightning|thunderstorms?|hurricanes?|blizzards?|tornado(?:es)?|snow|frost|drought|floods?|flooding|earthquakes?|weather|storms?|entropy|fate|physics|gravity|light|murphy)$/.test(
      head,
    )
  )
    return true;
  if (head === 'season' && before.length > 0) return true;
  if (!FROM_OUTSIDE.test(head) && !/^(?:flood|fire)$/.test(head)) return false;
  // "a bug in the vendor's firmware", "an outage at AWS", "power failure of the grid".
  const verb = words.findIndex((word, n) => n >= group.to && word.finite);
  return nounGroups(words, group.to, Math.min(verb < 0 ? words.length : verb, group.to + 8)).some(
    (one) =>
      /^(?:of|in|at|by|from|on|with)$/.test(one.preposition ?? '') &&
      one.from <= group.to + 6 &&
      isOutside(reading, one),
  );
}

function clauseOutside(reading: Reading, clause: Clause): boolean {
  if (clause.agent && isOutside(reading, clause.agent)) return true;
  if (/^light (?:takes|travels|needs)\b/i.test(reading.text)) return true;
  if (clause.subject === null) return clause.link === 'rel' || clause.link === 'and';
  const head = reading.words[clause.subject.head]?.lower ?? '';
  if (/^(?:it|this|that|which|they|people)$/.test(head)) {
    const group = nounGroups(reading.words, clause.verb, clause.to).find(
      (one) => one.preposition === null || /^(?:at|with|in|by)$/.test(one.preposition),
    );
    return (
      (group !== undefined && isOutside(reading, group)) ||
      (head === 'people' && /\balways\b/i.test(reading.text)) ||
      (clause.link !== 'none' && head !== 'people')
    );
  }
  return isOutside(reading, clause.subject);
}

/** The words that name what nobody in the room can change, or null when the cause has a side of ours. */
export function beyondReach(cause: string): string | null {
  const reading = readingOf(cause);
  const { clauses, words } = reading;
  if (absenceIn(cause)) return null;
  if (clauses.length > 0) {
    const outside = clauses.filter((clause) => clauseOutside(reading, clause));
    if (clauses.length === 1 && /\b(?:speed of light|laws? of (?:physics|nature))\b/i.test(cause))
      return cause;
    if (outside.length < clauses.length || outside.length === 0) return null;
    return cause;
  }
  const groups = nounGroups(words, 0, words.length);
  const first = groups.find(
    (group) => group.preposition === null || /^(?:due|because|of)$/.test(group.preposition),
  );
  if (!first) return null;
  if (/\bwith(?:out| no| only| a single)\b/i.test(cause)) return null;
  return isOutside(reading, first) || NATURE_PHRASE.test(cause) ? cause : null;
}

/** Nobody in the room can act on it: vendors' internals, nature, chance. */
export const noAction: StructureRule = {
  id: 'no-action',
  severity: 'block',
  check: (report) =>
    roots(report).flatMap(({ root, index, where }) => {
      const steps = (report.next_steps ?? []).filter((step) => step.prevents?.includes(index));
      // A dependency on which no step acts and which nobody owns is out of reach whatever its words.
      const unowned =
        root.category === 'dependency' &&
        report.next_steps !== undefined &&
        !steps.some((step) => step.owner) &&
        steps.length === 0;
      const text = beyondReach(root.cause) ?? (unowned ? root.cause : null);
      return text === null
        ? []
        : [
            {
              where,
              text,
              advice: `Nobody here can act on this. Make it a condition ("when ${lowered(text)}") and ask: what on our side lets it do harm?`,
            },
          ];
    }),
};

/** As it stands in the middle of a sentence: names and abbreviations keep their capitals. */
function lowered(text: string): string {
  const plain = text.replace(/[.!]+$/, '');
  return /^(?:The|An?|This|Our|It|Its|Because|Due)\b/.test(plain)
    ? plain.charAt(0).toLowerCase() + plain.slice(1)
    : plain;
}
