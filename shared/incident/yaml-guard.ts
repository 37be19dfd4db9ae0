import { type Document, isMap, isNode, isScalar, Lexer, LineCounter, parseDocument, visit } from 'yaml';
import { fail, ok, type Result } from '../result.ts';

/** Largest text that is read, bytes as UTF-16 units. */
export const MAX_YAML_CHARS = 1024 * 1024;
const MAX_YAML_DEPTH = 64;
/** A flood of keys keeps the composer busy for a minute; nobody describes an incident in more lines than this. */
const MAX_YAML_LINES = 20_000;

/** A parsed document and the way from an offset to its line. */
export interface GuardedYaml {
  readonly document: Document;
  readonly value: unknown;
  /** The text without a byte order mark: offsets count in it. */
  readonly text: string;
  lineOf(offset: number): number;
  /** Byte offset in the file of an offset in the text. */
  byteOf(offset: number): number;
}

/**
 * Nesting of flow brackets, found by the lexer, which does not recurse. The composer does: ten thousand `[` end
 * its process in a way that nothing can catch, so it must not see them.
 */
function flowDepth(text: string): number {
  let depth = 0;
  let most = 0;
  for (const token of new Lexer().lex(text)) {
    if (token === '[' || token === '{') {
      depth += 1;
      if (depth > most) most = depth;
      if (most > MAX_YAML_DEPTH) return most;
    } else if (token === ']' || token === '}') depth -= 1;
  }
  return most;
}

/** An upper bound of block nesting: growing indents, and `- - -` in one line. */
function blockDepth(text: string): number {
  const indents: number[] = [];
  let most = 0;
  for (const line of text.split('\n')) {
    const match = /^( *)((?:[-?:] +)*)\S/.exec(line);
    if (!match) continue;
    const indent = match[1]?.length ?? 0;
    while ((indents.at(-1) ?? -1) >= indent) indents.pop();
    indents.push(indent);
    const depth = indents.length + (match[2]?.match(/[-?:]/g)?.length ?? 0);
    if (depth > most) most = depth;
  }
  return most;
}

function countLines(text: string): number {
  let count = 1;
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) count += 1;
  return count;
}

function duplicateKey(document: Document): { readonly key: string; readonly offset: number } | null {
  let found: { readonly key: string; readonly offset: number } | null = null;
  visit(document, {
    Map(_, node) {
      const seen = new Set<string>();
      for (const pair of node.items) {
        if (!isScalar(pair.key)) continue;
        const key = String(pair.key.value);
        if (seen.has(key)) {
          found = { key, offset: pair.key.range?.[0] ?? 0 };
          return visit.BREAK;
        }
        seen.add(key);
      }
      return undefined;
    },
  });
  return found;
}

