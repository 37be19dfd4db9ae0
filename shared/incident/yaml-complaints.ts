import { z } from 'zod';
import { didYouMean } from './did-you-mean.ts';
import { MAX_DEPTH, MIN_DEPTH } from './incident-limits.ts';
import { wordTable } from './word-table.ts';
import { type GuardedYaml, lineAt } from './yaml-guard.ts';

/** Keys allowed in the object at a path, for "did you mean". */
function allowedAt(schema: z.ZodType, path: readonly PropertyKey[]): readonly string[] {
  let at: unknown = schema;
  for (const step of path) {
    at = unwrap(at);
    if (at instanceof z.ZodObject) at = at.shape[String(step)];
    else if (at instanceof z.ZodArray) at = at.element;
    else return [];
  }
  at = unwrap(at);
  return at instanceof z.ZodObject ? Object.keys(at.shape) : [];
}

function unwrap(type: unknown): unknown {
  let at = type;
  while (at instanceof z.ZodOptional) at = at.unwrap();
  if (at instanceof z.ZodUnion) return at.options.find((option) => option instanceof z.ZodObject) ?? at;
  return at;
}

function keyPath(path: readonly PropertyKey[]): string {
  return path
    .map((step, at) => (typeof step === 'number' ? `[${step}]` : `${at > 0 ? '.' : ''}${String(step)}`))
    .join('');
}

export interface Complaint {
  readonly line: number;
  readonly text: string;
  readonly hint: string;
}

/** What is wrong, said for whoever wrote the file: the line, the key, what is allowed and what was probably meant. */
export function complain(issue: z.core.$ZodIssue, yaml: GuardedYaml, schema: z.ZodType): Complaint[] {
  const place = keyPath(issue.path);
  const line = lineAt(yaml, issue.path);
  const say = (text: string, hint = ''): Complaint[] => [
    { line, text: place === '' ? text : `"${place}" ${text}`, hint },
  ];
  switch (issue.code) {
    case 'unrecognized_keys':
      // A flood of keys must not cost a look-up each: three are shown anyway.
      return issue.keys.slice(0, 4).map((key) => {
        const allowed = allowedAt(schema, issue.path);
        const meant = meantBy(key, allowed);
        return {
          line: lineAt(yaml, [...issue.path, key]),
          text: `unknown key "${keyPath([...issue.path, key])}"${meant ? `; did you mean "${meant}"?` : ''}`,
          hint: `Allowed here: ${allowed.join(', ')}.`,
        };
      });
    case 'invalid_type':
      if (issue.path.length > 0 && yaml.document.getIn(issue.path) === undefined) return say('is missing');
      return say(`must be ${expected(issue.expected)}`, exampleFor(issue.path));
    case 'invalid_value': {
      const allowed = issue.values.map(String);
      const written = String(yaml.document.getIn(issue.path));
      const meant = didYouMean(written, allowed);
      return say(
        `cannot be "${written.slice(0, 60)}"${meant ? `; did you mean "${meant}"?` : ''}`,
        `Allowed: ${allowed.join(', ')}.`,
      );
    }
    case 'too_small':
    case 'too_big':
      if (issue.path.at(-1) === 'max_depth') {
        return say(`must be a whole number from ${MIN_DEPTH} to ${MAX_DEPTH}`, 'Seven levels are usual.');
      }
      return issue.message.startsWith('Too') ? say(bounds(issue)) : longText(issue.message, place, line);
    case 'invalid_union': {
      const variants = issue.errors.flat();
      // An unknown key says most; then the variant that got furthest; a value that is no variant at all last.
      const unknown = variants.find((one) => one.code === 'unrecognized_keys');
      const deepest =
        unknown ?? [...variants].sort((x, y) => y.path.length - x.path.length || rank(y) - rank(x))[0];
      if (deepest && (deepest.path.length > 0 || deepest.code !== 'invalid_type')) {
        return complain({ ...deepest, path: [...issue.path, ...deepest.path] }, yaml, schema);
      }
      const types = variants.flatMap((one) => (one.code === 'invalid_type' ? [expected(one.expected)] : []));
      return say(types.length === 0 ? 'has the wrong form' : `must be ${[...new Set(types)].join(' or ')}`);
    }
    default:
      return issue.path.length === 0 ? say(issue.message) : say(issue.message);
  }
}

/** Other words for the keys, by which people call them. */
const CALLED: Readonly<Record<string, string>> = wordTable({
  attempts: 'previous_attempts',
  tried: 'previous_attempts',
  fixes: 'previous_attempts',
  actions: 'previous_attempts',
  title: 'problem',
  summary: 'problem',
  description: 'problem',
  name: 'problem',
  hypothesis: 'team_hypothesis',
  theory: 'team_hypothesis',
  suspicion: 'team_hypothesis',
  tz: 'timezone',
  time_zone: 'timezone',
  zone: 'timezone',
  metrics: 'series',
  files: 'sources',
  role: 'by_role',
  by: 'by_role',
  who: 'by_role',
  text: 'said',
  time: 'at',
  when: 'at',
});

/** The allowed key that was probably meant: by its letters, else by its sense. */
function meantBy(key: string, allowed: readonly string[]): string | null {
  const called = CALLED[key.toLowerCase()];
  return called !== undefined && allowed.includes(called) ? called : didYouMean(key, allowed);
}

/** How an entry of a list is written, for whoever wrote a text in its place. */
function exampleFor([key, ...rest]: readonly PropertyKey[]): string {
  if (key === 'statements' && rest.length === 1)
    return 'Write - {said: "...", by_role: database-administration}.';
  if (key === 'changes' && rest.length === 1)
    return 'Write - {kind: deploy, what: "...", at: 2026-11-20 10:00}.';
  return rest.length === 0 && (key === 'previous_attempts' || key === 'statements' || key === 'changes')
    ? `Begin each line below ${key} with "- ".`
    : '';
}

function longText(message: string, place: string, line: number): Complaint[] {
  return [{ line, text: message.startsWith('the ') ? message : `"${place}" ${message}`, hint: '' }];
}

/** "has more than 24 characters": a bound that the schema gives no words of its own. */
function bounds(issue: z.core.$ZodIssueTooBig | z.core.$ZodIssueTooSmall): string {
  const [than, bound] =
    issue.code === 'too_big' ? ['more than', issue.maximum] : ['fewer than', issue.minimum];
  if (issue.origin === 'string') return `has ${than} ${bound} characters`;
  if (issue.origin === 'array') return `has ${than} ${bound} entries`;
  return `must be ${issue.code === 'too_big' ? 'at most' : 'at least'} ${bound}`;
}

function rank(issue: z.core.$ZodIssue): number {
  return issue.code === 'unrecognized_keys' ? 2 : issue.code === 'invalid_type' ? 0 : 1;
}

function expected(type: string): string {
  const words: Readonly<Record<string, string>> = {
    string: 'a text',
    number: 'a number',
    int: 'a whole number',
    array: 'a list',
    object: 'a group of keys',
    record: 'a group of keys',
  };
  return words[type] ?? type;
}
