import type { RunStatus, StreamKind } from '../incident/stream.ts';
import { arrayAt, firstOf, numberAt, objectAt, pathAt, textAt } from './field-access.ts';
import type { Importer } from './importer.ts';
import { jsonDocumentParser } from './json-document.ts';
import { headRecords } from './json-head.ts';
import { kubernetesObjects } from './kubernetes-object.ts';
import { runStatusOf } from './run-status.ts';
import { coverStreams } from './stream-coverage.ts';

/** What is run and ends: batch jobs, Argo's workflows, Tekton's pipelines. */
const RUNS = ['Job', 'Workflow', 'PipelineRun', 'TaskRun'];
/** Labels by which workflows name what they are runs of. */
const NAMED_BY = [
  'workflows.argoproj.io/cron-workflow',
  'workflows.argoproj.io/workflow-template',
  'tekton.dev/pipeline',
  'tekton.dev/task',
];

/** The CronJob that owns a Job, what a label names, else the name without the time or the letters that are appended. */
function jobName(metadata: unknown): string {
  const labels = objectAt(objectAt(metadata).labels);
  for (const label of NAMED_BY) {
    const named = textAt(labels[label]);
    if (named !== null) return named;
  }
  const generated = textAt(objectAt(metadata).generateName);
  if (generated !== null) return generated.replace(/-+$/, '');
  for (const owner of arrayAt(objectAt(metadata).ownerReferences)) {
    const name = textAt(objectAt(owner).name);
    if (textAt(objectAt(owner).kind) === 'CronJob' && name !== null) return name;
  }
  return (textAt(objectAt(metadata).name) ?? 'job').replace(/-\d{8,10}$/, '');
}

function kubernetesStatus(status: unknown): RunStatus | null {
  const one = objectAt(status);
  for (const condition of arrayAt(one.conditions)) {
    const { type, status: holds } = objectAt(condition);
    if (holds !== 'True') continue;
    if (type === 'Complete') return 'succeeded';
    if (type === 'Failed') return 'failed';
  }
  const phase = textAt(one.phase);
  if (phase !== null) return runStatusOf(phase);
  if ((numberAt(one.active) ?? 0) > 0) return 'running';
  return (numberAt(one.succeeded) ?? 0) > 0 ? 'succeeded' : null;
}

/** `kubectl get jobs -o json`: a List whose items have `status.startTime` and `status.completionTime` (batch/v1). */
export const kubernetesJobs: Importer = {
  id: 'kubernetes-jobs',
  format: 'Kubernetes jobs, Argo and Tekton workflows (kubectl)',
  sniff(head) {
    return kubernetesObjects(head).some((one) => RUNS.includes(textAt(one.kind) ?? '')) ? 0.97 : 0;
  },
  parse(context, sink) {
    const streams = new Map<string, StreamKind>();
    return jsonDocumentParser(context, sink, [['items', '*']], {
      wholeWhenNone: true,
      record(record, tally) {
        const one = objectAt(record.value);
        if (one.kind !== undefined && !RUNS.includes(textAt(one.kind) ?? ''))
          return `a ${textAt(one.kind) ?? 'thing'}, not a Job`;
        const stream = jobName(one.metadata);
        const start = tally.times.read(
          firstOf(objectAt(one.status), ['startTime', 'startedAt']) ??
            pathAt(one, 'metadata', 'creationTimestamp'),
        );
        if (start === null) return 'a job without status.startTime';
        const failedAt = arrayAt(pathAt(one, 'status', 'conditions'))
          .map((c) => objectAt(c))
          .find((c) => c.type === 'Failed');
        const end = tally.times.read(
          firstOf(objectAt(one.status), ['completionTime', 'finishedAt']) ?? failedAt?.lastTransitionTime,
        );
        streams.set(stream, 'job');
        sink.event({
          stream,
          kind: 'job',
          start,
          end: end !== null && end >= start ? end : null,
          title: textAt(pathAt(one, 'metadata', 'name')) ?? stream,
          status: kubernetesStatus(one.status),
          size: null,
          sizeUnit: null,
          about: [textAt(pathAt(one, 'metadata', 'namespace'))].filter((part) => part !== null),
          expected: false,
          ref: tally.ref(record, { from: start, to: (end ?? start) + 1 }),
        });
        return undefined;
      },
      end: (tally) => coverStreams(streams, sink, tally.times.span()),
    });
  },
};

/** Airflow's REST API and `airflow dags list-runs -o json`: `dag_id, run_id, state, start_date, end_date`. */
export const airflowRuns: Importer = {
  id: 'airflow-runs',
  format: 'Airflow DAG runs',
  sniff(head) {
    const records = [
      ...headRecords(head, 'dag_runs'),
      ...headRecords(head, 'task_instances'),
      ...headRecords(head),
    ];
    const fit = records.filter(
      (one) =>
        one.dag_id !== undefined &&
        firstOf(one, ['start_date', 'execution_date', 'logical_date']) !== undefined,
    );
    return records.length > 0 && fit.length / records.length > 0.6 ? 0.97 : 0;
  },
  parse(context, sink) {
    const streams = new Map<string, StreamKind>();
    return jsonDocumentParser(context, sink, [['dag_runs', '*'], ['task_instances', '*'], ['*']], {
      record(record, tally) {
        const one = objectAt(record.value);
        const dag = textAt(one.dag_id);
        if (dag === null) return 'a run without dag_id';
        const start = tally.times.read(one.start_date);
        if (start === null) return 'a run that has not started (no start_date)';
        const end = tally.times.read(one.end_date);
        const task = textAt(one.task_id);
        const stream = task === null ? dag : `${dag}.${task}`;
        streams.set(stream, 'job');
        sink.event({
          stream,
          kind: 'job',
          start,
          end: end !== null && end >= start ? end : null,
          title: textAt(firstOf(one, ['dag_run_id', 'run_id'])) ?? stream,
          status: runStatusOf(textAt(one.state)),
          size: null,
          sizeUnit: null,
          about: [],
          expected: false,
          ref: tally.ref(record, { from: start, to: (end ?? start) + 1 }),
        });
        return undefined;
      },
      end(tally) {
        coverStreams(streams, sink, tally.times.span());
      },
    });
  },
};
