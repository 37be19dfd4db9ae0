import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { expect, test } from '@playwright/test';
import { parse } from 'yaml';

const SAMPLE = resolve('resources/samples/checkout');
let folder: string;

test.beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'whyladder-cli-'));
});
test.afterEach(() => rmSync(folder, { recursive: true, force: true }));

function whyladder(...words: string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, ['out/cli/main.cjs', ...words], {
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
  });
  return { status, stdout, stderr };
}

function incident(text: string): string {
  writeFileSync(join(folder, 'incident.yaml'), text);
  return folder;
}

test('report names two roots, and two runs differ in the time of making alone', () => {
  const first = whyladder('report', SAMPLE);
  expect(first.status).toBe(0);
  const report = parse(first.stdout);
  expect(report.root_causes.map((root: { confidence: string }) => root.confidence)[0]).toBe('high');
  expect(report.root_causes).toHaveLength(2);
  expect(report.provenance.status).toBe('complete');
  const without = (text: string) => text.replace(/^\s*generated: .*$/m, '');
  expect(without(whyladder('report', SAMPLE).stdout)).toBe(without(first.stdout));
});

test('a change that the team only wrote down is named by its id and in words, and its line is a pin', () => {
  const onsets = [512, 561, 590, 661, 693, 770, 803, 871];
  const rows = Array.from({ length: 900 }, (_, minute) => {
    const failing = onsets.some((at) => minute >= at && minute < at + 10);
    const errors = failing ? 600 + (minute % 7) : (minute < 500 ? 3 : 9) + (minute % 4);
    return `${new Date(Date.UTC(2026, 2, 3, 8, minute)).toISOString()},${2000 + ((minute * 37) % 90)},${errors}`;
  });
  const orders = join(folder, 'orders');
  mkdirSync(orders);
  writeFileSync(join(orders, 'counts.csv'), ['time,requests,errors', ...rows].join('\n'));
  writeFileSync(
    join(orders, 'incident.yaml'),
    [
      'problem: Orders fail',
      'changes:',
      '  - {kind: code, what: Release 4.2, at: "2026-03-03 10:00"}',
      '  - {kind: configuration, what: Raised the pool to 50, at: "2026-03-03 16:20"}',
      '',
    ].join('\n'),
  );
  const label = '“Raised the pool to 50” (C2, 16:20)';
  const { verdict, candidates } = JSON.parse(whyladder('analyze', orders, '--jsonl').stdout);
  expect(verdict.cause).toBe('C2');
  expect(candidates.map((candidate: { label: string }) => candidate.label)).toContain(label);
  const out = join(folder, 'report.yaml');
  expect(whyladder('report', orders, '--out', out).status).toBe(0);
  const report = parse(readFileSync(out, 'utf8'));
  expect(report.likeliest_cause).toMatchObject({ cause: 'C2', label });
  const cause = report.evidence.find(({ kind }: { kind: string }) => kind === 'cause');
  expect(cause.pins[0].excerpt).toContain('Raised the pool to 50');
  expect(whyladder('verify', out, '--evidence', orders, '--recompute').status).toBe(0);
});

test('verify finds one changed byte, and says when a file is gone', () => {
  const evidence = join(folder, 'evidence');
  cpSync(SAMPLE, evidence, { recursive: true });
  const report = join(folder, 'report.yaml');
  expect(whyladder('report', evidence, '--out', report).status).toBe(0);
  const whole = whyladder('verify', report, '--evidence', evidence, '--recompute');
  expect(whole.stderr).toContain('agree');
  expect(whole.status).toBe(0);

  const [, file = '', from = ''] = /^ok +\S+ (\S+) bytes (\d+)-/m.exec(whole.stdout) ?? [];
  const bytes = readFileSync(join(evidence, file));
  const place = Number(from) + 1;
  bytes[place] = (bytes[place] ?? 0) ^ 1;
  writeFileSync(join(evidence, file), bytes);
  const changed = whyladder('verify', report, '--evidence', evidence);
  expect(changed.status).toBe(1);
  expect(changed.stdout).toMatch(/^changed /m);

  rmSync(join(evidence, file));
  const gone = whyladder('verify', report, '--evidence', evidence, '--recompute');
  expect(gone.stdout).toMatch(/^missing /m);
  expect(gone.stdout).toContain(`${file}: the engine ran without it`);
  expect(gone.stderr).toContain('on other files than those of the report');
});

