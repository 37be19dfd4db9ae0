import { createServer } from 'node:net';
import { fail, ok, type Result } from '../../shared/result.ts';

/** An address of a model server on this machine; nothing else is ever asked. */
export interface LoopbackAddress {
  readonly host: '127.0.0.1' | '::1';
  readonly port: number;
}

/** Reads `127.0.0.1:11434`, `localhost:11434` or `http://[::1]:11434`; anything that is not this machine is refused. */
export function loopbackAddress(text: string): Result<LoopbackAddress> {
  const trimmed = text.trim();
  const url = URL.parse(/^https?:\/\//i.test(trimmed) ? trimmed : `http://${trimmed}`);
  const host =
    url?.hostname === 'localhost' ? '127.0.0.1' : url?.hostname === '[::1]' ? '::1' : url?.hostname;
  if (url?.protocol !== 'http:' || url.username !== '' || (host !== '127.0.0.1' && host !== '::1')) {
    return fail(
      'not-loopback',
      `"${trimmed}" is not a server on this laptop.`,
      'Only 127.0.0.1, ::1 and localhost are asked; nothing leaves the machine.',
    );
  }
  return ok({ host, port: url.port === '' ? 11434 : Number(url.port) });
}

/** `127.0.0.1:41873`, as it is shown and as OLLAMA_HOST takes it. */
export function addressText({ host, port }: LoopbackAddress): string {
  return host === '::1' ? `[::1]:${port}` : `${host}:${port}`;
}

/** A port that was free a moment ago; the server that takes it may still find it taken. */
export function freePort(): Promise<number> {
  return new Promise((done, broken) => {
    const probe = createServer();
    probe.once('error', broken);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => done(typeof address === 'object' && address !== null ? address.port : 0));
    });
  });
}
