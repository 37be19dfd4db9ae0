import { type Instance, serving } from './hosts.ts';
import type { Names } from './names.ts';
import type { Minute } from './observe.ts';
import { hex, type Prng } from './prng.ts';
import { type LogLine, MINUTE } from './world.ts';

export interface LogInput {
  readonly names: Names;
  readonly random: Prng;
  readonly minutes: readonly Minute[];
  readonly instances: readonly Instance[];
  readonly from: number;
  readonly to: number;
  /** Lines in a quiet minute of usual load. */
  readonly perMinute: number;
  readonly peakPerMin: number;
  readonly version: string;
  /** What the service writes when the incident makes a request fail. */
  readonly failure: (random: Prng) => { readonly message: string; readonly trace: string };
}

type Draw = (
  random: Prng,
) => readonly [status: LogLine['status'], message: string, attributes?: LogLine['attributes']];

/** Ordinary lines of a service, with how often they come relative to each other. */
function ordinary(names: Names): readonly (readonly [weight: number, draw: Draw])[] {
  const { record, partner } = names;
  const id = (r: Prng): number => r.int(8_100_000, 8_990_000);
  const endpoint = (r: Prng): string => r.pick(names.endpoints);
  return [
    [
      26,
      (r) => {
        const path = endpoint(r);
        const ms = Math.round(Math.exp(r.normal(4.9, 0.5)));
        return ['info', `POST ${path} 200 in ${ms} ms`, { endpoint: path, duration_ms: ms }];
      },
    ],
    [
      14,
      (r) => {
        const path = endpoint(r);
        const ms = Math.round(Math.exp(r.normal(3.6, 0.4)));
        return ['info', `GET ${path} 200 in ${ms} ms`, { endpoint: path, duration_ms: ms }];
      },
    ],
    [12, (r) => ['info', `${record} ${id(r)} accepted with ${r.int(1, 9)} lines`]],
    [9, (r) => ['info', `${partner} answered for ${record} ${id(r)} in ${r.int(120, 640)} ms`]],
    [7, (r) => ['info', `${record} ${id(r)} stored, version ${r.int(1, 4)}`]],
    [6, (r) => ['info', `notification for ${record} ${id(r)} queued`]],
    [5, () => ['info', 'health check ok']],
    [4, (r) => ['info', `feature flags read, ${r.int(40, 42)} flags, none changed`]],
    [4, (r) => ['info', `metrics flushed, ${r.int(205, 228)} series`]],
    [3, (r) => ['debug', `gc pause ${r.int(8, 46)} ms, heap ${r.int(41, 68)} percent`]],
    [
      3,
      (r) => [
        'warn',
        `slow statement: ${r.int(251, 720)} ms, select from ${record}_line where ${record}_id = ${id(r)}`,
      ],
    ],
    [3, (r) => ['warn', `${record} ${id(r)} was sent twice, returning the stored answer`]],
    [2.4, (r) => ['warn', `${partner} refused ${record} ${id(r)}: code ${r.pick([14, 51, 54, 61])}`]],
    [1.6, (r) => ['warn', `deprecated field in request from client ${r.int(3, 9)}.${r.int(0, 30)}`]],
    [1.2, (r) => ['error', `address check failed for ${record} ${id(r)}: postal code not known`]],
    [
      0.9,
      (r) => ['error', `cannot parse amount in ${record} ${id(r)}: unexpected character at ${r.int(2, 30)}`],
    ],
    [0.5, (r) => ['error', `${partner} closed the stream, request ${hex(r, 12)} dropped`]],
  ];
}

/** Harmless clusters: a partner that is slow for a few minutes, at any time. */
function clusters(input: LogInput): Map<number, number> {
  const lines = new Map<number, number>();
  const r = input.random.fork('clusters');
  const minutes = Math.floor((input.to - input.from) / MINUTE);
  for (let n = 0; n < 7; n += 1) {
    const start = r.int(0, minutes - 6);
    for (let k = 0; k < r.int(3, 6); k += 1) lines.set(start + k, r.int(4, 14));
  }
  return lines;
}

