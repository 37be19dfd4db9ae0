import { randomBytes } from 'node:crypto';
import { readFile, realpath } from 'node:fs/promises';
import { extname, join, sep } from 'node:path';
import type { Protocol, Session } from 'electron';

/** The only scheme that a window may load. */
export const APP_SCHEME = 'app';
const HOST = 'whyladder';

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.woff2': 'font/woff2',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
};

/** Before the app is ready: app: is a standard, secure scheme, so that storage and relative addresses work. */
export function declareAppScheme(protocol: Protocol): void {
  protocol.registerSchemesAsPrivileged([
    { scheme: APP_SCHEME, privileges: { standard: true, secure: true, supportFetchAPI: true } },
  ]);
}

/** Address of one of the two windows' pages. */
export function pageUrl(page: 'facilitator' | 'screen'): string {
  return `${APP_SCHEME}://${HOST}/${page}/index.html`;
}

/** What a page may do: run and style from the bundle, style elements with this response's nonce, and nothing else. */
export function contentSecurityPolicy(nonce: string): string {
  return [
    "default-src 'none'",
    "script-src 'self'",
    `style-src 'self' 'nonce-${nonce}'`,
    // Recharts and the stage set element styles; they carry no address and no script.
    "style-src-attr 'unsafe-inline'",
    "font-src 'self'",
    "img-src 'self' data:",
    "connect-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; ');
}

/**
 * The file behind an address, or null when the address leaves the bundle: another host, encoded separators, `..`, or
 * a link that points outside. `root` is the folder of the built pages.
 */
export async function bundledFile(root: string, address: string): Promise<string | null> {
  let path: string;
  try {
    const url = new URL(address);
    if (url.protocol !== `${APP_SCHEME}:` || url.host !== HOST) return null;
    path = decodeURIComponent(url.pathname);
  } catch {
    // No address at all: answered like any other that is not in the bundle.
    return null;
  }
  if (path.includes('\0') || path.includes('\\') || path.split('/').includes('..')) return null;
  try {
    const base = await realpath(root);
    const real = await realpath(join(base, path));
    return real.startsWith(base + sep) ? real : null;
  } catch {
    // A file that is not there.
    return null;
  }
}

/** Serves the bundle with a fresh nonce in each page. */
export function serveApp(session: Session, root: string): void {
  session.protocol.handle(APP_SCHEME, async (request) => {
    const file = request.method === 'GET' ? await bundledFile(root, request.url) : null;
    const type = file === null ? undefined : TYPES[extname(file)];
    if (file === null || type === undefined)
      return new Response('Not in the bundle.', { status: 404, headers: { 'content-type': 'text/plain' } });
    const nonce = randomBytes(16).toString('base64');
    const content = await readFile(file);
    const body = type.startsWith('text/html')
      ? content.toString('utf8').replaceAll('__CSP_NONCE__', nonce)
      : new Uint8Array(content);
    return new Response(body, {
      headers: {
        'content-type': type,
        'content-security-policy': contentSecurityPolicy(nonce),
        'x-content-type-options': 'nosniff',
        'cache-control': 'no-store',
      },
    });
  });
}
