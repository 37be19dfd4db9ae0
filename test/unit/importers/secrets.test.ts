import { describe, expect, it } from 'vitest';
import { passesLuhn, redactSecrets } from '../../../shared/importers/secrets.ts';

describe('credentials in evidence', () => {
  it.each([
    ['Authorization: Bearer abcdef0123456789abcdef', 'abcdef0123456789abcdef'],
    ['key AKIAABCDEFGHIJKLMNOP used', 'AKIAABCDEFGHIJKLMNOP'],
    ['eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0In0.c2lnbmF0dXJl', 'eyJzdWIi'],
    ['postgres://app:s3cr3tpw@db:5432/x', 's3cr3tpw'],
    ['password=hunter2hunter2 retry', 'hunter2hunter2'],
    ['{"api_key":"0123456789abcdef"}', '0123456789abcdef'],
    [`-----BEGIN RSA PRIVATE KEY-----\nMIIabc\n-----END RSA PRIVATE KEY-----`, 'MIIabc'],
    ['card 4111 1111 1111 1111 declined', '1111 1111'],
    ['card 5500000000000004 declined', '5500000000000004'],
    [`token ${'ghp_'}${'a'.repeat(36)}`, 'aaaaaaaa'],
    ['GET /x?sig=abcdef1234567890&y=1', 'abcdef1234567890'],
  ])('%s', (text, secret) => {
    const { text: shown, count } = redactSecrets(text);
    expect(shown).not.toContain(secret);
    expect(shown).toContain('[redacted');
    expect(count).toBe(1);
  });

  it.each([
    'order 4111111111111112 stored',
    'took 1795187045000 ms',
    'trace 4bf92f3577b34da6a3ce929d0e0e4736',
    'basic checks passed, token refreshed',
    'https://shop.example.com/cart',
    'password: ***',
    'pool in use 128 of 128',
  ])('leaves "%s" alone', (text) => {
    expect(redactSecrets(text)).toEqual({ text, count: 0 });
  });

  it('does not redact twice', () => {
    const once = redactSecrets('postgres://app:s3cr3tpw@db/x').text;
    expect(redactSecrets(once).text).toBe(once);
  });

  it('knows the check digit of cards', () => {
    expect(passesLuhn('4111111111111111')).toBe(true);
    expect(passesLuhn('4111111111111112')).toBe(false);
  });
});