/** Start-up and shut-down lines of every instance. */
function lifecycle(
  input: LogInput,
  line: (at: number, host: string, status: LogLine['status'], message: string) => void,
): void {
  const r = input.random.fork('lifecycle');
  for (const instance of input.instances) {
    const starts = instance.downs.map((down) => down.ready);
    if (instance.from > input.from) starts.push(instance.from);
    for (const down of instance.downs) {
      line(down.from, instance.host, 'info', `SIGTERM received, draining ${r.int(3, 24)} requests`);
      line(down.from + r.int(4_000, 9_000), instance.host, 'info', 'stopped');
    }
    for (const ready of starts) {
      line(ready - r.int(17_000, 19_000), instance.host, 'info', `booting version ${input.version}`);
      line(
        ready - r.int(6_000, 9_000),
        instance.host,
        'info',
        `connected to the database in ${r.int(40, 190)} ms`,
      );
      line(
        ready,
        instance.host,
        'info',
        `ready, accepting requests after ${(r.int(140, 330) / 10).toFixed(1)} s`,
      );
    }
  }
}

/** The log export of the detailed hours: noise, failures in proportion, restarts. Sorted by time. */
export function logLines(input: LogInput): LogLine[] {
  const { names, random } = input;
  const lines: LogLine[] = [];
  const templates = ordinary(names);
  const weights = templates.reduce((sum, [weight]) => sum + weight, 0);
  const slow = clusters(input);
  const regions = ['zone:a', 'zone:b', 'zone:c'];
  const usable = names.endpoints.slice(0, -1);
  const r = random.fork('lines');

  const add = (
    at: number,
    host: string,
    status: LogLine['status'],
    message: string,
    attributes: LogLine['attributes'] = {},
  ): void => {
    if (at < input.from || at >= input.to) return;
    const zone =
      regions[(host.charCodeAt(host.length - 1) + host.charCodeAt(host.length - 2)) % 3] ?? 'zone:a';
    lines.push({
      at,
      host,
      service: names.service,
      status,
      message,
      tags: ['env:prod', zone, `version:${input.version}`],
      attributes,
    });
  };
  const hostAt = (at: number): string => {
    const up = serving(input.instances, at);
    return r.pick(up.length > 0 ? up : input.instances).host;
  };

  input.minutes.forEach((minute, n) => {
    const load = minute.requests / input.peakPerMin;
    const quiet = random.fork(`quiet ${n}`).poisson(input.perMinute * (0.45 + 0.55 * load));
    for (let k = 0; k < quiet; k += 1) {
      let at = r.next() * weights;
      const found = templates.find(([weight]) => {
        at -= weight;
        return at < 0;
      });
      if (!found) throw new RangeError('weights do not add up');
      const [status, message, attributes] = found[1](r);
      const time = minute.at + r.int(0, 59_999);
      add(time, hostAt(time), status, message, {
        channel: r.pick(['web', 'app', 'app', 'partner']),
        ...attributes,
      });
    }
    for (let k = 0; k < (slow.get(n) ?? 0); k += 1) {
      const time = minute.at + r.int(0, 59_999);
      add(
        time,
        hostAt(time),
        'warn',
        `${names.partner} answered after ${r.int(1_100, 2_900)} ms, trying once more`,
      );
    }
    // The service writes at most about one failure a second; the counters of the metrics hold all of them.
    const written = Math.min(
      minute.failed,
      random.fork(`cap ${n}`).poisson(Math.min(minute.failed, input.perMinute * 0.5)),
    );
    for (let k = 0; k < written; k += 1) {
      const early = minute.failed < 0.2 * minute.requests;
      const time = minute.at + (early ? r.int(8_000, 59_999) : r.int(0, 59_999));
      const host = hostAt(time);
      const path = r.pick(usable);
      const trace = hex(r, 16);
      const { message, trace: stack } = input.failure(r);
      const waited = r.int(2_002, 2_048);
      add(time, host, 'error', r.next() < 0.1 ? `${message}\n${stack}` : message, { endpoint: path, trace });
      add(time + r.int(1, 9), host, 'error', `POST ${path} 503 in ${waited} ms`, {
        endpoint: path,
        trace,
        duration_ms: waited,
      });
      if (r.next() < 0.4)
        add(
          time + r.int(20, 400),
          host,
          'warn',
          `will try ${names.record} ${r.int(8_100_000, 8_990_000)} again, attempt ${r.int(2, 3)} of 3`,
          { endpoint: path, trace },
        );
    }
  });
  lifecycle(input, (at, host, status, message) => add(at, host, status, message));
  return lines.sort((a, b) => a.at - b.at || a.host.localeCompare(b.host, 'en'));
}
