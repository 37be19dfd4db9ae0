import { posix } from 'node:path';

/** An import that goes against the arrows of ARCHITECTURE.md. */
export interface Violation {
  readonly file: string;
  readonly imports: string;
  readonly why: string;
}

/** Rooms of shared/ and what each may import besides itself and the files directly in shared/. */
const ARROWS: Readonly<Record<string, readonly string[]>> = {
  incident: [],
  importers: ['incident'],
  analyses: ['incident'],
  ladder: ['incident', 'analyses'],
  facilitation: ['incident', 'analyses', 'ladder'],
  report: ['incident', 'analyses', 'ladder', 'facilitation'],
  session: ['incident', 'importers', 'analyses', 'ladder', 'facilitation', 'report'],
  ipc: ['incident', 'importers', 'analyses', 'ladder', 'facilitation', 'report', 'session'],
};

/** Pure libraries that shared/ may use. */
const PURE_LIBRARIES = new Set(['zod', 'yaml', 'jsonc-parser', 'luxon', 'windows-iana', 'rrule', 'fflate']);

const SOCKETS = /^(node:)?(http|https|http2|net|tls|dgram|dns)(\/|$)|^(ollama|undici)(\/|$)/;
const MACHINE = /^node:|^(electron|better-sqlite3|ollama)(\/|$)/;
const DRAWING = /^(react|react-dom|recharts|radix-ui|cmdk|zustand|lucide-react)(\/|$)/;

/** Module names that a TypeScript source imports or re-exports, statically or by `import()`. */
export function importsOf(source: string): string[] {
  const code = source.replace(/\/\*[\s\S]*?\*\/|^\s*\/\/.*$/gm, '');
  const pattern = /(?:\bfrom\s*|\bimport\s*\(\s*|^\s*import\s+|\brequire\s*\(\s*)(['"])([^'"\n]+)\1/gm;
  return [...code.matchAll(pattern)].map((match) => match[2] as string);
}

/** What is wrong with each import of `file` (a path from the project's folder, with slashes). */
export function violationsOf(file: string, source: string): Violation[] {
  return importsOf(source).flatMap((name) => {
    const why = name.startsWith('.') ? wrongPath(file, name) : wrongPackage(file, name);
    return why === undefined ? [] : [{ file, imports: name, why }];
  });
}

function wrongPath(file: string, name: string): string | undefined {
  const target = posix.join(posix.dirname(file), name.replace(/\?.*$/, ''));
  const [from = '', fromRoom = ''] = file.split('/');
  const [to = '', toRoom = ''] = target.split('/');
  if (to === 'resources') return undefined;
  if (from !== to && to !== 'shared') return `${from}/ imports itself and shared/ alone`;
  if (from !== 'shared' || fromRoom === toRoom || isDirectlyInShared(target)) return undefined;
  if (isDirectlyInShared(file)) return 'what lies directly in shared/ imports no room';
  const allowed = ARROWS[fromRoom];
  if (allowed === undefined) return `shared/${fromRoom} is no room that the arrows name`;
  return allowed.includes(toRoom) ? undefined : `shared/${fromRoom} is below or beside shared/${toRoom}`;
}

function wrongPackage(file: string, name: string): string | undefined {
  if (file.startsWith('shared/')) {
    const library = name.startsWith('@') ? name : (name.split('/')[0] ?? name);
    return PURE_LIBRARIES.has(library) ? undefined : 'shared/ is pure: listed libraries only';
  }
  if (file.startsWith('renderer/')) {
    return MACHINE.test(name) ? 'a window reaches the machine through the contract alone' : undefined;
  }
  if (DRAWING.test(name)) return 'only the windows draw';
  if (SOCKETS.test(name) && !file.startsWith('electron/model/')) return 'only electron/model opens sockets';
  return undefined;
}

function isDirectlyInShared(file: string): boolean {
  return file.split('/').length === 2;
}
