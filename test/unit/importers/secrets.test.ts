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
    ['Authorization: Basic dXNlcjpwYXNzd29yZDE=', 'dXNlcjpwYXNzd29yZDE'],
    ['mongodb+srv://u:p%40ss@cluster.example/db', 'p%40ss'],
    ['Server=db;User Id=sa;Password=S3cr;', 'S3cr'],
    ['jdbc:mysql://db/shop?user=shop&password=s3cr3t', 's3cr3t'],
    ['AccountKey=Eby8vdM02xNOcqFlqUwJPLlm==;', 'Eby8vdM02xNOcqFlqUwJPLlm'],
    ['psql --password hunter2x', 'hunter2x'],
    ['{"refresh_token":"1//0gabcdef"}', '1//0gabcdef'],
    ['access_token=ya29.a0AfH6SMB', 'a0AfH6SMB'],
    ['Set-Cookie: sid=s%3Aabcdef1234567890; Path=/', 'abcdef1234567890'],
    ['post to https://hooks.slack.com/services/T0001/B0001/abcdefghijkl', 'abcdefghijkl'],
    ['-----BEGIN PGP PRIVATE KEY BLOCK-----\nlQabc\n-----END PGP PRIVATE KEY BLOCK-----', 'lQabc'],
    ['pan=4111111111111111', '4111111111111111'],
    ['payment card id 4111111111111111', '4111111111111111'],
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
    'commit 9fceb02d0ae598e95dc970b74767f19372d61af8',
    'id=550e8400-e29b-41d4-a716-446655440000',
    'order_id=6011000990139424 paid',
    'offset 5105105105105100 of partition 3',
    'lag 4539578763621486 ns',
    'token expired for session 41',
    'token 2026-11-20T10:00:00Z',
    'max_tokens: 4096000, token count 1234567890123',
    'Basic Authentication failed, basic 2026-11-20T10:00:00Z',
    'primary key=12345678, cache key=sessions/12345678',
    'password incorrect, passwords table vacuumed',
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
