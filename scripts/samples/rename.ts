import { parse } from 'yaml';
import type { IncidentFiles } from './files.ts';
import { hex, type Prng, prng } from './prng.ts';

/** A renamed folder and what became of every name. */
export interface Renamed {
  readonly files: IncidentFiles;
  /** Old name, id or file name to new. */
  readonly names: ReadonlyMap<string, string>;
}

/** One consistent renaming of every job, host, metric, file and id; tells the new names, so that two reports can be compared name by name. */
export function renameWithMap(files: IncidentFiles, seed: number): Renamed {
  const random = prng(seed, 'rename');
  const words = random.fork('words');
  const names = new Map<string, string>();
  const taken = new Set<string>();
  const give = (old: string, make: () => string): void => {
    if (old === '' || names.has(old)) return;
    let fresh = make();
    while (taken.has(fresh)) fresh = make();
    taken.add(fresh);
    names.set(old, fresh);
  };
  const ids = random.fork('ids');
  for (const [file, text] of files) {
    const found = namesOf(file, text);
    for (const name of found.names) give(name, () => word(words));
    for (const id of found.ids) give(id, () => likeId(ids, id));
  }
  for (const file of files.keys()) {
    if (file !== 'incident.yaml') give(file, () => `${word(words)}${file.slice(file.lastIndexOf('.'))}`);
  }
  const replace = replacer(names);
  const cipher = letterCipher(random.fork('cipher'));
  const renamed: IncidentFiles = new Map();
  for (const [file, text] of files) {
    const content = text.startsWith('{"data":[')
      ? text.replace(LOG_ID, (_, id: string) => `{"id":"${cipher(id)}"`)
      : text;
    renamed.set(names.get(file) ?? file, replace(content));
  }
  return { files: renamed, names };
}

const LOG_ID = /\{"id":"(\w+)"/g;

interface Found {
  readonly names: Iterable<string>;
  readonly ids: Iterable<string>;
}

/** Names and ids in one file, by the shape of its content. */
function namesOf(file: string, text: string): Found {
  if (file === 'incident.yaml') return { names: briefNames(text), ids: [] };
  if (file.endsWith('.csv')) return csvNames(text);
  if (text.startsWith('{"data":[')) {
    return {
      names: new Set([...matches(text, /"host":"([^"]+)"/g), ...matches(text, /"service":"([^"]+)"/g)]),
      ids: [],
    };
  }
  if (text.startsWith('{"log_entries"')) {
    const services = matches(text, /"service_reference","summary":"([^"]+)"/g);
    return { names: services, ids: matches(text, /"id":"([A-Z0-9]+)"/g) };
  }
  if (text.startsWith('[')) {
    const repositories = [...matches(text, /"repository_url":"https:\/\/[^/]+\/repos\/([^"]+)"/g)];
    return {
      names: new Set(repositories.flatMap((path) => path.split('/'))),
      ids: new Set([
        ...matches(text, /"id":(\d+)/g),
        ...matches(text, /"sha":"(\w+)"/g),
        ...matches(text, /"node_id":"(\w+)"/g),
      ]),
    };
  }
  const labels = text.startsWith('{"status":"success"')
    ? matches(text, /"(?!__name__)\w+":"([^"]+)"(?=[,}][^[]*"values")/g)
    : new Set(
        [...matches(text, /"scope":"([^"]+)"/g)].flatMap((scope) =>
          scope.split(',').flatMap((tag) => tag.split(':')[1] ?? []),
        ),
      );
  return {
    names: new Set([
      ...matches(text, /"metric":"([^"]+)"/g),
      ...matches(text, /"__name__":"([^"]+)"/g),
      ...labels,
    ]),
    ids: [],
  };
}

function matches(text: string, pattern: RegExp): Set<string> {
  return new Set([...text.matchAll(pattern)].map((match) => match[1] ?? ''));
}

function briefNames(text: string): Set<string> {
  const brief = parse(text) as {
    team_hypothesis: { about: string[] };
    series: { requests: string; errors: string; limits: Record<string, string> };
    statements: { about?: string[] }[];
    changes?: { about?: string[] }[];
    teams: { name: string; owns: string[] }[];
  };
  return new Set([
    ...brief.team_hypothesis.about,
    brief.series.requests,
    brief.series.errors,
    ...Object.entries(brief.series.limits).flat(),
    ...brief.statements.flatMap((s) => s.about ?? []),
    ...(brief.changes ?? []).flatMap((c) => c.about ?? []),
    ...brief.teams.flatMap((team) => [team.name, ...team.owns]),
  ]);
}

/** Run history, calendar and tickets; their names never hold a comma or a quote. */
function csvNames(text: string): Found {
  const lines = text.trimEnd().split('\n');
  const header = (lines[0] ?? '').split(',');
  const last = (line: string, n: number): string => line.split(',').at(-n) ?? '';
  if (header[0] === 'stream') {
    return {
      names: new Set(lines.slice(1).flatMap((line) => [line.split(',')[0] ?? '', last(line, 1)])),
      ids: [],
    };
  }
  if (header[0] === 'at') {
    const lists = lines.slice(1).flatMap((line) => [1, 2, 3].flatMap((n) => last(line, n).split(';')));
    return { names: new Set(lists), ids: [] };
  }
  return { names: [], ids: lines.slice(1).map((line) => line.split(',')[0] ?? '') };
}

/** A word that means nothing and is allowed wherever a name may stand. */
function word(random: Prng): string {
  const syllable = (): string => random.pick([...'bdfgklmnprstvz']) + random.pick([...'aeiou']);
  return Array.from({ length: random.int(4, 5) }, syllable).join('');
}

/** Another id of the same make: digits, hexadecimal, capitals, or letters and digits. */
function likeId(random: Prng, id: string): string {
  if (/^\d+$/.test(id)) return `${random.int(1, 9)}${random.text(id.length - 1, '0123456789')}`;
  if (/^[0-9a-f]{40}$/.test(id)) return hex(random, 40);
  const capitals = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789';
  return random.text(id.length, /^[A-Z0-9]+$/.test(id) ? capitals : `${capitals}abcdefghijklmnopqrstuvwxyz`);
}

/** Ids of log records are many and nothing refers to them: one substitution of letters renames them all. */
function letterCipher(random: Prng): (id: string) => string {
  const letters = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789'];
  const shuffled = letters.map((letter) => [random.next(), letter] as const).sort((a, b) => a[0] - b[0]);
  const map = new Map(letters.map((letter, n) => [letter, shuffled[n]?.[1] ?? letter]));
  return (id) => [...id].map((letter) => map.get(letter) ?? letter).join('');
}

/** Replaces whole names only, the longest first: a metric may begin with the name of a service. */
function replacer(names: ReadonlyMap<string, string>): (text: string) => string {
  const sorted = [...names.keys()].sort((a, b) => b.length - a.length || (a < b ? -1 : 1));
  const escaped = sorted.map((name) => name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  const pattern = new RegExp(`(?<![A-Za-z0-9_])(?:${escaped.join('|')})(?![A-Za-z0-9_])`, 'g');
  return (text) => text.replace(pattern, (name) => names.get(name) ?? name);
}
