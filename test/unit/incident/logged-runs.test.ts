import { describe, expect, it } from 'vitest';
import { isRunLine, LoggedRuns } from '../../../shared/incident/logged-runs.ts';

const MIN = 60_000;
const ref = { source: 'E1', bytes: [0, 1], lines: [1, 1], time: null } as const;

function runsOf(lines: readonly (readonly [minute: number, message: string])[]) {
  const runs = new LoggedRuns();
  for (const [minute, message] of lines) if (isRunLine(message)) runs.add(message, minute * MIN, ref);
  return runs.finish().map((run) => [run.stream, run.start / MIN, run.end === null ? null : run.end / MIN]);
}

/** The same lines at several times. */
const often = (lines: (at: number) => readonly (readonly [number, string])[]) =>
  [0, 60, 120, 180].flatMap((at) => lines(at));

describe('runs that only the logs tell of', () => {
  it.each([
    ['job seatmap-rebuild started', 'job seatmap-rebuild finished in 600 s', 'seatmap-rebuild'],
    ['Starting job: ledger.close', 'Finished job ledger.close', 'ledger.close'],
    ['Task "price_import" has started', 'Task "price_import" completed after 10 min', 'price_import'],
    ['Starting nightly.service - Nightly export...', 'Finished nightly.service - Nightly export.', 'nightly'],
    ['Batch reindex: starting', 'Batch reindex: failed', 'reindex'],
    ['reconcile started', 'reconcile finished in 600 s', 'reconcile'],
    ['image-resize started', 'image-resize finished', 'image-resize'],
    ['Traitement RELEVE démarré', 'Traitement RELEVE terminé en 600 s', 'RELEVE'],
    ['Auftrag Abgleich gestartet', 'Auftrag Abgleich beendet nach 10 min', 'Abgleich'],
    ['Proceso carga_padron iniciado', 'Proceso carga_padron finalizado', 'carga_padron'],
    [
      '* Background saving started by pid 328',
      '* Background saving terminated with success',
      'Background saving',
    ],
    ['LOG:  checkpoint starting: time', 'LOG:  checkpoint complete: wrote 120 buffers (0.7%)', 'checkpoint'],
    ['$HASP373 STMT#010 STARTED - INIT 4 - CLASS B - SYS SYSA', '$HASP395 STMT#010 ENDED', 'STMT#010'],
    ['$HASP373 RATES    STARTED - INIT 1', '$HASP395 RATES    ENDED - ABEND=S0C7', 'RATES'],
    ['fx-update has started.', 'fx-update completed successfully (took 10m0s)', 'fx-update'],
    [
      'Task shop.tasks.warm[0d91b2c3-aaaa-4bbb-8ccc-0123456789ab] received',
      'Task shop.tasks.warm[0d91b2c3-aaaa-4bbb-8ccc-0123456789ab] succeeded in 600.01s: None',
      'shop.tasks.warm',
    ],
    [
      'Job: [SimpleJob: [name=warmCache]] launched with the following parameters: [{}]',
      'Job: [SimpleJob: [name=warmCache]] completed with the following parameters: [{}] and the following status: [FAILED] in 10m0s',
      'warmCache',
    ],
    ['(root) CMD (/opt/warm.sh --all)', '(root) CMDEND (/opt/warm.sh --all)', 'warm.sh'],
    [
      '{taskinstance.py:1} INFO - Starting attempt 1 of 1',
      '{taskinstance.py:2} INFO - Marking task as SUCCESS. dag_id=warm, task_id=all, run_id=x, execution_date=20261120T090000, start_date=20261120T100000, end_date=20261120T101000',
      'warm.all',
    ],
  ])('%s ... %s', (start, end, name) => {
    expect(
      runsOf(
        often((at) => [
          [at, start],
          [at + 10, end],
        ]),
      ),
    ).toEqual([0, 60, 120, 180].map((at) => [name, at, at + 10]));
  });

  it('begin where the length says, when only the end is written', () => {
    expect(runsOf(often((at) => [[at + 10, 'job sync finished in 300 s']]))).toEqual(
      [5, 65, 125, 185].map((at) => ['sync', at, at + 5]),
    );
  });

  it('are starts alone for what cron runs', () => {
    expect(runsOf(often((at) => [[at, '(root) CMD (/opt/pki/sync-crl.sh --all)']]))).toEqual(
      [0, 60, 120, 180].map((at) => ['sync-crl.sh', at, null]),
    );
  });

  it.each([
    'Started CatalogApplication in 14.2 seconds',
    'request started for user 17',
    'GET /jobs/started 200',
    'connection finished',
    'Job queue is empty',
    'request finished in 12 ms',
    'catalog-api started',
    'checkout failed',
  ])('are not told by: %s', (message) => {
    expect(runsOf(often((at) => [[at, message]]))).toEqual([]);
  });

  it('are starts alone of what the lines call a job, but not of what runs the jobs', () => {
    const starts = (name: string) => [0, 60, 120].map((at) => [at, `job ${name} started`] as const);
    expect(runsOf(starts('token-rotation'))).toEqual([
      ['token-rotation', 0, null],
      ['token-rotation', 60, null],
      ['token-rotation', 120, null],
    ]);
    expect(runsOf(starts('scheduler'))).toEqual([]);
  });

  it('are none of what runs many at a time under a name alone', () => {
    expect(
      runsOf(
        often((at) => [
          [at, 'render started'],
          [at + 1, 'render started'],
          [at + 2, 'render finished in 120 s'],
          [at + 3, 'render finished in 120 s'],
        ]),
      ),
    ).toEqual([]);
  });

  it('are none of requests whose lines tell how long each took before it failed, nor of many at a time', () => {
    expect(runsOf([0, 30, 31, 90].map((at) => [at, 'upstream timed out after 2000 ms']))).toEqual([]);
    expect(runsOf([0, 1, 2, 3].map((at) => [at, 'render completed in 150 s']))).toEqual([]);
  });

  it('are none of a service that starts and stays up, nor of what ran twice', () => {
    expect(runsOf(often((at) => [[at, 'Starting nginx.service - web server...']]))).toEqual([]);
    expect(
      runsOf([
        [0, 'job once started'],
        [5, 'job once finished'],
        [60, 'job once started'],
        [65, 'job once finished'],
      ]),
    ).toEqual([]);
  });

  it('are none of a service that comes up and stays: its starts are restarts', () => {
    const restarted = often((at) => [
      [at, 'provisiond.service: Main process exited, code=killed, status=9/KILL'],
      [at + 1, 'Started provisiond.service - Provisioning daemon.'],
    ]);
    const runs = new LoggedRuns();
    for (const [minute, message] of restarted) if (isRunLine(message)) runs.add(message, minute * MIN, ref);
    expect(runs.finish().map(({ stream, kind, start, end }) => [stream, kind, start, end])).toEqual(
      [1, 61, 121, 181].map((at) => ['provisiond restarts', 'restart', at * MIN, at * MIN]),
    );
  });

  it('are what a timer starts, which is up for a while and then over', () => {
    expect(
      runsOf(
        often((at) => [
          [at, 'Started backup.service - Nightly backup.'],
          [at + 10, 'backup.service: Deactivated successfully.'],
        ]),
      ),
    ).toEqual([0, 60, 120, 180].map((at) => ['backup', at, at + 10]));
  });
});
