/** What a credential looks like. Sources: RFC 6750 (bearer), RFC 7519 (JWT), the prefixes that vendors publish. */
const PATTERNS: readonly { readonly name: string; readonly pattern: RegExp; readonly keep?: number }[] = [
  {
    name: 'private key',
    pattern:
      /-----BEGIN [A-Z ]*PRIVATE KEY(?: BLOCK)?-----[\s\S]*?(?:-----END [A-Z ]*PRIVATE KEY(?: BLOCK)?-----|$)/g,
  },
  { name: 'private key', pattern: /\bAGE-SECRET-KEY-1[0-9A-Z]{20,}/g },
  { name: 'token', pattern: /\beyJ[A-Za-z0-9_-]{6,}\.[A-Za-z0-9_-]{6,}(?:\.[A-Za-z0-9_-]*)?/g },
  {
    // Not a date, not a bare number: "token 2026-11-20T10:00" is a sentence.
    name: 'token',
    pattern:
      /\b(bearer|token)(\s+)(?!\d{4}-\d\d-\d\d|\d+\b)(?=[A-Za-z0-9._~+/-]*[\d=])[A-Za-z0-9._~+/-]{12,}=*/gi,
    keep: 2,
  },
  {
    // Base64 shows by a digit, its padding, or a capital inside: "Basic Authentication" has none of them.
    name: 'token',
    pattern:
      /\b([Bb]asic|BASIC)(\s+)(?=[A-Za-z0-9+/]*(?:\d|=|[a-z][A-Z]))[A-Za-z0-9+/]{8,}={0,2}(?![\w+/=.:-])/g,
    keep: 2,
  },
  { name: 'key', pattern: /\b(?:AKIA|ASIA|AGPA|AIDA|AROA)[A-Z0-9]{16}\b/g },
  { name: 'key', pattern: /\bAIza[0-9A-Za-z_-]{35}\b/g },
  { name: 'token', pattern: /\bya29\.[A-Za-z0-9_-]{10,}/g },
  {
    name: 'token',
    pattern: /\b(?:gh[pousr]_[A-Za-z0-9]{30,}|github_pat_[A-Za-z0-9_]{30,}|glpat-[A-Za-z0-9_-]{16,})/g,
  },
  { name: 'token', pattern: /\bxox[abposre]-[A-Za-z0-9-]{10,}/g },
  { name: 'token', pattern: /(\bhooks\.slack\.com\/services\/)[A-Za-z0-9/]{16,}/g, keep: 1 },
  {
    name: 'key',
    pattern:
      /\b(?:sk|rk|pk)_(?:live|test)_[A-Za-z0-9]{10,}|\bwhsec_[A-Za-z0-9]{16,}|\bsk-[A-Za-z0-9_-]{20,}/g,
  },
  { name: 'key', pattern: /\bSG\.[A-Za-z0-9_-]{16,}\.[A-Za-z0-9_-]{30,}|\bkey-[0-9a-f]{32}\b/g },
  {
    name: 'token',
    pattern:
      /\bhvs\.[A-Za-z0-9_-]{20,}|\bnpm_[A-Za-z0-9]{30,}|\bpypi-[A-Za-z0-9_-]{16,}|\bdckr_pat_[A-Za-z0-9_-]{20,}|\bdop_v1_[a-f0-9]{40,}/g,
  },
  {
    name: 'signature',
    pattern: /([?&](?:X-Amz-Signature|sig|signature|access_token|token|api_key|key)=)[^&\s"']{8,}/gi,
    keep: 1,
  },
  {
    name: 'password',
    pattern: /\b([a-z][a-z0-9+.-]*:\/\/[^\s:/@"']{0,64}:)[^\s@/"']{1,128}(?=@)/gi,
    keep: 1,
  },
  {
    name: 'secret',
    pattern:
      /((?:password|passwd|pwd|secret|api[_-]?key|access[_-]?key|account[_-]?key|auth[_-]?token|client[_-]?secret|private[_-]?token)["']?\s*[:=]\s*["']?)(?!\*|<|\[|null\b|true\b|false\b|none\b)[^\s"',;&}\]]{4,}/gi,
    keep: 1,
  },
  {
    // A key that is called token: its value has a digit, is no bare number, and is long.
    name: 'token',
    pattern:
      /((?<![a-z])(?:[a-z]+[_-])?token["']?\s*[:=]\s*["']?)(?!\d{4}-\d\d-\d\d|\d+(?:\.\d+)?(?:[\s"',;&}\]]|$))(?=[^\s"',;&}\]]*\d)[^\s"',;&}\]]{6,}/gi,
    keep: 1,
  },
  {
    name: 'secret',
    pattern: /((?:^|\s)--(?:password|passwd|token|secret|api-key)[ =])(?!-)\S{4,}/gi,
    keep: 1,
  },
  {
    name: 'cookie',
    pattern: /(\bcookie["']?\s*[:=]\s*["']?)(?=[^\r\n"']{0,80}=)[^\r\n"']{8,}/gi,
    keep: 1,
  },
];

/** Luhn's check digit (ISO/IEC 7812-1), which tells card numbers from other long numbers. */
export function passesLuhn(digits: string): boolean {
  let sum = 0;
  for (let i = 0; i < digits.length; i += 1) {
    let value = digits.charCodeAt(digits.length - 1 - i) - 48;
    if (i % 2 === 1) {
      value *= 2;
      if (value > 9) value -= 9;
    }
    sum += value;
  }
  return sum % 10 === 0;
}

/** Issuers' ranges (34, 37 Amex, 35 JCB, 4 Visa, 51-55 and 22-27 Mastercard, 6 others): epoch times and ids start with 1. */
const CARD =
  /(?<![\d.-])(?:3[457]\d{2}|4\d{3}|5[1-5]\d{2}|2[2-7]\d{2}|6\d{3})(?:[ -]?\d){9,15}(?![\d.-]?\d)/g;
/** One long number in ten passes Luhn's check: what is named as an id, a place or an amount is taken at its word. */
const NAMED_NUMBER =
  /(?:id|ids|uuid|seq|sequence|offset|order|trace|span|request|position|cursor|lsn|lag|ts|time|timestamp|ns|us|size|bytes|count|version)["']?\s{0,2}[:=]?\s{0,2}["']?$/i;
const OF_CARD = /card|\bpan\b|\bcc\b|visa|master|amex|payment|iban/i;

/** True when the words in front of a number say that it is no card. */
function isNamed(text: string, at: number, match: string): boolean {
  const before = text.slice(Math.max(0, at - 40), at);
  return /^\d+$/.test(match) && NAMED_NUMBER.test(before) && !OF_CARD.test(before);
}

/** A cheap look for anything that could be one, so that ordinary lines cost nothing more. */
const HINT =
  /eyJ|PRIVATE KEY|bearer|basic |token|AKIA|ASIA|AGPA|AIDA|AROA|AIza|gh[pousr]_|github_pat|glpat|xox|sk_|rk_|pk_|sk-|hvs\.|npm_|dop_v1|ya29|SG\.|pypi-|dckr_|hooks\.slack|whsec_|cookie|:\/\/[^\s/]*@|passw|pwd|secret|key|sig|[3-6]\d{3}[ -]?\d{4}|2[2-7]\d{2}[ -]?\d{4}/i;

/** Text in which what looks like a credential is replaced by `[redacted ...]`, and how many were. */
export function redactSecrets(text: string): { readonly text: string; readonly count: number } {
  if (!HINT.test(text)) return { text, count: 0 };
  let count = 0;
  let redacted = text;
  for (const { name, pattern, keep = 0 } of PATTERNS) {
    redacted = redacted.replace(pattern, (match: string, ...groups: unknown[]) => {
      if (match.includes('[redacted')) return match;
      count += 1;
      const kept = groups
        .slice(0, keep)
        .filter((group) => typeof group === 'string')
        .join('');
      return `${kept}[redacted ${name}]`;
    });
  }
  redacted = redacted.replace(CARD, (match, at: number, whole: string) => {
    if (isNamed(whole, at, match)) return match;
    const digits = match.replace(/\D/g, '');
    if (digits.length < 13 || digits.length > 19 || !passesLuhn(digits)) return match;
    count += 1;
    return '[redacted card number]';
  });
  return { text: redacted, count };
}
