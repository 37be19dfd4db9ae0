import { describe, expect, it } from 'vitest';
import { readText } from './read-text.ts';
import { SAMPLES } from './samples.ts';

function events(name: string, near?: string) {
  const text = SAMPLES.find((one) => one.name === name)?.text ?? '';
  return readText(text, near === undefined ? {} : { near }).file.events;
}

describe('what changes by its date', () => {
  it('is the expiry of a certificate that the other evidence has reached, by its common name', () => {
    const of = (near: string) =>
      events('an inventory of certificates, one expired, one ahead', near).map((e) => [e.stream, e.title]);
    expect(of('2026-11-20T11:00:00Z')).toEqual([['mtls.bank.example', 'mtls.bank.example expired']]);
    expect(of('2026-11-20T09:00:00Z')).toEqual([]);
    expect(of('2026-12-20T00:00:00Z').map(([stream]) => stream)).toEqual([
      'mtls.bank.example',
      'shop.example',
    ]);
  });

  it('is a certificate that was issued lately', () => {
    expect(events('cert-manager certificates (kubectl)').map((e) => e.title)).toEqual([
      'cart-tls was issued',
      'search-tls expired',
    ]);
  });

  it('is a setting, with what it was and is', () => {
    expect(
      events('an audit of settings, what each was and is').map((e) => [e.stream, e.kind, e.title]),
    ).toEqual([
      ['db.statement_timeout', 'config', 'db.statement_timeout from 5000ms to 1000ms'],
      ['pool.max', 'config', 'pool.max from 40 to 60'],
    ]);
  });

  it('is a failover from its begin to its end, as a restart, which must come first to be a cause; and a backup that nobody saw end', () => {
    expect(
      events('aws rds describe-events, newest last').map((e) => [
        e.stream,
        e.kind,
        e.end === null ? null : e.end - e.start,
      ]),
    ).toEqual([
      ['wallet-db failover', 'restart', 31_000],
      ['wallet-db backup', 'job', null],
    ]);
  });
});

describe('restarts in a table', () => {
  it('are a stream of their workload, whichever pod it was, and no runs', () => {
    const { file } = readText(
      [
        'pod,restarted_at,reason',
        'catalog-0,2026-04-20T08:13:20Z,liveness',
        'catalog-1,2026-04-20T11:48:20Z,OOMKilled',
        'mail-7d9f6c5b44-x2x9k,2026-04-20T12:00:00Z,liveness',
      ].join('\n'),
    );
    expect(file.events.map((e) => [e.stream, e.kind])).toEqual([
      ['catalog restarts', 'restart'],
      ['catalog restarts', 'restart'],
      ['mail restarts', 'restart'],
    ]);
  });
});

describe('steps of an autoscaler', () => {
  it('that take instances away are another stream than those that add some', () => {
    const step = (at: string, message: string) => ({
      kind: 'Event',
      reason: 'SuccessfulRescale',
      message,
      involvedObject: { kind: 'HorizontalPodAutoscaler', name: 'api' },
      firstTimestamp: at,
      lastTimestamp: at,
    });
    const { file } = readText(
      JSON.stringify({
        kind: 'List',
        items: [
          step('2026-11-20T10:20:00Z', 'New size: 6; reason: All metrics below target'),
          step('2026-11-20T10:00:00Z', 'New size: 10; reason: cpu resource utilization above target'),
          step('2026-11-20T10:30:00Z', 'New size: 9; reason: cpu resource utilization above target'),
        ],
      }),
    );
    expect(file.events.map((e) => [e.stream, e.kind])).toEqual([
      ['api scaled up', 'autoscale'],
      ['api scaled down', 'autoscale'],
      ['api scaled up', 'autoscale'],
    ]);
  });
});

