import type { Gauge } from './world.ts';

/**
 * Response of the Datadog timeseries query v1, one series a line.
 * https://docs.datadoghq.com/api/latest/metrics/#query-timeseries-points
 */
export function datadogMetrics(gauges: readonly Gauge[]): string {
  const first = gauges[0];
  const from = first?.from ?? 0;
  const to = from + (first ? first.values.length * first.intervalS * 1_000 : 0);
  const groups = [...new Set(gauges.flatMap((gauge) => Object.keys(gauge.labels)))];
  const series = gauges.map((gauge, n) => {
    const tags = Object.entries(gauge.labels).map(([key, value]) => `${key}:${value}`);
    const scope = tags.length === 0 ? '*' : tags.join(',');
    const aggr = gauge.measures === 'count' ? 'sum' : 'max';
    const expression = `${aggr}:${gauge.metric}{${scope}}${gauge.measures === 'count' ? `.as_count().rollup(sum, ${gauge.intervalS})` : ''}`;
    const step = gauge.intervalS * 1_000;
    return JSON.stringify({
      metric: gauge.metric,
      display_name: gauge.metric,
      query_index: n,
      aggr,
      scope,
      tag_set: tags,
      expression,
      unit:
        gauge.unit === null
          ? null
          : [
              {
                family: 'general',
                scale_factor: 1,
                name: gauge.unit,
                short_name: null,
                plural: `${gauge.unit}s`,
                id: 500 + n,
              },
              null,
            ],
      interval: gauge.intervalS,
      length: gauge.values.length,
      start: gauge.from,
      end: gauge.from + gauge.values.length * step - 1,
      pointlist: gauge.values.map((value, i) => [gauge.from + i * step, value]),
    });
  });
  const query = gauges.map((g) => `${g.measures === 'count' ? 'sum' : 'max'}:${g.metric}{*}`);
  const head = JSON.stringify({
    status: 'ok',
    res_type: 'time_series',
    resp_version: 1,
    query: [...new Set(query)].join(','),
    from_date: from,
    to_date: to,
    group_by: groups,
    message: '',
  });
  return `${head.slice(0, -1)},"series":[\n${series.join(',\n')}\n]}\n`;
}