test('verify --recompute finds a changed verdict', () => {
  const report = join(folder, 'report.yaml');
  whyladder('report', SAMPLE, '--out', report);
  const text = readFileSync(report, 'utf8');
  writeFileSync(report, text.replace('confidence: high', 'confidence: low'));
  const verified = whyladder('verify', report, '--evidence', SAMPLE, '--recompute');
  expect(verified.status).toBe(1);
  expect(verified.stdout).toContain('root_causes[0]');
});

test('analyze prints one line an incident, goes on after a failing one and says so at the end', () => {
  const analysed = whyladder('analyze', join(folder, 'nowhere'), SAMPLE, '--jsonl');
  expect(analysed.status).toBe(2);
  const lines = analysed.stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
  expect(lines[0]).toMatchObject({ incident: 'nowhere', error: { code: 'not-found' } });
  const { candidates, verdict } = lines[1];
  const sum = candidates.reduce((all: number, one: { probability: number }) => all + one.probability, 0);
  expect(sum).toBeCloseTo(1, 3);
  expect(candidates.map((one: { id: string }) => one.id)).toEqual(
    expect.arrayContaining([verdict.cause, 'traffic', 'accumulation', 'none']),
  );
});

test('import says what each file was taken for', () => {
  const read = whyladder('import', SAMPLE);
  expect(read.status).toBe(0);
  for (const file of readdirSync(SAMPLE).filter((name) => name !== 'incident.yaml'))
    expect(read.stdout).toContain(file);
});

for (const [what, words, saying] of [
  ['a wrong key', 'problem: x\nprobelm: y\n', 'line 2'],
  ['a wrong type', 'problem: x\nprevious_attempts: 5\n', 'line 2'],
  ['a depth of 0', 'problem: x\nmax_depth: 0\n', '3 to 15'],
  ['a depth of 1000', 'problem: x\nmax_depth: 1000\n', '3 to 15'],
] as const) {
  test(`${what} in incident.yaml ends with 2 and one line that says where`, () => {
    const refused = whyladder('report', incident(words));
    expect(refused.status).toBe(2);
    expect(refused.stdout).toBe('');
    expect(refused.stderr.trim().split('\n')).toHaveLength(1);
    expect(refused.stderr).toContain(saying);
  });
}

for (const [what, bytes, saying] of [
  ['UTF-16', Buffer.from('\ufeffproblem: It fails\n', 'utf16le'), 'UTF-16'],
  ['Latin-1', Buffer.from('problem: It fails\ncontext: caf\u00e9\n', 'latin1'), 'line 2'],
  ['two documents', Buffer.from('problem: It fails\n---\nproblem: It also fails\n'), 'second document'],
  ['an alias', Buffer.from('problem: &p It fails\ncontext: *p\n'), 'line 2'],
  ['a tab for indentation', Buffer.from('problem: It fails\n\tcontext: x\n'), 'line 2'],
] as const) {
  test(`an incident.yaml of ${what} ends with 2 and one line that says so`, () => {
    writeFileSync(join(folder, 'incident.yaml'), bytes);
    const refused = whyladder('report', folder);
    expect(refused.status).toBe(2);
    expect(refused.stdout).toBe('');
    expect(refused.stderr.trim().split('\n')).toHaveLength(1);
    expect(refused.stderr).toContain(saying);
  });
}

for (const [what, change] of [
  ['a byte order mark', (text: string) => `\ufeff${text}`],
  ['line ends of Windows', (text: string) => text.replaceAll('\n', '\r\n')],
] as const) {
  test(`an incident.yaml with ${what}, in a folder with blanks and signs, gives the same roots and pins that hold`, () => {
    const there = join(folder, 'an incident für 日本');
    cpSync(SAMPLE, there, { recursive: true });
    writeFileSync(join(there, 'incident.yaml'), change(readFileSync(join(SAMPLE, 'incident.yaml'), 'utf8')));
    const report = join(folder, 'report.yaml');
    expect(whyladder('report', there, '--out', report).status).toBe(0);
    expect(parse(readFileSync(report, 'utf8')).root_causes).toHaveLength(2);
    expect(whyladder('verify', report, '--evidence', there).status).toBe(0);
  });
}

test('who names incident.yaml means its folder', () => {
  const made = whyladder('report', join(SAMPLE, 'incident.yaml'));
  expect(made.status).toBe(0);
  expect(parse(made.stdout).root_causes).toHaveLength(2);
});