describe('runs as orchestrators list them', () => {
  it('go by the workflow, not by the name that one run was given', () => {
    const workflow = (name: string, startedAt: string, finishedAt: string) => ({
      apiVersion: 'argoproj.io/v1alpha1',
      kind: 'Workflow',
      metadata: { name, labels: { 'workflows.argoproj.io/cron-workflow': 'train' } },
      status: { phase: 'Succeeded', startedAt, finishedAt },
    });
    const { file, importer } = readText(
      JSON.stringify({
        apiVersion: 'v1',
        kind: 'List',
        items: [workflow('train-1764', '2026-11-20T10:00:00Z', '2026-11-20T10:30:00Z')],
      }),
    );
    expect(importer).toBe('kubernetes-jobs');
    expect(file.events.map((e) => [e.stream, e.status, ((e.end ?? 0) - e.start) / 60_000])).toEqual([
      ['train', 'succeeded', 30],
    ]);
    const flow = (name: string, at: string) => ({
      name,
      flow_name: 'dbt-hourly',
      state_name: 'Completed',
      start_time: `2026-11-20T${at}:00Z`,
      end_time: `2026-11-20T${at}:30Z`,
    });
    expect(
      readText(JSON.stringify([flow('calm-otter', '10:15'), flow('brave-fox', '11:15')])).file.events.map(
        (e) => e.stream,
      ),
    ).toEqual(['dbt-hourly', 'dbt-hourly']);
  });

  it('are backups by the thing that is backed up', () => {
    const { file } = readText(
      JSON.stringify({
        BackupJobs: [
          {
            BackupJobId: 'j1',
            ResourceArn: 'arn:aws:elasticfilesystem:eu-west-1:1:file-system/fs-0ab',
            CreationDate: 1795168800.5,
            CompletionDate: 1795171200.1,
            State: 'COMPLETED',
          },
        ],
      }),
    );
    expect(file.events.map((e) => [e.stream, e.kind])).toEqual([['fs-0ab', 'job']]);
  });
});

describe('columns as tools and people call them', () => {
  it('are runs by when they were fired and when they were finished', () => {
    const { file } = readText(
      'JOB_NAME,FIRED_TIME,FINISHED_TIME,STATE\nrevalue,2026-11-20 10:03:00,2026-11-20 10:10:00,COMPLETE\nrevalue,2026-11-20 12:03:00,2026-11-20 12:09:00,COMPLETE\n',
    );
    expect(file.events.map((e) => [e.stream, e.kind, ((e.end ?? 0) - e.start) / 60_000])).toEqual([
      ['revalue', 'job', 7],
      ['revalue', 'job', 6],
    ]);
  });

  it('are a log where Windows exports its events', () => {
    const { importer, logs } = readText(
      'TimeCreated,Id,ProviderName,LevelDisplayName,Message\n2026-11-20 10:11:00,5074,WAS,Information,A worker process has requested a recycle\n2026-11-20 10:12:00,7036,Service Control Manager,Error,The service stopped\n',
    );
    expect(importer).toBe('logs-csv');
    expect(logs.map((one) => [one.service, one.level])).toEqual([
      ['WAS', 'info'],
      ['Service Control Manager', 'error'],
    ]);
  });
});

describe('a change list that sorts by approval', () => {
  it('is read at the times of the work, and loses no change for want of a word that tells its kind', () => {
    const { file } = readText(
      'Number,Short description,Type,State,Planned start date,Actual start,Configuration item\nCHG1,Firewall rule push,Normal,Closed,2026-10-05 19:50:00,2026-10-05 20:00:00,fw\nCHG2,Oracle patch of the database,Standard,Closed,2026-10-06 19:50:00,2026-10-06 20:04:00,ora\nCHG3,Quarterly thing,Normal,Closed,2026-10-07 19:50:00,2026-10-07 20:00:00,hr\n',
    );
    expect(file.changes.map((one) => [one.kind, one.what, new Date(one.at).toISOString()])).toEqual([
      ['infrastructure', 'Firewall rule push', '2026-10-05T20:00:00.000Z'],
      ['infrastructure', 'Oracle patch of the database', '2026-10-06T20:04:00.000Z'],
      ['configuration', 'Quarterly thing', '2026-10-07T20:00:00.000Z'],
    ]);
    expect(file.source.assumptions).toContain(
      'no word says the kind of 1 of its changes: configuration is assumed',
    );
  });
});

