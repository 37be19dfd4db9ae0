import { describe, expect, it } from 'vitest';
import { readText } from './read-text.ts';

describe('units that a CSV writes behind a name', () => {
  it('belong to bare figures', () => {
    const { file } = readText(
      'Time,p99 latency (ms),cpu (%),lag (records)\n2026-07-06T00:00:00Z,"1,200",40,7\n2026-07-06T00:01:00Z,80,41,9\n',
    );
    expect(file.series.map((series) => [series.metric, series.unit])).toEqual([
      ['p99 latency (ms)', 'ms'],
      ['cpu (%)', '%'],
      ['lag (records)', null],
    ]);
  });

  it('are those of the cells where these have their own: a rate for each second is no count', () => {
    const { file } = readText(
      'Time,Requests,Error rate,Heap\n2026-07-06T00:00:00Z,17.03 req/s,0.10%,1.5 GiB\n2026-07-06T00:01:00Z,16.17 req/s,0.00%,1.6 GiB\n',
    );
    expect(file.series.map((series) => [series.metric, series.unit, series.measures])).toEqual([
      ['Requests', '/s', 'gauge'],
      ['Error rate', '%', 'gauge'],
      ['Heap', 'bytes', 'gauge'],
    ]);
  });

  it('are base units where the cells have units of their own, whatever the header says', () => {
    const { file } = readText('Time,latency (s)\n2026-07-06T00:00:00Z,0.11 s\n2026-07-06T00:01:00Z,120 ms\n');
    expect(file.series.map((series) => [series.unit, series.values])).toEqual([['ms', [110, 120]]]);
  });

  it('stand in a metric name before the percentile, too', () => {
    const { file } = readText(
      'time,img:request_duration_seconds:p95,latency_ms_99th,cpu_seconds:rate5m\n2026-07-06T00:00:00Z,0.2,80,0.7\n2026-07-06T00:01:00Z,0.3,90,0.9\n',
    );
    expect(file.series.map((series) => series.unit)).toEqual(['seconds', 'ms', null]);
  });

  it('are taken from the end of a metric name where it is one of time, so that a latency can show the failures', () => {
    const { file } = readText(
      'time,latency_p99_ms,request_duration_seconds,items\n2026-07-06T00:00:00Z,80,0.2,7\n2026-07-06T00:01:00Z,90,0.3,9\n',
    );
    expect(file.series.map((series) => [series.metric, series.unit])).toEqual([
      ['latency_p99_ms', 'ms'],
      ['request_duration_seconds', 'seconds'],
      ['items', null],
    ]);
  });
});
