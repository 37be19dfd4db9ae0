import { describe, expect, it } from 'vitest';
import { AnalystHost, type AnalystProcess } from '../../../../electron/analyst/host.ts';
import type {
  AnalystJob,
  AnalystMessage,
  AnalystOutput,
  Described,
} from '../../../../electron/analyst/job.ts';

const JOB: AnalystJob = { id: 'j', paths: ['folder'], brief: null, unreadable: [], analyse: true };
const OUTPUT = { title: 'done' } as unknown as AnalystOutput;

/** A process that does with each job what the script says. */
function scripted(
  script: (job: AnalystJob, say: (message: AnalystMessage) => void, die: () => void) => void,
) {
  const started: AnalystJob[] = [];
  let kills = 0;
  const start = (): AnalystProcess => {
    let say: (message: AnalystMessage) => void = () => undefined;
    let die: () => void = () => undefined;
    return {
      send: (job) => {
        started.push(job);
        queueMicrotask(() => script(job, say, die));
      },
      onMessage: (listener) => {
        say = listener;
      },
      onExit: (listener) => {
        die = listener;
      },
      kill: () => {
        kills += 1;
      },
    };
  };
  return { start, started, kills: () => kills };
}

function reading(file: string): AnalystMessage {
  return {
    kind: 'progress',
    job: 'j',
    progress: { phase: 'reading', file, filesDone: 0, files: 2, bytesDone: 0, bytes: 10, records: 0 },
  };
}

describe('the analyst host', () => {
  it('gives what the process found', async () => {
    const { start } = scripted((_job, say) => say({ kind: 'done', job: 'j', output: OUTPUT }));
    expect(await new AnalystHost(start).run(JOB)).toEqual({ ok: true, value: OUTPUT });
  });

  it('tells what describes the incident, where it is asked for that alone', async () => {
    const described = { title: 'It fails' } as unknown as Described;
    const { start, started } = scripted((job, say) => say({ kind: 'described', job: job.id, described }));
    expect(await new AnalystHost(start).describe('d', ['x.zip'])).toEqual({ ok: true, value: described });
    expect(started).toMatchObject([{ paths: ['x.zip'], only: 'description' }]);
  });

  it('reports the file that killed the process as unreadable and reads the rest', async () => {
    const { start, started } = scripted((job, say, die) => {
      say(reading('bad.json'));
      if (job.unreadable.includes('bad.json')) say({ kind: 'done', job: 'j', output: OUTPUT });
      else die();
    });
    const result = await new AnalystHost(start).run(JOB);
    expect(result.ok).toBe(true);
    expect(started.at(-1)?.unreadable).toEqual(['bad.json']);
  });

  it('gives up with a sentence when the process dies again and again', async () => {
    const { start } = scripted((_job, say, die) => {
      say(reading('bad.json'));
      die();
    });
    const result = await new AnalystHost(start).run(JOB);
    expect(result).toMatchObject({ ok: false, error: { code: 'analyst-died' } });
  });

  it('cancels at once and takes the next job', async () => {
    let answer = false;
    const { start, kills } = scripted((_job, say) => {
      if (answer) say({ kind: 'done', job: 'j', output: OUTPUT });
    });
    const host = new AnalystHost(start);
    const first = host.run(JOB);
    host.cancel('j');
    expect(await first).toMatchObject({ ok: false, error: { code: 'cancelled' } });
    expect(kills()).toBe(1);
    answer = true;
    expect((await host.run(JOB)).ok).toBe(true);
  });

  it('refuses a second job while one runs', async () => {
    const { start } = scripted(() => undefined);
    const host = new AnalystHost(start);
    void host.run(JOB);
    expect(await host.run({ ...JOB, id: 'k' })).toMatchObject({ ok: false, error: { code: 'analyst-busy' } });
  });
});
