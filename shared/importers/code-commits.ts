import { firstOf, type JsonObject, objectAt, pathAt, textAt } from './field-access.ts';
import type { Importer } from './importer.ts';
import { jsonDocumentParser } from './json-document.ts';
import { headRecords } from './json-head.ts';

/** GitHub keeps the dates in `commit.committer`, GitLab beside the id, `git log` scripts under names of their own. */
function commitOf(
  one: JsonObject,
): { readonly sha: string; readonly time: unknown; readonly message: string } | null {
  const sha = textAt(
    firstOf(one, ['sha', 'oid', 'commit_id', 'hash', 'id', 'short_id', 'abbreviated_commit']),
  );
  const message =
    textAt(pathAt(one.commit, 'message')) ??
    textAt(firstOf(one, ['message', 'title', 'subject', 'messageHeadline']));
  const time =
    pathAt(one.commit, 'committer', 'date') ??
    pathAt(one.commit, 'author', 'date') ??
    firstOf(one, [
      'committed_date',
      'committedDate',
      'commit_date',
      'authored_date',
      'authoredDate',
      'date',
      'created_at',
    ]);
  if (sha === null || message === null || time === undefined || !/^[0-9a-f]{7,64}$/i.test(sha)) return null;
  return { sha, time, message };
}

const LISTS = [['*'], ['commits', '*'], ['values', '*']];

/** Commits as the APIs of code hosts list them. */
export const codeCommits: Importer = {
  id: 'code-commits',
  format: 'Commits (GitHub, GitLab and others)',
  sniff(head) {
    const records = [...headRecords(head), ...headRecords(head, 'commits'), ...headRecords(head, 'values')];
    const fit = records.filter((one) => commitOf(one) !== null && one.environment === undefined);
    return records.length > 0 && fit.length / records.length > 0.6 ? 0.9 : 0;
  },
  parse(context, sink) {
    return jsonDocumentParser(context, sink, LISTS, {
      record(record, tally) {
        const commit = commitOf(objectAt(record.value));
        if (!commit) return 'a commit without id, date or message';
        const at = tally.times.read(commit.time);
        if (at === null) return `"${String(commit.time).slice(0, 60)}" is no time`;
        sink.change({
          kind: 'code',
          what: `${commit.message.split('\n')[0]} (${commit.sha.slice(0, 10)})`,
          at,
          atIs: 'commit',
          about: [commit.sha],
          knownTo: [],
          notKnownTo: [],
          ref: tally.refAt(record, at),
        });
        return undefined;
      },
    });
  },
};
