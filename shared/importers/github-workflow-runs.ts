import type { EventRecord } from '../incident/records.ts';
import type { StreamKind } from '../incident/stream.ts';
import { firstOf, type JsonObject, objectAt, textAt } from './field-access.ts';
import { githubRepository } from './github-deployments.ts';
import type { Importer } from './importer.ts';
import { jsonDocumentParser } from './json-document.ts';
import { headRecords } from './json-head.ts';
import { runStatusOf } from './run-status.ts';
import { coverStreams } from './stream-coverage.ts';

const NAME = ['name', 'workflowName', 'display_title', 'displayTitle'] as const;
const START = ['run_started_at', 'startedAt', 'started_at', 'created_at', 'createdAt'] as const;

/** A pipeline of GitLab: `{iid, source, ref, sha, status, created_at}`, named by what starts it. */
function isPipeline(one: JsonObject): boolean {
  return one.iid !== undefined && one.source !== undefined && one.sha !== undefined;
}

function nameOf(one: JsonObject): string | null {
  const name = textAt(one.name) ?? textAt(one.workflowName);
  return name ?? (isPipeline(one) ? `pipeline (${textAt(one.source) ?? 'started'})` : null);
}

/** Branches of which what was built goes live; on others it is only tried. */
const MAIN = /^(?:refs\/heads\/)?(?:main|master|trunk|default|prod|production|live|release(?:[/-].+)?)$/i;

function isRun(one: JsonObject): boolean {
  return (
    (isPipeline(one) ||
      firstOf(one, ['head_sha', 'headSha', 'head_branch', 'headBranch', 'run_number', 'workflowName']) !==
        undefined) &&
    (one.conclusion !== undefined || one.status !== undefined) &&
    firstOf(one, START) !== undefined
  );
}

/** `{total_count, workflow_runs: [...]}` of the REST API, or the camelCase array of `gh run list --json`; GitLab's list of pipelines. */
export const githubWorkflowRuns: Importer = {
  id: 'github-workflow-runs',
  format: 'Workflow runs and pipelines (GitHub, GitLab)',
  sniff(head) {
    const records = [...headRecords(head, 'workflow_runs'), ...headRecords(head)];
    return records.length > 0 && records.filter(isRun).length / records.length > 0.6 ? 0.95 : 0;
  },
  parse(context, sink) {
    const streams = new Map<string, StreamKind>();
    const runs: { readonly event: EventRecord; readonly branch: string | null }[] = [];
    return jsonDocumentParser(context, sink, [['workflow_runs', '*'], ['*']], {
      record(record, tally) {
        const one = objectAt(record.value);
        const start = tally.times.read(firstOf(one, START));
        if (start === null) return 'a run without a start';
        const name = textAt(firstOf(one, NAME)) ?? nameOf(one) ?? 'workflow';
        const finished = tally.times.read(one.finished_at);
        // `updated_at` drifts long after the run (GitHub touches it again): it is no end, so none is claimed.
        const repository = githubRepository(one);
        const stream = `${repository === null ? '' : `${repository} `}${nameOf(one) ?? 'workflow'}`;
        // What a workflow does is for its steps to say; a run that deploys is listed as a deployment.
        const kind: StreamKind = /\b(deploy\w*|release|rollout|ship)\b/i.test(name) ? 'deploy' : 'job';
        const title = textAt(firstOf(one, ['display_title', 'displayTitle'])) ?? name;
        const branch = textAt(firstOf(one, ['head_branch', 'headBranch', 'ref']));
        const sha = textAt(firstOf(one, ['head_sha', 'headSha', 'sha']));
        const event: EventRecord = {
          stream,
          kind,
          start,
          end: finished !== null && finished >= start ? finished : null,
          title,
          status: runStatusOf(textAt(one.conclusion)) ?? runStatusOf(textAt(one.status)),
          size: null,
          sizeUnit: null,
          about: [repository, branch, sha].filter((part) => part !== null),
          expected: false,
          ref: tally.refAt(record, start),
        };
        runs.push({ event, branch });
        return undefined;
      },
      end(tally) {
        const live = runs.some(({ branch }) => branch !== null && MAIN.test(branch));
        for (const { event, branch } of runs) {
          // What a run on the main branch does it does to what is live; one on another branch is another thing.
          const other = live && branch !== null && !MAIN.test(branch);
          const stream = other ? `${event.stream}, other branches` : event.stream;
          streams.set(stream, event.kind);
          sink.event({ ...event, stream });
        }
        coverStreams(streams, sink, tally.times.span());
      },
    });
  },
};
