/** What a credential looks like. Sources: RFC 6750 (bearer), RFC 7519 (JWT), the prefixes that vendors publish. */
const PATTERNS: readonly { readonly name: string; readonly pattern: RegExp; readonly keep?: number }[] = [
  {
    name: 'private key',
    pattern: /-----BEGIN [A-Z ]*PRIVATE KEY-----[\s\S]*?(?:-----END [A-Z ]*PRIVATE KEY-----|$)/g,
  },
  { name: 'token', pattern: /\beyJ[A-Za-z0-9_-]{6,}\.[A-Za-z0-9_-]{6,}(?:\.[A-Za-z0-9_-]*)?/g },
  {
    name: 'token',
    pattern: /\b(bearer|basic|token)(\s+)(?=[A-Za-z0-9._~+/-]*[\d=])[A-Za-z0-9._~+/-]{12,}=*/gi,
    keep: 2,
  },
  { name: 'key', pattern: /\b(?:AKIA|ASIA|AGPA|AIDA|AROA)[A-Z0-9]{16}\b/g },
  { name: 'key', pattern: /\bAIza[0-9A-Za-z_-]{35}\b/g },
  {
    name: 'token',
    pattern: /\b(?:gh[pousr]_[A-Za-z0-9]{30,}|github_pat_[A-Za-z0-9_]{30,}|glpat-[A-Za-z0-9_-]{16,})/g,
  },
  { name: 'token', pattern: /\bxox[abposre]-[A-Za-z0-9-]{10,}/g },
  { name: 'key', pattern: /\b(?:sk|rk|pk)_(?:live|test)_[A-Za-z0-9]{10,}|\bsk-[A-Za-z0-9_-]{20,}/g },
  { name: 'token', pattern: /\bhvs\.[A-Za-z0-9_-]{20,}|\bnpm_[A-Za-z0-9]{30,}|\bdop_v1_[a-f0-9]{40,}/g },
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
      /((?:password|passwd|pwd|secret|api[_-]?key|access[_-]?key|auth[_-]?token|client[_-]?secret|private[_-]?token)["']?\s*[:=]\s*["']?)(?!\*|<|\[|null\b|true\b|false\b|none\b)[^\s"',;&}\]]{6,}/gi,
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

/** Issuers' ranges (3 Amex, 4 Visa, 51-55 and 22-27 Mastercard, 6 others): epoch times and ids start with 1. */
const CARD = /(?<![\d.-])(?:3[47]\d{2}|4\d{3}|5[1-5]\d{2}|2[2-7]\d{2}|6\d{3})(?:[ -]?\d){9,15}(?![\d.-]?\d)/g;

/** A cheap look for anything that could be one, so that ordinary lines cost nothing more. */
const HINT =
  /eyJ|PRIVATE KEY|bearer|basic |token|AKIA|ASIA|AGPA|AIDA|AROA|AIza|gh[pousr]_|github_pat|glpat|xox|sk_|rk_|pk_|sk-|hvs\.|npm_|dop_v1|:\/\/[^\s/]*@|passw|pwd|secret|key|sig|[3-6]\d{3}[ -]?\d{4}|2[2-7]\d{2}[ -]?\d{4}/i;

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
  redacted = redacted.replace(CARD, (match) => {
    const digits = match.replace(/\D/g, '');
    if (digits.length < 13 || digits.length > 19 || !passesLuhn(digits)) return match;
    count += 1;
    return '[redacted card number]';
  });
  return { text: redacted, count };
}
