import { type FormatSample, jsonLines, textLines } from './format-sample.ts';

const T = '2026-11-20T10:00:00Z';
const T5 = '2026-11-20T10:05:00Z';
const T20 = '2026-11-20T10:20:00Z';
const S = 1795168800;

/** Runs, rollouts, alerts and incidents as schedulers, delivery tools and alerting tools list them. */
export const RUNS_AND_ROLLOUTS: readonly FormatSample[] = [
  {
    name: 'Jenkins, the builds of one job that are named by the job alone',
    importer: 'event-table-json',
    records: 2,
    first: '2026-11-20T09:40:00Z',
    last: T5,
    text: JSON.stringify({
      _class: 'hudson.model.FreeStyleProject',
      name: 'cache-warm',
      builds: [
        {
          _class: 'hudson.model.FreeStyleBuild',
          duration: 300_000,
          number: 149,
          result: 'SUCCESS',
          timestamp: S * 1000,
        },
        { duration: 70_000, number: 148, result: 'ABORTED', timestamp: (S - 1200) * 1000 },
      ],
    }),
  },
  {
    name: 'Temporal, workflow list',
    importer: 'event-table-json',
    records: 2,
    first: T,
    last: '2026-11-20T10:38:00Z',
    text: JSON.stringify([
      {
        execution: { workflowId: 'warm-1', runId: 'a' },
        type: { name: 'WarmCache' },
        startTime: T,
        closeTime: T5,
        status: 'WORKFLOW_EXECUTION_STATUS_COMPLETED',
        historyLength: '11',
        taskQueue: 'q',
      },
      {
        execution: { workflowId: 'warm-2', runId: 'b' },
        type: { name: 'WarmCache' },
        startTime: T20,
        closeTime: '2026-11-20T10:38:00Z',
        status: 'WORKFLOW_EXECUTION_STATUS_FAILED',
      },
    ]),
  },
  {
    name: 'Step Functions executions',
    importer: 'event-table-json',
    records: 1,
    first: T,
    last: T5,
    text: JSON.stringify({
      executions: [
        {
          executionArn: 'arn:aws:states:eu-west-1:1:execution:warm:e-1',
          stateMachineArn: 'arn:aws:states:eu-west-1:1:stateMachine:warm',
          name: 'e-1',
          status: 'SUCCEEDED',
          startDate: '2026-11-20T10:00:00.000000+00:00',
          stopDate: '2026-11-20T10:05:00.000000+00:00',
        },
      ],
    }),
  },
  {
    name: 'Databricks job runs',
    importer: 'event-table-json',
    records: 1,
    first: T,
    last: T5,
    text: JSON.stringify({
      runs: [
        {
          job_id: 1,
          run_id: 5,
          run_name: 'warm',
          start_time: S * 1000,
          end_time: (S + 300) * 1000,
          state: { life_cycle_state: 'TERMINATED', result_state: 'SUCCESS' },
        },
      ],
      has_more: false,
    }),
  },
  {
    name: 'GitLab jobs: the name of a job, not the number of its pipeline',
    importer: 'event-table-json',
    records: 1,
    first: T,
    last: T5,
    text: JSON.stringify([
      {
        id: 7,
        status: 'success',
        stage: 'deploy',
        name: 'deploy:prod',
        ref: 'main',
        created_at: '2026-11-20T09:59:00.000Z',
        started_at: '2026-11-20T10:00:00.000Z',
        finished_at: '2026-11-20T10:05:00.000Z',
        duration: 300.1,
        queued_duration: 4,
        commit: { id: '0ff3' },
        pipeline: { id: 6, ref: 'main', status: 'success' },
      },
    ]),
  },
  {
    name: 'GitLab pipelines',
    importer: 'github-workflow-runs',
    records: 2,
    first: T,
    last: T20,
    text: JSON.stringify([
      {
        id: 48,
        iid: 13,
        status: 'failed',
        source: 'schedule',
        ref: 'main',
        sha: 'b91957a8',
        created_at: T20,
        updated_at: T20,
      },
      {
        id: 47,
        iid: 12,
        status: 'success',
        source: 'push',
        ref: 'main',
        sha: 'a91957a8',
        created_at: T,
        updated_at: T5,
      },
    ]),
  },
  {
    name: 'helm history',
    importer: 'event-table-json',
    records: 2,
    first: T,
    last: T20,
    text: JSON.stringify([
      {
        revision: 1,
        updated: '2026-11-20T10:00:00.000000Z',
        status: 'superseded',
        chart: 'cart-1.2.3',
        app_version: '1.2.3',
        description: 'Install complete',
      },
      {
        revision: 2,
        updated: '2026-11-20T10:20:00.000000Z',
        status: 'deployed',
        chart: 'cart-1.2.4',
        app_version: '1.2.4',
        description: 'Upgrade complete',
      },
    ]),
  },
  {
    name: 'CodeDeploy deployments',
    importer: 'event-table-json',
    records: 1,
    first: T,
    last: T5,
    text: JSON.stringify({
      deploymentsInfo: [
        {
          applicationName: 'cart',
          deploymentGroupName: 'prod',
          deploymentId: 'd-1',
          status: 'Succeeded',
          createTime: T,
          startTime: T,
          completeTime: T5,
        },
      ],
    }),
  },
  {
    name: 'Auto Scaling activities',
    importer: 'event-table-json',
    records: 1,
    first: T,
    last: T5,
    text: JSON.stringify({
      Activities: [
        {
          ActivityId: '1',
          AutoScalingGroupName: 'web',
          Description: 'Launching a new instance',
          StartTime: T,
          EndTime: T5,
          StatusCode: 'Successful',
          Progress: 100,
        },
      ],
    }),
  },
  {
    name: 'Sentry releases',
    importer: 'event-table-json',
    records: 1,
    first: T5,
    text: JSON.stringify([{ version: 'cart@1.2.3', dateCreated: T, dateReleased: T5, newGroups: 0 }]),
  },
  {
    name: 'SQL Server Agent, job history',
    importer: 'event-table-csv',
    records: 2,
    first: T,
    last: '2026-11-20T10:38:00Z',
    text: textLines(
      'job_name;run_date;run_time;run_duration;run_status',
      'NightlyETL;20261120;100000;500;1',
      'NightlyETL;20261120;102000;1800;0',
    ),
  },
  {
    name: 'SQL Server Agent, each step and the outcome of the job',
    importer: 'event-table-csv',
    records: 2,
    first: T,
    last: '2026-11-20T10:38:00Z',
    text: textLines(
      'instance_id,job_name,step_id,step_name,run_status,run_date,run_time,run_duration',
      '6,NightlyETL,0,(Job outcome),0,20261120,102000,1800',
      '5,NightlyETL,2,load,0,20261120,102500,1300',
      '4,NightlyETL,1,extract,1,20261120,102000,500',
      '3,NightlyETL,0,(Job outcome),1,20261120,100000,500',
      '2,NightlyETL,1,extract,1,20261120,100000,500',
    ),
  },
  {
    name: 'Azure DevOps, deployments of releases',
    importer: 'event-table-json',
    records: 1,
    first: T,
    last: '2026-11-20T10:05:00Z',
    text: JSON.stringify({
      count: 1,
      value: [
        {
          id: 1,
          release: { id: 700, name: 'Release-700' },
          releaseDefinition: { id: 3, name: 'cart-prod' },
          deploymentStatus: 'succeeded',
          queuedOn: '2026-11-20T09:59:40Z',
          startedOn: T,
          completedOn: '2026-11-20T10:05:00Z',
        },
      ],
    }),
  },
  {
    name: 'A list of stops by hand: one day for the clocks of both columns',
    importer: 'event-table-csv',
    records: 2,
    first: T,
    last: '2026-11-20T14:20:00Z',
    rejects: ['a line in front of the table'],
    text: textLines(
      'Label printers - stops,,,',
      'Date,Stopped (UTC),Running again (UTC),Who',
      '11/20/2026,10:00 AM,10:12 AM,Rick',
      '11/20/2026,2:05 PM,2:20 PM,Ana',
    ),
  },
  {
    name: 'Argo CD application',
    importer: 'kubernetes-rollouts',
    records: 1,
    first: T,
    last: '2026-11-20T10:21:00Z',
    text: JSON.stringify({
      apiVersion: 'argoproj.io/v1alpha1',
      kind: 'Application',
      metadata: { name: 'cart', namespace: 'argocd' },
      status: {
        history: [
          { id: 10, deployStartedAt: T, deployedAt: T5, revision: 'a1b2c3d4' },
          { id: 11, deployStartedAt: T20, deployedAt: '2026-11-20T10:21:00Z', revision: 'b1b2c3d4' },
        ],
      },
    }),
  },
  {
    name: 'kubectl get helmreleases and replica sets, one with nothing in it',
    importer: 'kubernetes-rollouts',
    records: 2,
    first: T,
    last: T20,
    rejects: ['it keeps no rollout with a time'],
    text: JSON.stringify(
      {
        apiVersion: 'v1',
        kind: 'List',
        items: [
          {
            apiVersion: 'helm.toolkit.fluxcd.io/v2',
            kind: 'HelmRelease',
            metadata: { name: 'search' },
            status: { history: [{ chartVersion: '2.0.0', lastDeployed: T, status: 'deployed' }] },
          },
          {
            apiVersion: 'apps/v1',
            kind: 'ReplicaSet',
            metadata: {
              name: 'cart-6f9c7b5d4',
              creationTimestamp: T20,
              ownerReferences: [{ kind: 'Deployment', name: 'cart' }],
            },
          },
          {
            apiVersion: 'helm.toolkit.fluxcd.io/v2',
            kind: 'HelmRelease',
            metadata: { name: 'new' },
            status: {},
          },
        ],
      },
      null,
      2,
    ),
  },
  {
    name: 'Kubernetes events of a cron job: its runs',
    importer: 'kubernetes-events',
    records: 4,
    first: T,
    last: '2026-11-20T10:25:00Z',
    text: JSON.stringify({
      apiVersion: 'v1',
      kind: 'List',
      items: [
        [T, 'SuccessfulCreate', 'Created job cache-warm-28764500'],
        [T5, 'SawCompletedJob', 'Saw completed job: cache-warm-28764500, condition: Complete'],
        [T20, 'SuccessfulCreate', 'Created job cache-warm-28764520'],
        ['2026-11-20T10:25:00Z', 'SawCompletedJob', 'Saw completed job: cache-warm-28764520, status: Failed'],
      ].map(([at, reason, message]) => ({
        kind: 'Event',
        firstTimestamp: at,
        lastTimestamp: at,
        count: 1,
        reason,
        message,
        involvedObject: { kind: 'CronJob', name: 'cache-warm', namespace: 'shop' },
      })),
    }),
  },
  {
    name: 'Opsgenie alerts',
    importer: 'incident-lists',
    records: 1,
    first: T,
    last: T5,
    text: JSON.stringify({
      data: [
        {
          id: '70413a06',
          tinyId: '1791',
          message: 'Checkout error rate high',
          status: 'closed',
          createdAt: '2026-11-20T10:00:00.000Z',
          updatedAt: '2026-11-20T10:30:00.000Z',
          report: { ackTime: 60_000, closeTime: 300_000 },
        },
      ],
      paging: { next: 'https://api.example/v2/alerts?offset=20' },
    }),
  },
  {
    name: 'incident.io incidents',
    importer: 'incident-lists',
    records: 1,
    first: T,
    last: T20,
    text: JSON.stringify({
      incidents: [
        {
          reference: 'INC-123',
          name: 'Checkout down',
          created_at: T5,
          incident_status: { category: 'closed' },
          severity: { name: 'Major' },
          incident_timestamp_values: [
            { incident_timestamp: { name: 'Reported at' }, value: { value: T } },
            { incident_timestamp: { name: 'Resolved at' }, value: { value: T20 } },
          ],
        },
      ],
    }),
  },
  {
    name: 'incident.io updates',
    importer: 'timeline-json',
    records: 1,
    first: T,
    text: JSON.stringify({
      incident_updates: [
        {
          id: '1',
          incident_id: 'a',
          created_at: T,
          message: 'We restarted the cart',
          new_incident_status: { name: 'Fixing' },
        },
      ],
    }),
  },
  {
    name: 'incident.io and Opsgenie as tables',
    importer: 'event-table-csv',
    records: 1,
    first: T,
    last: T20,
    text: textLines(
      'ID,Name,Status,Severity,Reported at,Resolved at,Duration',
      `INC-1,Checkout down,Closed,Major,${T},${T20},20`,
    ),
  },
  {
    name: 'Dynatrace problems',
    importer: 'incident-lists',
    records: 1,
    first: T,
    last: T5,
    text: JSON.stringify({
      totalCount: 1,
      problems: [
        {
          problemId: '1',
          title: 'Failure rate increase',
          status: 'CLOSED',
          startTime: S * 1000,
          endTime: (S + 300) * 1000,
          affectedEntities: [{ name: 'cart' }],
        },
      ],
    }),
  },
  {
    name: 'runs of a workflow, one a line',
    importer: 'event-table-lines',
    records: 2,
    first: T,
    last: '2026-11-20T10:25:00Z',
    text: jsonLines([
      { type: { name: 'WarmCache' }, startTime: T, closeTime: T5, status: 'Completed' },
      { type: { name: 'WarmCache' }, startTime: T20, closeTime: '2026-11-20T10:25:00Z', status: 'Failed' },
    ]),
  },
];
