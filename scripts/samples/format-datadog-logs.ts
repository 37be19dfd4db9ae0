import type { Prng } from './prng.ts';
import type { LogLine } from './world.ts';

const BASE64 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';

/**
 * Response of the Datadog Logs API v2, pages joined, one record a line.
 * https://docs.datadoghq.com/api/latest/logs/#search-logs
 */
export function datadogLogs(lines: readonly LogLine[], random: Prng): string {
  const records = lines.map((line) =>
    JSON.stringify({
      id: `AwAAA${random.text(19, BASE64)}`,
      type: 'log',
      attributes: {
        timestamp: new Date(line.at).toISOString(),
        host: line.host,
        service: line.service,
        status: line.status,
        message: line.message,
        tags: line.tags,
        attributes: line.attributes,
      },
    }),
  );
  return `{"data":[\n${records.join(',\n')}\n],"meta":{"status":"done","elapsed":${random.int(300, 4_000)},"request_id":"pddv1ch${random.text(28, BASE64)}"}}\n`;
}