test('a reader that closes the pipe ends the run without a word', () => {
  const { status, stdout, stderr } = spawnSync(
    'bash',
    ['-c', 'set -o pipefail; "$0" out/cli/main.cjs report "$1" | head -1', process.execPath, SAMPLE],
    { encoding: 'utf8' },
  );
  expect(stdout.split('\n')).toHaveLength(2);
  expect(stderr).not.toMatch(/EPIPE|\bat \S+:\d+/);
  expect(status).toBe(0);
});

test('a place that cannot be written is named before the work begins', () => {
  for (const out of [join(folder, 'missing', 'r.yaml'), folder, '']) {
    const refused = whyladder('report', SAMPLE, '--out', out);
    expect(refused.status).toBe(2);
    expect(refused.stderr.trim().split('\n')).toHaveLength(1);
  }
});

test('an empty folder, an unknown personality and a broken one end with 2; one of your own asks', () => {
  expect(whyladder('report', folder).status).toBe(2);
  const refused = whyladder('report', SAMPLE, '--personality', 'nobody');
  expect(refused.status).toBe(2);
  expect(refused.stderr).toContain('investigator');
  const coach = readFileSync('resources/personalities/coach.yaml', 'utf8');
  const own = join(folder, 'own.yaml');
  writeFileSync(own, coach.replace('silence_s:', 'silense_s:'));
  const broken = whyladder('report', SAMPLE, '--personality', own);
  expect(broken.status).toBe(2);
  expect(broken.stderr).toContain('did you mean "silence_s"?');
  writeFileSync(own, coach.replace('id: coach', 'id: mentor'));
  const made = whyladder('report', SAMPLE, '--personality', own);
  const { questioning_sequence, root_causes } = parse(made.stdout);
  expect(new Set(questioning_sequence.map((one: { personality: string }) => one.personality))).toEqual(
    new Set(['mentor']),
  );
  expect(root_causes).toHaveLength(2);
});

test('a personality beside incident.yaml asks, and says what is wrong with it or that it is missing', () => {
  const coach = readFileSync('resources/personalities/coach.yaml', 'utf8');
  cpSync(SAMPLE, folder, { recursive: true });
  const text = readFileSync(join(folder, 'incident.yaml'), 'utf8');
  writeFileSync(
    join(folder, 'incident.yaml'),
    text.replace(/^personality: .*$/m, 'personality: our-team.yaml'),
  );
  const missing = whyladder('report', folder);
  expect(missing.status).toBe(2);
  expect(missing.stderr).toContain('incident.yaml names the personality "our-team.yaml"');
  writeFileSync(join(folder, 'our-team.yaml'), coach.replace('silence_s:', 'silense_s:'));
  const broken = whyladder('report', folder);
  expect(broken.status).toBe(2);
  expect(broken.stderr).toContain('our-team.yaml');
  expect(broken.stderr).toContain('did you mean "silence_s"?');
  expect(whyladder('report', folder, '--personality', 'coach').status).toBe(0);
  writeFileSync(join(folder, 'our-team.yaml'), coach.replace('id: coach', 'id: mentor'));
  const made = whyladder('report', folder, '--format', 'json');
  const { questioning_sequence, root_causes, sources } = JSON.parse(made.stdout);
  expect(new Set(questioning_sequence.map((one: { personality: string }) => one.personality))).toEqual(
    new Set(['mentor']),
  );
  expect(root_causes).toHaveLength(2);
  expect(sources.map((one: { file: string }) => one.file)).not.toContain('our-team.yaml');
});

test('a folder that counts no failures gives a partial report that says so and names no root', () => {
  cpSync(join(SAMPLE, 'github-deployments.json'), join(folder, 'github-deployments.json'));
  const made = whyladder('report', incident('problem: Things fail\n'), '--format', 'json');
  expect(made.status).toBe(0);
  const report = JSON.parse(made.stdout);
  expect(report.provenance.status).toBe('partial');
  expect(report.provenance.missing.join(' ')).toContain('counts failures');
  expect(report.root_causes).toEqual([]);
});

test('a binary file and one that ends in mid-record are rejected, and the rest goes on', () => {
  cpSync(SAMPLE, folder, { recursive: true });
  writeFileSync(
    join(folder, 'core.bin'),
    Buffer.from(Array.from({ length: 4096 }, (_, i) => (i * 7919) % 256)),
  );
  const runs = readFileSync(join(folder, 'support-tickets.csv'));
  writeFileSync(join(folder, 'support-tickets.csv'), runs.subarray(0, runs.length - 20));
  const made = whyladder('report', folder);
  expect(made.status).toBe(0);
  expect(made.stderr).toContain('core.bin');
  expect(parse(made.stdout).root_causes.length).toBeGreaterThan(0);
});