describe('tickets that ask for a change', () => {
  it('are changes, and the others beside them complaints', () => {
    const { file } = readText(
      'Issue key,Issue Type,Summary,Created,Actual start\nCHG-1,[System] Change,Failover drill of the orders database,05/May/26 8:00 AM,05/May/26 9:00 AM\nBUG-2,Bug,Button misaligned,05/May/26 10:00 AM,\n',
    );
    expect(file.changes.map((one) => [one.kind, one.what, new Date(one.at).toISOString()])).toEqual([
      ['infrastructure', 'Failover drill of the orders database', '2026-05-05T09:00:00.000Z'],
    ]);
    expect(file.events.map((one) => [one.kind, one.title])).toEqual([['ticket', 'Button misaligned']]);
  });
});

describe('nodes of a cluster', () => {
  it('are one stream for what befalls one after the other', () => {
    const gone = (name: string, at: string) => ({
      kind: 'Event',
      reason: 'NodeNotReady',
      message: `Node ${name} status is now: NodeNotReady`,
      involvedObject: { kind: 'Node', name },
      firstTimestamp: at,
      lastTimestamp: at,
    });
    const { file } = readText(
      JSON.stringify({
        kind: 'List',
        items: [gone('ip-10-0-1-7', '2026-11-20T10:00:00Z'), gone('ip-10-0-2-9', '2026-11-20T10:40:00Z')],
      }),
    );
    expect(file.events.map((e) => [e.stream, e.about])).toEqual([
      ['nodes NodeNotReady', ['ip-10-0-1-7']],
      ['nodes NodeNotReady', ['ip-10-0-2-9']],
    ]);
  });

  it('that their provider takes back are maintenance, which may be a cause; that they are cordoned follows', () => {
    const of = (reason: string, at: string) => ({
      kind: 'Event',
      reason,
      message: reason,
      involvedObject: { kind: 'Node', name: 'ip-10-0-1-7' },
      firstTimestamp: at,
    });
    const items = [
      of('SpotInterruption', '2026-11-20T10:00:00Z'),
      of('NodeNotSchedulable', '2026-11-20T10:00:04Z'),
    ];
    expect(
      readText(JSON.stringify({ kind: 'List', items })).file.events.map((e) => [e.stream, e.kind]),
    ).toEqual([
      ['nodes SpotInterruption', 'maintenance'],
      ['nodes NodeNotSchedulable', 'alert'],
    ]);
  });
});

describe('replica sets of a deployment', () => {
  const scaled = (clock: string, name: string, message: string) => ({
    kind: 'Event',
    reason: 'ScalingReplicaSet',
    message,
    involvedObject: { kind: 'Deployment', name },
    firstTimestamp: `2026-11-20T${clock}Z`,
    lastTimestamp: `2026-11-20T${clock}Z`,
  });
  const streamsOf = (...items: readonly object[]) =>
    readText(JSON.stringify({ kind: 'List', items })).file.events.map((e) => [e.stream, e.kind, e.title]);

  it('that take over from one another are a rollout, one event of it, and no scaling', () => {
    expect(
      streamsOf(
        scaled('10:00:00', 'page-cache', 'Scaled up replica set page-cache-6f9c7b5d4 to 1'),
        scaled('10:00:20', 'page-cache', 'Scaled down replica set page-cache-5d8b6f7c9 to 1 from 2'),
        scaled('10:00:25', 'page-cache', 'Scaled up replica set page-cache-6f9c7b5d4 to 2 from 1'),
        scaled('10:00:45', 'page-cache', 'Scaled down replica set page-cache-5d8b6f7c9 to 0 from 1'),
        scaled('12:00:00', 'page-cache', 'Scaled up replica set page-cache-77c4d9f8b to 1'),
      ),
    ).toEqual([
      ['page-cache deployments', 'deploy', 'page-cache-6f9c7b5d4'],
      ['page-cache deployments', 'deploy', 'page-cache-77c4d9f8b'],
    ]);
  });

  it('of which one alone grows and shrinks are scaling', () => {
    expect(
      streamsOf(
        scaled('10:00:00', 'cart', 'Scaled up replica set cart-6f9c7b5d4 to 5'),
        scaled('11:00:00', 'cart', 'Scaled down replica set cart-6f9c7b5d4 to 3 from 5'),
      ).map(([stream, kind]) => [stream, kind]),
    ).toEqual([
      ['cart scaled up', 'autoscale'],
      ['cart scaled down', 'autoscale'],
    ]);
  });
});
