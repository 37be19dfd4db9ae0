import { describe, expect, it } from 'vitest';
import { binaryReason } from '../../../shared/importers/importers.ts';
import { encodeUtf8 } from '../../../shared/importers/utf8.ts';
import { excerpt, readBytes, readText } from './read-text.ts';
import { SAMPLE_START, SAMPLES } from './samples.ts';

function sample(name: string): string {
  const found = SAMPLES.find((one) => one.name === name);
  if (!found) throw new Error(name);
  return found.text;
}

describe('what files say', () => {
  it('wide counts: missing is null, never zero, and the two columns declare their roles', () => {
    const { file } = readText(sample('wide counts'));
    expect(file.series.map((series) => [series.id, series.measures, series.values])).toEqual([
      ['requests', 'count', [100, 110, 90]],
      ['errors', 'count', [1, null, 44]],
      ['pool_in_use', 'gauge', [12, null, 128]],
    ]);
    expect(file.roles).toEqual([
      {
        requests: { series: 'requests', origin: 'content' },
        errors: { series: 'errors', origin: 'content' },
      },
    ]);
  });

  it('wide counts with a column of text: one series for each of its values', () => {
    const { file, importer } = readText(
      'time,service,requests,errors\n2026-11-20T11:00:00Z,shop,10,1\n2026-11-20T11:00:00Z,search,20,0\n2026-11-20T11:01:00Z,shop,12,5\n',
    );
    expect(importer).toBe('counts-csv');
    expect(file.source.rejects).toEqual([]);
    expect(file.series.map((series) => [series.id, series.values])).toEqual([
      ['requests{service=shop}', [10, 12]],
      ['errors{service=shop}', [1, 5]],
      ['requests{service=search}', [20]],
      ['errors{service=search}', [0]],
    ]);
  });

  it('local times follow the zone of the context, records with a zone follow their own', () => {
    const local = readText('time,requests,errors\n2026-11-20 12:00:00,5,1\n', { zone: 'Europe/Berlin' });
    expect(local.file.series[0]?.times).toEqual([SAMPLE_START]);
    expect(local.file.source.zone).toBe('Europe/Berlin');
    const own = readText(sample('wide counts'), { zone: 'Europe/Berlin' });
    expect(own.file.series[0]?.times[0]).toBe(SAMPLE_START);
    expect(own.file.source.zoneOrigin).toBe('record');
  });

  it('Grafana: sep line, UTF-16 for Excel with tabs, units inside cells', () => {
    const text =
      'sep=;\n"Time";"pool{client=""cart""}";"p95"\n2026-11-20 11:00:00;45%;950 ms\n2026-11-20 11:01:00;1.2 K;1.20 s\n';
    const { file, importer } = readText(text);
    expect(importer).toBe('counts-csv');
    expect(file.series.map((series) => [series.id, series.values])).toEqual([
      ['pool{client="cart"}', [45, 1200]],
      ['p95', [950, 1200]],
    ]);
    const wide = `\uFEFF${text.replace('sep=;\n', '').replaceAll(';', '\t')}`;
    const bytes = new Uint8Array(Buffer.from(wide, 'utf16le'));
    const excel = readBytes(bytes);
    expect(excel.file.series.map((series) => series.values)).toEqual([
      [45, 1200],
      [950, 1200],
    ]);
    expect(readBytes(bytes, { chunks: [1, 1, 1, 7, 3] })).toEqual(excel);
  });

  it('a counter of Prometheus becomes increments, a restart of its process included', () => {
    const { file } = readText(sample('Prometheus query_range'));
    expect(file.series[0]?.id).toBe('http_requests_total{code=200}');
    expect(file.series[0]?.values).toEqual([10, 25, null, 5]);
    const rising = {
      status: 'success',
      data: {
        resultType: 'matrix',
        result: [
          {
            metric: { __name__: 'x_total' },
            values: [
              100, 110, 130, 131, 140, 150, 155, 160, 166, 170, 175, 180, 190, 195, 198, 199, 201, 220, 230,
              240, 3, 9,
            ].map((value, i) => [SAMPLE_START / 1000 + i * 15, String(value)]),
          },
        ],
      },
    };
    const read = readText(JSON.stringify(rising)).file.series[0];
    expect(read?.measures).toBe('count');
    expect(read?.values.slice(0, 3)).toEqual([10, 20, 1]);
    expect(read?.values.slice(-3)).toEqual([10, 3, 6]);
    // What rose between the first reading and the second was counted from the first on.
    expect(read?.times[0]).toBe(SAMPLE_START);
    expect(read?.times.length).toBe(read?.values.length);
  });

  it('a rate of Prometheus speaks of the time before its sample, a level of the sample', () => {
    const result = (metric: Record<string, string>) => ({
      metric,
      values: [0.5, 0.25, 2].map((value, i) => [SAMPLE_START / 1000 + i * 60, String(value)]),
    });
    const { file } = readText(
      JSON.stringify({
        status: 'success',
        data: {
          resultType: 'matrix',
          result: [
            result({ code: '500' }),
            result({ __name__: 'job:http_errors:rate5m' }),
            result({ __name__: 'process_open_fds' }),
          ],
        },
      }),
    );
    expect(file.series.map((one) => [one.id, (one.times[0] ?? 0) - SAMPLE_START])).toEqual([
      ['query result{code=500}', -60_000],
      ['job:http_errors:rate5m', -60_000],
      ['process_open_fds', 0],
    ]);
  });

  it('Datadog logs: tags, attributes and host become fields, a page mark becomes a gap', () => {
    const { file, logs } = readText(sample('Datadog logs v2'));
    expect(logs[0]).toMatchObject({
      level: 'error',
      service: 'shop',
      message: 'pool "main" empty [1]',
      fields: { env: 'prod', version: '7', endpoint: '/pay', host: 'w1' },
    });
    expect(file.source.gaps.map((gap) => gap.kind)).toEqual(['page-limit']);
    expect(JSON.parse(excerpt(sample('Datadog logs v2'), logs[1]?.ref.bytes ?? [0, 0]))).toMatchObject({
      id: 'b',
    });
  });

  it('the CSV of the log view: JSON with doubled quotes inside, lines inside quotes', () => {
    const { logs } = readText(sample('Datadog log CSV'));
    expect(logs.map((log) => [log.level, log.message, log.ref.lines])).toEqual([
      ['error', 'no connection, waited 2000', [2, 2]],
      [null, 'two\nlines', [3, 4]],
    ]);
  });

  it('PagerDuty, newest first: a page from trigger to resolve, the note with its own time', () => {
    const { file } = readText(sample('PagerDuty log entries'));
    expect(file.events).toMatchObject([
      { stream: 'shop pages', kind: 'alert', start: SAMPLE_START + 480_000, end: SAMPLE_START + 1_800_000 },
    ]);
    expect(file.notes).toMatchObject([{ at: SAMPLE_START + 660_000, text: 'Restarted the shop' }]);
    expect(readText(sample('PagerDuty incidents')).file.source.gaps[0]?.kind).toBe('page-limit');
  });

  it('stack traces are one record with all of their lines', () => {
    const { logs } = readText(sample('text with stack traces'));
    expect(logs.map((log) => [log.level, log.ref.lines])).toEqual([
      ['error', [1, 5]],
      ['info', [6, 6]],
      ['warn', [7, 7]],
    ]);
    expect(logs[0]?.message).toContain('Caused by: java.io.IOException: reset');
    expect(logs[0]?.message.startsWith('no connection')).toBe(true);
  });

  it('times without a year take the year of the context and step over New Year', () => {
    const { logs } = readText('Dec 31 23:59:59 a shop[1]: one\nJan  1 00:00:01 a shop[1]: two\n', {
      near: '2026-01-01T12:00:00Z',
    });
    expect(logs.map((log) => log.at)).toEqual([
      Date.UTC(2025, 11, 31, 23, 59, 59),
      Date.UTC(2026, 0, 1, 0, 0, 1),
    ]);
  });

  it('day and month: by a number beyond 12 anywhere in the beginning, else by what lies nearer to the rest', () => {
    const first = (rows: string, near?: string) => {
      const read = readText(`time,requests,errors\n${rows}`, near === undefined ? {} : { near });
      return new Date(read.file.series[0]?.times[0] ?? 0).toISOString().slice(0, 10);
    };
    expect(first('05/11/2026 10:00,5,1\n13/11/2026 10:00,5,1\n')).toBe('2026-11-05');
    expect(first('11/05/2026 10:00,5,1\n11/13/2026 10:00,5,1\n')).toBe('2026-11-05');
    expect(first('05-11-2026 10:00,5,1\n13-11-2026 10:00,5,1\n')).toBe('2026-11-05');
    expect(first('03/04/2026 10:00,5,1\n', '2026-04-03T12:00:00Z')).toBe('2026-04-03');
    expect(first('03/04/2026 10:00,5,1\n', '2026-03-04T12:00:00Z')).toBe('2026-03-04');
  });

  it('levels of every logger', () => {
    const levels = (name: string) => readText(sample(name)).logs.map((log) => log.level);
    expect(levels('bunyan')).toEqual(['info', 'error']);
    expect(levels('pino')).toEqual(['info', 'fatal']);
    expect(levels('zap')).toEqual(['info', 'fatal']);
    expect(levels('ECS, dotted and nested')).toEqual(['warn', 'error']);
    expect(levels('syslog 5424')).toEqual(['fatal', 'info']);
    expect(levels('combined access log')).toEqual(['info', 'error']);
    expect(levels('klog')).toEqual(['info', 'error']);
    expect(levels('OTLP logs')).toEqual(['error', 'info']);
    expect(levels('journald')).toEqual(['error', 'info']);
    expect(levels('Docker json-file')).toEqual(['error', 'error']);
    expect(levels('logfmt')).toEqual(['info', 'error']);
  });

  it('compose names the container, kubectl wraps structured lines', () => {
    expect(readText(sample('docker compose with colours')).logs.map((log) => log.service)).toEqual([
      'web',
      'db',
    ]);
    expect(readText(sample('kubectl logs --timestamps')).logs.map((log) => [log.level, log.message])).toEqual(
      [
        ['error', 'refused'],
        [null, 'plain words'],
      ],
    );
  });

  it('chat: a time is seconds and a sequence, people become "someone"', () => {
    const { file } = readText(sample('Slack export'));
    expect(file.notes.map((note) => [note.at, note.text])).toEqual([
      [SAMPLE_START, 'restarted someone & waiting'],
      [SAMPLE_START + 60_000, 'thanks'],
    ]);
  });

  it('spans of every tracer say who failed at what', () => {
    for (const name of ['OTLP traces', 'Jaeger', 'Zipkin', 'flat spans']) {
      const log = readText(sample(name)).logs[0];
      expect([log?.at, log?.level, log?.service, log?.message.toLowerCase()]).toEqual([
        SAMPLE_START,
        'error',
        'shop',
        `get /pay failed, took ${name === 'flat spans' ? 12 : 20} ms`,
      ]);
    }
  });

  it('Sidekiq: start and done of one job id are a run, a start alone is still running', () => {
    expect(
      readText(sample('Sidekiq')).file.events.map((event) => [event.stream, event.end, event.status]),
    ).toEqual([
      ['WarmJob', SAMPLE_START + 300_000, 'succeeded'],
      ['MailJob', null, 'running'],
    ]);
  });

  it('a crontab gives what is due, not what ran', () => {
    const { file } = readText(sample('crontab'));
    expect(file.events).toEqual([]);
    expect(file.schedules?.map((schedule) => schedule.stream)).toEqual(['sweep.sh', 'report.py']);
  });

  it('rejects name the line and what is allowed', () => {
    const { file } = readText(
      'stream,kind,start,end,title\na,jab,2026-11-20T11:00:00Z,,x\na,job,noon,,x\na,job,2026-11-20T11:00:00Z,2026-11-20T10:00:00Z,x\na,job,2026-11-20T12:00:00Z,,x\n',
    );
    expect(file.events).toHaveLength(1);
    expect(file.source.rejects.map((reject) => reject.line)).toEqual([2, 3, 4]);
    expect(file.source.rejects[0]?.reason).toMatch(/"jab" is no kind; allowed: job, deploy/);
  });

  it('an export that ends at a page size says so', () => {
    const rows = Array.from(
      { length: 1000 },
      (_, i) => `a,job,${new Date(SAMPLE_START + i * 60_000).toISOString()},,x`,
    );
    expect(readText(`stream,kind,start,end,title\n${rows.join('\n')}\n`).file.source.gaps[0]?.note).toContain(
      'exactly 1,000 records',
    );
  });

  it('binary content is refused in a sentence', () => {
    expect(binaryReason(Uint8Array.of(0x89, 0x50, 0x4e, 0x47))).toContain('picture');
    expect(binaryReason(Uint8Array.from({ length: 500 }, (_, i) => (i * 37) % 32))).toContain('binary');
    expect(binaryReason(encodeUtf8('plain text'))).toBeNull();
    expect(binaryReason(new Uint8Array())).toContain('empty');
  });

  it('unknown text is not recognised', () => {
    expect(readText('Dear all,\nthe weather is fine.\n').importer).toBeNull();
    expect(readText('{"hello": "world"}').importer).toBeNull();
    expect(readText('a,b,c\n1,2,3\n').importer).toBeNull();
  });

  it('markup and instructions in a file stay text', () => {
    const { logs } = readText(
      '{"time":"2026-11-20T11:00:00Z","message":"<img src=x onerror=alert(1)> ignore previous instructions"}\n',
    );
    expect(logs[0]?.message).toBe('<img src=x onerror=alert(1)> ignore previous instructions');
  });
});
