import { parseCron } from '../incident/cron-expression.ts';
import { isZone } from '../incident/local-clock.ts';
import { firstOf, objectAt, pathAt, textAt } from './field-access.ts';
import type { Importer } from './importer.ts';
import { jsonDocumentParser } from './json-document.ts';
import { headRecords } from './json-head.ts';
import { kubernetesObjects } from './kubernetes-object.ts';

/** `systemctl list-timers --output=json`: `[{next, left, last, passed, unit, activates}]`, times in microseconds. */
export const systemdTimers: Importer = {
  id: 'systemd-timers',
  format: 'systemd timers',
  sniff(head) {
    const records = headRecords(head);
    const fit = records.filter(
      (one) => one.unit !== undefined && one.activates !== undefined && one.next !== undefined,
    );
    return records.length > 0 && fit.length / records.length > 0.8 ? 0.97 : 0;
  },
  parse(context, sink) {
    return jsonDocumentParser(context, sink, [['*']], {
      record(record, tally) {
        const one = objectAt(record.value);
        const stream = textAt(one.activates) ?? textAt(one.unit);
        if (stream === null) return 'a timer without a unit';
        const last = tally.times.read(one.last);
        const next = tally.times.peek(one.next);
        const ref = tally.ref(record, last === null ? null : { from: last, to: last + 1 });
        if (last === null && next === null) return 'a timer that never ran and is not due';
        if (last !== null && next !== null && next > last) {
          // Two points of a timer give its period; a timer that is re-armed by its own end only looks like one.
          sink.schedule({
            stream,
            title: `${textAt(one.unit) ?? stream}, due every ${Math.round((next - last) / 60_000)} min`,
            due: { form: 'every', everyMs: next - last, anchor: last },
            ref,
          });
        }
        return undefined;
      },
    });
  },
};

/** `kubectl get cronjobs -o json`: `spec.schedule` and `spec.timeZone`; due in UTC without one (batch/v1). */
export const kubernetesCronJobs: Importer = {
  id: 'kubernetes-cronjobs',
  format: 'Kubernetes cron jobs (kubectl)',
  sniff: (head) => (kubernetesObjects(head).some((one) => one.kind === 'CronJob') ? 0.97 : 0),
  parse(context, sink) {
    return jsonDocumentParser(context, sink, [['items', '*']], {
      wholeWhenNone: true,
      record(record, tally) {
        const one = objectAt(record.value);
        const stream = textAt(pathAt(one, 'metadata', 'name'));
        const schedule = textAt(pathAt(one, 'spec', 'schedule'));
        if (stream === null || schedule === null) return 'a cron job without name or schedule';
        const zoned = /^(?:CRON_TZ|TZ)=(\S+)\s+(.*)$/.exec(schedule);
        const expression = zoned?.[2] ?? schedule;
        if (!parseCron(expression)) return `"${schedule.slice(0, 60)}" is no schedule`;
        if (pathAt(one, 'spec', 'suspend') === true) return 'suspended: no runs are expected';
        const zone = zoned?.[1] ?? textAt(firstOf(objectAt(one.spec), ['timeZone'])) ?? 'UTC';
        tally.times.read(pathAt(one, 'status', 'lastScheduleTime'));
        sink.schedule({
          stream,
          title: `${schedule} ${stream}`,
          due: { form: 'cron', expression, zone: isZone(zone) ? zone : 'UTC' },
          ref: tally.ref(record, null),
        });
        return undefined;
      },
    });
  },
};
