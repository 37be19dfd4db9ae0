import type { StreamKind } from '../incident/stream.ts';
import { arrayAt, type JsonObject, objectAt, pathAt, textAt } from './field-access.ts';
import type { Importer } from './importer.ts';
import { jsonDocumentParser } from './json-document.ts';
import { headRecords } from './json-head.ts';
import { plainEvent } from './plain-event.ts';
import { coverStreams } from './stream-coverage.ts';

interface FlagChange {
  readonly flag: string;
  readonly time: unknown;
  readonly what: string;
  readonly environment: string | null;
}

/** LaunchDarkly: `{date, kind: "flag", name, titleVerb, accesses: [{action, resource: "proj/x:env/y:flag/key"}]}`. */
function fromLaunchDarkly(one: JsonObject): FlagChange | null {
  if (one.date === undefined || textAt(one.kind) === null || !('titleVerb' in one || 'accesses' in one))
    return null;
  const resource = arrayAt(one.accesses).map((access) => textAt(objectAt(access).resource) ?? '')[0] ?? '';
  const named = textAt(arrayAt(pathAt(one.target, 'resources'))[0]) ?? resource;
  const flag = /:(?:flag|segment)\/([^:;]+)/.exec(named)?.[1] ?? textAt(one.name);
  if (flag === null || flag === undefined) return null;
  const verb = textAt(one.titleVerb) ?? textAt(objectAt(arrayAt(one.accesses)[0]).action) ?? 'changed';
  return {
    flag,
    time: one.date,
    what: `${textAt(one.name) ?? flag}: ${verb.replace(/ (?:(?:of|for|to|in) )?the (?:flag|segment)$/, '')}`,
    environment: /:env\/([^:]+)/.exec(named)?.[1] ?? null,
  };
}

/** Unleash: `{type: "feature-environment-enabled", createdAt, featureName, environment}`. */
function fromUnleash(one: JsonObject): FlagChange | null {
  const flag = textAt(one.featureName);
  const type = textAt(one.type);
  if (flag === null || type === null || one.createdAt === undefined) return null;
  return {
    flag,
    time: one.createdAt,
    what: `${flag}: ${type.replace(/^feature-/, '').replaceAll('-', ' ')}`,
    environment: textAt(one.environment),
  };
}

function changeOf(one: JsonObject): FlagChange | null {
  return fromUnleash(one) ?? fromLaunchDarkly(one);
}

/** Who turned which feature flag, as the audit logs of flag services keep it. */
export const flagAudit: Importer = {
  id: 'flag-audit',
  format: 'Feature flag changes (LaunchDarkly, Unleash)',
  sniff(head) {
    const records = [...headRecords(head, 'items'), ...headRecords(head, 'events'), ...headRecords(head)];
    const fit = records.filter((one) => changeOf(one) !== null);
    return records.length > 0 && fit.length / records.length > 0.6 ? 0.96 : 0;
  },
  parse(context, sink) {
    const streams = new Map<string, StreamKind>();
    return jsonDocumentParser(context, sink, [['items', '*'], ['events', '*'], ['*']], {
      record(record, tally) {
        const change = changeOf(objectAt(record.value));
        if (!change) return 'no change of a feature flag';
        const at = tally.times.read(change.time);
        if (at === null) return `"${String(change.time).slice(0, 60)}" is no time`;
        streams.set(change.flag, 'flag');
        sink.event(
          plainEvent({
            stream: change.flag,
            kind: 'flag',
            start: at,
            title: change.environment === null ? change.what : `${change.what} (${change.environment})`,
            about: change.environment === null ? [] : [change.environment],
            ref: tally.refAt(record, at),
          }),
        );
        return undefined;
      },
      end(tally) {
        coverStreams(streams, sink, tally.times.span());
      },
    });
  },
};
