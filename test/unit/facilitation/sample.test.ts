import { beforeAll, describe, expect, it } from 'vitest';
import type { IncidentFiles } from '../../../scripts/samples/files.ts';
import { generateIncident } from '../../../scripts/samples/generate-incident.ts';
import { KNOCKOUTS, knockout } from '../../../scripts/samples/knockout.ts';
import { renameWithMap } from '../../../scripts/samples/rename.ts';
import { variants } from '../../../scripts/samples/variants.ts';
import { ANSWER_LENGTH, QUESTION_LENGTH, ROOT_LENGTH } from '../../../shared/facilitation/wording.ts';
import type { Incident } from '../../../shared/incident/incident.ts';
import { notedIn } from '../../../shared/incident/noted-entries.ts';
import { buildReport } from '../../../shared/report/build-report.ts';
import type { EntryDraft } from '../../../shared/session/commands.ts';
import type { SessionState } from '../../../shared/session/state.ts';
import { alone, commanded, incidentOf, opened, rootCategories, skeleton, waiting } from './session-alone.ts';

const TRAFFIC = {
  family: 'traffic',
  seed: 41,
  resource: 'rides',
  format: 'prometheus',
  zone: 'Europe/Madrid',
  firstRunAt: Date.UTC(2026, 9, 17, 10, 20),
} as const;
const UNEXPLAINED = { family: 'unexplained', seed: 97, resource: 'claims', zone: 'Europe/Zurich' } as const;
const BOTH = ['capacity limit', 'change process'];
const sample = generateIncident({ family: 'rearmed-job' });
/** The same folder where nobody said whom the failures hurt. */
function withoutImpact(files: IncidentFiles): IncidentFiles {
  const text = files.get('incident.yaml') ?? '';
  return new Map([...files, ['incident.yaml', text.replace(/^impact:.*\n(?: .*\n)*/m, '')]]);
}

let incident: Incident;
let ladder: SessionState;

beforeAll(async () => {
  incident = await incidentOf(sample);
  ladder = alone(incident);
}, 30_000);

describe('the sample incident with nobody in the room', () => {
  it.each(['investigator', 'coach', 'facilitator', 'default'])('reaches both roots as %s', (personality) => {
    const state = alone(incident, { personality });
    expect(rootCategories(state)).toEqual(BOTH);
    expect(state.rungs.filter((rung) => rung.root).map((rung) => rung.level)).toEqual([5, 5]);
    expect(waiting(state)).toEqual([]);
  });

  it('reaches the same ladder in every personality: only the questions differ', () => {
    for (const personality of ['coach', 'facilitator', 'default'])
      expect(skeleton(alone(incident, { personality }))).toEqual(skeleton(ladder));
  });

  it('challenges the favourite first and refutes each mechanism that it names', () => {
    const [first] = ladder.rungs;
    expect(first?.move).toBe('challenge');
    const refuted = ladder.rungs.filter((rung) => rung.move === 'challenge');
    expect(refuted.map((rung) => rung.status)).toEqual(refuted.map(() => 'refuted'));
    expect(refuted.length).toBeGreaterThanOrEqual(3);
    expect(refuted.every((rung) => rung.refutedBy !== null)).toBe(true);
  });

  it('stops at the depth that was set and leaves no root that it did not reach', () => {
    const state = alone(incident, { maxDepth: 3 });
    expect(Math.max(...state.rungs.map((rung) => rung.level))).toBe(3);
    expect(rootCategories(state)).toEqual([]);
  });

  it('keeps what the room reads short', () => {
    for (const rung of ladder.rungs) {
      expect(rung.question.length).toBeLessThanOrEqual(QUESTION_LENGTH);
      expect((rung.answer ?? '').length).toBeLessThanOrEqual(rung.root ? ROOT_LENGTH : ANSWER_LENGTH);
    }
  });

  it('claims nothing that its rungs do not cite', () => {
    for (const rung of ladder.rungs) {
      if (rung.status === 'supported') expect(rung.cites.length).toBeGreaterThan(0);
    }
  });
});

describe('evidence that is taken away', () => {
  const OPEN = {
    runs: 'clock',
    pool: 'mechanism',
    'change-entry': 'trigger',
    calendar: 'guard',
    'limit-statement': 'guard',
  } as const;

  describe.each(KNOCKOUTS)('without %s', (what) => {
    let state: SessionState;

    beforeAll(async () => {
      state = alone(await incidentOf(knockout(sample, what)));
    }, 30_000);

    it('exactly its rung is open', () => {
      expect(waiting(state)).toEqual([OPEN[what]]);
      const roots = rootCategories(state);
      expect(BOTH).toEqual(expect.arrayContaining(roots));
      if (what === 'pool' || what === 'limit-statement') expect(roots).not.toContain('capacity limit');
      if (what === 'calendar' || what === 'change-entry') expect(roots).not.toContain('change process');
      if (what === 'runs') expect(roots).toEqual([]);
    });

    it('the open rung says what to bring', () => {
      const open = state.rungs.find((rung) => rung.status === 'parked');
      const names = {
        runs: /run history/i,
        pool: /metric/i,
        'change-entry': /record|calendar/i,
        calendar: /calendar/i,
        'limit-statement': /limit/i,
      };
      expect(open?.bring).toMatch(names[what]);
    });
  });
});

