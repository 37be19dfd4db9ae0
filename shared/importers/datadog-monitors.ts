import type { StreamKind } from '../incident/stream.ts';
import { isObject, objectAt, pathAt, textAt } from './field-access.ts';
import type { Importer } from './importer.ts';
import { jsonDocumentParser } from './json-document.ts';
import { headRecords, shareWith } from './json-head.ts';
import { plainEvent } from './plain-event.ts';

/**
 * The list of monitors (Datadog "Get all monitors"): each keeps only its last change, so what is taken is when a monitor
 * that is not OK became so, and the last alert of each of its groups.
 */
export const datadogMonitors: Importer = {
  id: 'datadog-monitors',
  format: 'Datadog monitors',
  sniff(head) {
    const records = [...headRecords(head), ...headRecords(head, 'monitors')];
    return shareWith(records, ['overall_state', 'name', 'type']) > 0.6 ? 0.97 : 0;
  },
  parse(context, sink) {
    const streams = new Map<string, StreamKind>();
    return jsonDocumentParser(context, sink, [['*'], ['monitors', '*']], {
      record(record, tally) {
        const one = objectAt(record.value);
        const stream = textAt(one.name);
        if (stream === null) return 'a monitor without a name';
        const state = textAt(one.overall_state) ?? 'unknown';
        const changed = tally.times.read(one.overall_state_modified ?? one.modified);
        const ref = tally.ref(record, changed === null ? null : { from: changed, to: changed + 1 });
        const emit = (start: number, end: number | null, what: string) => {
          streams.set(stream, 'alert');
          sink.event(plainEvent({ stream, kind: 'alert', start, end, title: `${stream}: ${what}`, ref }));
        };
        let grouped = 0;
        for (const [group, value] of Object.entries(objectAt(pathAt(one.state, 'groups')))) {
          if (!isObject(value)) continue;
          const start = tally.times.read(value.last_triggered_ts);
          if (start === null) continue;
          grouped += 1;
          emit(
            start,
            tally.times.read(value.last_resolved_ts),
            `${textAt(value.status) ?? state} (${group})`,
          );
        }
        if (grouped === 0 && changed !== null && !/^(ok|ignored|skipped|unknown)$/i.test(state)) {
          emit(changed, null, state);
        }
        return undefined;
      },
      // Only the last change is in such a list: its silence before that says nothing, so nothing is covered.
    });
  },
};
