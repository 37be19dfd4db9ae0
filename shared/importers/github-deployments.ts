import type { RecordRef } from '../incident/source.ts';
import type { StreamKind } from '../incident/stream.ts';
import { firstOf, type JsonObject, objectAt, pathAt, textAt } from './field-access.ts';
import type { Importer } from './importer.ts';
import { jsonDocumentParser } from './json-document.ts';
import { headRecords } from './json-head.ts';
import { runStatusOf } from './run-status.ts';
import { coverStreams } from './stream-coverage.ts';

/** "checkout-api" of ".../repos/owner/checkout-api/deployments/1" or "https://host/owner/checkout-api". */
function repositoryOf(url: unknown): string | null {
  const text = textAt(url);
  if (text === null) return null;
  return (
    /\/repos\/[^/]+\/([^/?#]+)/.exec(text)?.[1] ??
    /^https?:\/\/[^/]+\/[^/]+\/([^/?#]+)/.exec(text)?.[1] ??
    null
  );
}

/** Name of the repository that a record of GitHub's API belongs to, by any of its addresses. */
export function githubRepository(record: JsonObject): string | null {
  return (
    repositoryOf(record.repository_url) ??
    repositoryOf(record.deployment_url) ??
    repositoryOf(record.url) ??
    textAt(pathAt(record, 'repository', 'name')) ??
    repositoryOf(record.html_url)
  );
}

/**
 * Deployments of one repository into one environment are one stream; production is meant unless said otherwise. GitLab
 * names the service within an environment's folder: "production/checkout-api".
 */
function streamOf(name: string | null, environment: string | null): string {
  const [place = '', ...service] = environment?.split('/') ?? [];
  const of = name ?? (service.length > 0 ? service.join('/') : null);
  const rest = name === null || service.length === 0 ? place : environment;
  const where = rest === '' || /^prod(uction)?$/i.test(rest ?? '') ? '' : ` (${rest})`;
  return `${of === null ? '' : `${of} `}deployments${where}`;
}

function known(parts: readonly (string | null | undefined)[]): string[] {
  return parts.filter((part): part is string => part !== null && part !== undefined && part !== '');
}

/** Bare array of deployments (GitHub REST "List deployments"): `id, sha, ref, task, environment, created_at`. */
export const githubDeployments: Importer = {
  id: 'github-deployments',
  format: 'Deployments (GitHub, GitLab)',
  sniff(head) {
    const records = headRecords(head);
    const fit = records.filter(
      (one) =>
        firstOf(one, ['sha', 'commitOid', 'commit']) !== undefined &&
        one.environment !== undefined &&
        firstOf(one, ['created_at', 'createdAt']) !== undefined,
    );
    return records.length > 0 && fit.length / records.length > 0.6 ? 0.95 : 0;
  },
  parse(context, sink) {
    const streams = new Map<string, StreamKind>();
    return jsonDocumentParser(context, sink, [['*']], {
      record(record, tally) {
        const one = objectAt(record.value);
        const at = tally.times.read(firstOf(one, ['created_at', 'createdAt']));
        if (at === null) return 'a deployment without created_at';
        const name = githubRepository(one);
        const environment = textAt(one.environment) ?? textAt(objectAt(one.environment).name);
        const stream = streamOf(name, environment);
        const ref = textAt(one.ref) ?? textAt(objectAt(one.ref).name);
        const sha = textAt(firstOf(one, ['sha', 'commitOid'])) ?? textAt(pathAt(one, 'commit', 'oid'));
        const id = textAt(firstOf(one, ['id', 'databaseId']));
        // GitLab says with the deployment when its job ended.
        const finished = tally.times.read(pathAt(one, 'deployable', 'finished_at'));
        streams.set(stream, 'deploy');
        sink.event({
          stream,
          kind: 'deploy',
          start: at,
          end: finished !== null && finished >= at ? finished : null,
          title: known([textAt(one.description) ?? name ?? 'deployment', ref ?? sha?.slice(0, 7)]).join(', '),
          status: runStatusOf(textAt(firstOf(one, ['state', 'status']))),
          size: null,
          sizeUnit: null,
          about: known([name, environment, ref, sha]),
          expected: false,
          ref: tally.refAt(record, at),
          ...(id === null ? {} : { key: `deployment ${id}` }),
        });
        return undefined;
      },
      end: (tally) => coverStreams(streams, sink, tally.times.span()),
    });
  },
};

interface StatusGroup {
  readonly name: string | null;
  readonly environment: string | null;
  from: number;
  to: number;
  state: string;
  ref: RecordRef;
}

/** Statuses name their deployment by its address alone: from the first to the last one of each is how long it took. */
export const githubDeploymentStatuses: Importer = {
  id: 'github-deployment-statuses',
  format: 'GitHub deployment statuses',
  sniff(head) {
    const records = headRecords(head);
    const fit = records.filter((one) => one.deployment_url !== undefined && one.state !== undefined);
    return records.length > 0 && fit.length / records.length > 0.6 ? 0.97 : 0;
  },
  parse(context, sink) {
    const groups = new Map<string, StatusGroup>();
    return jsonDocumentParser(context, sink, [['*']], {
      record(record, tally) {
        const one = objectAt(record.value);
        const at = tally.times.read(one.created_at);
        const url = textAt(one.deployment_url);
        if (at === null || url === null) return 'a status without created_at or deployment_url';
        const state = textAt(one.state) ?? '';
        // "inactive" says that a later deployment took over: nothing happened to this one.
        if (state === 'inactive') return undefined;
        const ref = tally.refAt(record, at);
        const group = groups.get(url);
        if (!group) {
          groups.set(url, {
            name: githubRepository(one),
            environment: textAt(one.environment),
            from: at,
            to: at,
            state,
            ref,
          });
          return undefined;
        }
        if (at < group.from) group.from = at;
        if (at >= group.to) {
          group.to = at;
          group.state = state;
          group.ref = ref;
        }
        return undefined;
      },
      end(tally) {
        const streams = new Map<string, StreamKind>();
        for (const [url, group] of groups) {
          const stream = streamOf(group.name, group.environment);
          const id = url.split('/').at(-1) ?? url;
          const finished = !['in_progress', 'queued', 'pending'].includes(group.state);
          streams.set(stream, 'deploy');
          sink.event({
            stream,
            kind: 'deploy',
            start: group.from,
            end: finished && group.to > group.from ? group.to : null,
            title: `deployment ${id}, ${group.state}`,
            status: runStatusOf(group.state),
            size: null,
            sizeUnit: null,
            about: known([group.name, group.environment]),
            expected: false,
            ref: group.ref,
            key: `deployment ${id}`,
          });
        }
        coverStreams(streams, sink, tally.times.span());
      },
    });
  },
};