describe('what a file does not have and somebody tells', () => {
  it.each(['limit-statement', 'change-entry'] as const)(
    'answers the rung that waited for the %s, through the engine and with its own id',
    async (what) => {
      const files = knockout(sample, what);
      const lacking = await incidentOf(files);
      expect(waiting(alone(lacking))).toHaveLength(1);
      const statement = incident.statements.find(
        ({ said }) => !lacking.statements.some((one) => one.said === said),
      );
      const changes = incident.changes.filter(
        (change) => !lacking.changes.some((one) => one.what === change.what && one.kind === change.kind),
      );
      const drafts: EntryDraft[] = [
        ...(statement ? [{ kind: 'statement' as const, said: statement.said, about: statement.about }] : []),
        ...changes.map(({ kind, what: text, at, about, notKnownTo }) => ({
          kind: 'change' as const,
          change: kind,
          what: text,
          at,
          about,
          notKnownTo,
        })),
      ];
      expect(drafts.length).toBeGreaterThan(0);
      let log = opened(lacking);
      for (const draft of drafts)
        log = commanded(log, {
          kind: 'note-entry',
          draft,
          toldBy: 'data platform',
          quote: '',
          proposedBy: 'team',
        });
      const noted = notedIn(log.state);
      const state = alone(await incidentOf(files, noted));
      expect(waiting(state)).toEqual([]);
      expect(rootCategories(state)).toEqual(BOTH);
      const told = new Set<string>(noted.map(({ entry }) => entry.id));
      const cited = state.rungs.flatMap(({ cites }) => cites.map(({ id }) => id));
      const repeated = state.findings.some(
        ({ data }) => data.kind === 'recorded-change' && told.has(data.change),
      );
      expect(repeated || cited.some((id) => told.has(id))).toBe(true);
    },
    20_000,
  );
});

describe('other names', () => {
  it('change nothing but the names', async () => {
    const { files, names } = renameWithMap(sample, 11);
    const plain = skeleton(ladder);
    const renamed = skeleton(alone(await incidentOf(files)));
    const back = [...names].sort((a, b) => b[1].length - a[1].length);
    const restored = renamed.map((line) =>
      back.reduce((text, [old, fresh]) => text.split(fresh).join(old), line),
    );
    expect(restored.map((line) => line.replace(/\d+k?\b/g, '#'))).toEqual(
      plain.map((line) => line.replace(/\d+k?\b/g, '#')),
    );
  }, 30_000);
});

describe('variants of the sample', () => {
  it('reach the roots that their evidence carries in at least 18 of 20', async () => {
    const missed: string[] = [];
    for (const variant of variants(20)) {
      const state = alone(await incidentOf(generateIncident(variant.options)));
      const wanted = { both: BOTH, limit: ['capacity limit'], notice: ['change process'] }[
        variant.options.roots ?? 'both'
      ];
      const got = rootCategories(state);
      if (got.join() !== wanted.join())
        missed.push(`${variant.name}: ${got.join() || 'none'}; ${waiting(state).join()}`);
    }
    expect(missed.length, missed.join('\n')).toBeLessThanOrEqual(2);
  }, 240_000);
});

describe('the other two samples', () => {
  it('say what the problem itself is at level 0, in the ladder and in the report, and ask on at level 1', async () => {
    const state = alone(await incidentOf(withoutImpact(generateIncident(UNEXPLAINED))));
    const levels = new Map(state.rungs.map(({ move, level }) => [move, level]));
    expect(levels.get('frame')).toBe(0);
    expect(levels.get('pattern')).toBe(1);
    const { questioning_sequence: asked } = buildReport(state, { generatedAt: 0, headHash: '' });
    expect(asked.map(({ level }) => level)).toEqual(state.rungs.map(({ level }) => level));
  }, 30_000);

  it('follow the load to what it uses up, and blame no job, deployment or database', async () => {
    const state = alone(await incidentOf(generateIncident(TRAFFIC)));
    const standing = state.rungs.filter((rung) => rung.status === 'supported');
    expect(standing.find((rung) => rung.move === 'pattern')?.answer).toBe('It follows the load');
    expect(standing.some((rung) => rung.move === 'clock')).toBe(false);
  }, 30_000);

  it('end without a root where nothing listed explains the failures', async () => {
    const state = alone(await incidentOf(generateIncident(UNEXPLAINED)));
    expect(rootCategories(state)).toEqual([]);
    const open = state.rungs.filter((rung) => rung.status === 'parked');
    expect(open.length).toBeGreaterThan(0);
    for (const rung of open) expect(rung.bring?.length).toBeGreaterThan(10);
  }, 30_000);
});
