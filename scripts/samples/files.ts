import { stringify } from 'yaml';
import { calendarCsv, jobRunsCsv, ticketsCsv } from './format-csv.ts';
import { datadogLogs } from './format-datadog-logs.ts';
import { datadogMetrics } from './format-datadog-metrics.ts';
import { deploymentStatuses, deployments } from './format-github.ts';
import { pagerDutyLog } from './format-pagerduty.ts';
import { prometheusMatrix } from './format-prometheus.ts';
import { incidentYaml } from './incident-yaml.ts';
import { prng } from './prng.ts';
import type { FileChoice, MetricFormat } from './scenario.ts';
import { HOUR, type World } from './world.ts';

/** An incident folder: file name to content. */
export type IncidentFiles = Map<string, string>;

const METRIC_FILE: Readonly<Record<MetricFormat, (name: string) => string>> = {
  datadog: (name) => `datadog-metrics-${name}.json`,
  prometheus: (name) => `prometheus-${name}.json`,
};

/** Writes a world as the exports that a team would have. */
export function incidentFiles(world: World, choice: FileChoice): IncidentFiles {
  const random = prng(world.seed, 'files');
  const files: IncidentFiles = new Map();
  files.set('incident.yaml', stringify(incidentYaml(world, choice), { lineWidth: 0 }));
  for (let at = world.from, n = 0; at < world.now; at += HOUR, n += 1) {
    const page = world.logs.filter((line) => line.at >= at && line.at < at + HOUR);
    const hour = new Date(at).toISOString().slice(11, 16).replace(':', '');
    files.set(`datadog-logs-${hour}.json`, datadogLogs(page, random.fork(`logs ${n}`)));
  }
  for (const file of world.metrics) {
    const name = METRIC_FILE[choice.format](file.name);
    files.set(
      name,
      choice.format === 'datadog' ? datadogMetrics(file.gauges) : prometheusMatrix(file.gauges),
    );
  }
  const github = random.fork('github');
  files.set('github-deployments.json', deployments(world.deployments, github.fork('ids')));
  files.set('github-deployment-statuses.json', deploymentStatuses(world.deployments, github.fork('ids')));
  files.set(
    'pagerduty-log-entries.json',
    pagerDutyLog(world.pages, world.names.service, random.fork('pager')),
  );
  files.set('job-runs.csv', jobRunsCsv(world.runs, choice.localTimes ? world.zone : null));
  files.set('change-calendar.csv', calendarCsv(world.calendar));
  files.set('support-tickets.csv', ticketsCsv(world.tickets, random.fork('tickets')));
  return files;
}