/** The line with its text in quotes, where that holds a colon; null for any other line. */
function colonInText(line: string): string | null {
  const [, key, text] = /^(\s*(?:- )?[\w-]+: +)([^\s"'[{|>].*:(?:\s.*)?)$/.exec(line.trimEnd()) ?? [];
  return key === undefined || text === undefined ? null : `${key.trimStart()}"${text.replaceAll('"', "'")}"`;
}

/** Parses YAML that nobody vouches for: size and depth are checked first, aliases and double keys are refused. */
export function parseGuardedYaml(text: string, name: string): Result<GuardedYaml> {
  if (text.length > MAX_YAML_CHARS) {
    return fail('yaml-too-large', `${name} is larger than 1 MB`, 'Keep long texts in files of their own.');
  }
  if (countLines(text) > MAX_YAML_LINES) {
    return fail(
      'yaml-too-large',
      `${name} has more than 20,000 lines`,
      'Keep the evidence in files of its own.',
    );
  }
  const plain = text.startsWith('\uFEFF') ? text.slice(1) : text;
  if (flowDepth(plain) > MAX_YAML_DEPTH || blockDepth(plain) > MAX_YAML_DEPTH) {
    return fail('yaml-too-deep', `${name} is nested deeper than ${MAX_YAML_DEPTH} levels`, 'Flatten it.');
  }
  const lines = new LineCounter();
  const document = parseDocument(plain, {
    uniqueKeys: false,
    merge: false,
    schema: 'core',
    lineCounter: lines,
    prettyErrors: false,
    // Says nothing on the console; `silent` would also hide that there is a second document.
    logLevel: 'error',
  });
  const lineOf = (offset: number) => lines.linePos(offset).line;
  const error = document.errors[0];
  if (error?.code === 'MULTIPLE_DOCS') {
    return fail(
      'yaml-invalid',
      `${name}, line ${lineOf(error.pos[0])}: a second document begins here`,
      'Keep one document in the file.',
    );
  }
  if (error) {
    const quoted = colonInText(plain.split('\n')[lineOf(error.pos[0]) - 1] ?? '');
    if (error.code === 'BLOCK_AS_IMPLICIT_KEY' && quoted !== null) {
      return fail(
        'yaml-invalid',
        `${name}, line ${lineOf(error.pos[0])}: a text with a colon in it stands without quotes`,
        `Write ${quoted}`,
      );
    }
    return fail(
      'yaml-invalid',
      `${name}, line ${lineOf(error.pos[0])}: ${error.message}`,
      'Check the indentation and the quotes there.',
    );
  }
  let alias: number | null = null;
  visit(document, {
    Alias(_, node) {
      alias = node.range?.[0] ?? 0;
      return visit.BREAK;
    },
  });
  if (alias !== null) {
    return fail(
      'yaml-alias',
      `${name}, line ${lineOf(alias)}: aliases (*name) are not read`,
      'Write the value out.',
    );
  }
  const twice = duplicateKey(document);
  if (twice) {
    return fail(
      'yaml-duplicate-key',
      `${name}, line ${lineOf(twice.offset)}: the key "${twice.key}" occurs twice`,
      'Keep one of them.',
    );
  }
  const value: unknown = document.contents === null ? null : document.toJS({ maxAliasCount: 0 });
  const mark = plain.length === text.length ? 0 : 3;
  const byteOf = (offset: number) => mark + utf8Bytes(plain.slice(0, offset));
  return ok({ document, value, text: plain, lineOf, byteOf });
}

/** Line (from 1) of the node at a path of keys and indexes, or of its nearest parent. */
export function lineAt(yaml: GuardedYaml, path: readonly PropertyKey[]): number {
  for (let length = path.length; length >= 0; length -= 1) {
    const part = path.slice(0, length);
    const key = part.at(-1);
    const parent: unknown = yaml.document.getIn(part.slice(0, -1), true);
    if (isMap(parent) && key !== undefined) {
      const pair = parent.items.find((item) => isScalar(item.key) && String(item.key.value) === String(key));
      if (pair && isScalar(pair.key) && pair.key.range) return yaml.lineOf(pair.key.range[0]);
    }
    const node: unknown = yaml.document.getIn(part, true);
    if (typeof node === 'object' && node !== null && 'range' in node && Array.isArray(node.range)) {
      const offset: unknown = node.range[0];
      if (typeof offset === 'number') return yaml.lineOf(offset);
    }
  }
  return 1;
}

/** Length of a text in UTF-8. */
function utf8Bytes(text: string): number {
  let bytes = 0;
  for (const character of text) {
    const code = character.codePointAt(0) ?? 0;
    bytes += code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
  }
  return bytes;
}

/** Bytes and lines of the node at a path, without the blank space behind it; null when there is none. */
export function placeOf(
  yaml: GuardedYaml,
  path: readonly PropertyKey[],
): { readonly bytes: readonly [number, number]; readonly lines: readonly [number, number] } | null {
  const node: unknown = yaml.document.getIn(path, true);
  if (!isNode(node) || !node.range) return null;
  const [from, to] = node.range;
  const end = from + yaml.text.slice(from, to).trimEnd().length;
  return {
    bytes: [yaml.byteOf(from), yaml.byteOf(end)],
    lines: [yaml.lineOf(from), yaml.lineOf(Math.max(from, end - 1))],
  };
}
