import type { Gauge } from './world.ts';

/** A metric name as Prometheus allows it. https://prometheus.io/docs/concepts/data_model/ */
export function prometheusName(metric: string): string {
  return metric.replace(/[^a-zA-Z0-9_:]/g, '_');
}

/**
 * Response of the Prometheus range query API, one series a line; counts are increases over the step.
 * https://prometheus.io/docs/prometheus/latest/querying/api/#range-queries
 */
export function prometheusMatrix(gauges: readonly Gauge[]): string {
  const result = gauges.map((gauge) =>
    JSON.stringify({
      metric: { __name__: prometheusName(gauge.metric), ...gauge.labels },
      values: gauge.values.flatMap((value, i) =>
        value === null ? [] : [[(gauge.from + i * gauge.intervalS * 1_000) / 1_000, String(value)]],
      ),
    }),
  );
  return `{"status":"success","data":{"resultType":"matrix","result":[\n${result.join(',\n')}\n]}}\n`;
}
