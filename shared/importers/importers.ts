import { accessLog, serverErrorLog } from './access-log.ts';
import { albLog } from './alb-log.ts';
import { alertLog } from './alert-log.ts';
import { alertmanager } from './alertmanager.ts';
import { bestImporter } from './best-importer.ts';
import { calendarIcs } from './calendar-ics.ts';
import { certificatesCsv, certificatesJson } from './certificates.ts';
import { changesCsv } from './changes-csv.ts';
import { changesJson } from './changes-json.ts';
import { clockLog } from './clock-log.ts';
import { cloudAudit } from './cloud-audit.ts';
import { cloudwatchStatistics } from './cloudwatch-statistics.ts';
import { codeCommits } from './code-commits.ts';
import { columnRows } from './column-rows.ts';
import { countsCsv } from './counts-csv.ts';
import { crontab } from './crontab.ts';
import { datadogEvents } from './datadog-events.ts';
import { datadogLogLines, datadogLogsV1, datadogLogsV2 } from './datadog-logs.ts';
import { logsCsv } from './datadog-logs-csv.ts';
import { datadogMetricsV1, datadogMetricsV2 } from './datadog-metrics.ts';
import { datadogMonitors } from './datadog-monitors.ts';
import { dayColumns } from './day-columns.ts';
import { dockerLogs } from './docker-logs.ts';
import { emptyList } from './empty-list.ts';
import { eventTableCsv } from './event-table.ts';
import { eventTableJson, eventTableLines } from './event-table-json.ts';
import { eventsCsv } from './events-csv.ts';
import { flagAudit } from './flag-audit.ts';
import { gcLog } from './gc-log.ts';
import { gitLog } from './git-log.ts';
import { gitOneline } from './git-oneline.ts';
import { gitPatch } from './git-patch.ts';
import { githubDeploymentStatuses, githubDeployments } from './github-deployments.ts';
import { githubWorkflowRuns } from './github-workflow-runs.ts';
import { grafanaAnnotations } from './grafana-annotations.ts';
import { graphiteJson } from './graphite-json.ts';
import type { FileHead, Importer } from './importer.ts';
import { incidentLists } from './incident-lists.ts';
import { influxJson } from './influx-json.ts';
import { airflowRuns, kubernetesJobs } from './job-runs.ts';
import { journald } from './journald.ts';
import { jsonArrayLogs } from './json-array-logs.ts';
import { jsonCounts } from './json-counts.ts';
import { jsonLinesLogs } from './json-lines-logs.ts';
import { klog } from './klog.ts';
import { kubernetesEvents } from './kubernetes-events.ts';
import { kubernetesNodes } from './kubernetes-nodes.ts';
import { kubernetesPods } from './kubernetes-pods.ts';
import { kubernetesRollouts } from './kubernetes-rollouts.ts';
import { logfmt } from './logfmt.ts';
import { loki } from './loki.ts';
import { markdownTables } from './markdown-tables.ts';
import { metricDocument } from './metric-document.ts';
import { metricQueries } from './metric-queries.ts';
import { nagiosLog } from './nagios-log.ts';
import { otlpLogs } from './otlp-logs.ts';
import { otlpMetrics } from './otlp-metrics.ts';
import { pagerdutyIncidents, pagerdutyLogEntries, pagerdutyWebhook } from './pagerduty.ts';
import { plainLog } from './plain-log.ts';
import { postgresCsv } from './postgres-csv.ts';
import { cloudwatchMetrics, metricExport, openMetrics, prometheusMatrix } from './prometheus.ts';
import { quartzLog } from './quartz-log.ts';
import { rdsEvents } from './rds-events.ts';
import { requestRows } from './request-rows.ts';
import { scheduleTable } from './schedule-table.ts';
import { sidekiqLog } from './sidekiq.ts';
import { mattermost, slackExport, slackNames } from './slack.ts';
import { mysqlSlowLog, redisSlowlog } from './slow-logs.ts';
import { statusPageText } from './status-page-text.ts';
import { statuspage } from './statuspage.ts';
import { syslog3164, syslog5424 } from './syslog.ts';
import { laterTables, withTablesBelow } from './tables-below.ts';
import { tallCsv } from './tall-csv.ts';
import { ticketsCsv, ticketsJson } from './tickets.ts';
import { timelineCsv } from './timeline-csv.ts';
import { timelineJson } from './timeline-json.ts';
import { timelineText } from './timeline-text.ts';
import { kubernetesCronJobs, systemdTimers } from './timers.ts';
import { jaegerTraces, otlpTraces, spanLines, zipkinTraces } from './traces.ts';
import { textStart } from './utf8.ts';
import { w3cLog } from './w3c-log.ts';
import { windowsTasks } from './windows-tasks.ts';
import { zosLog } from './zos-log.ts';

/** What a table in a document can be. */
const TABLES: readonly Importer[] = [
  countsCsv,
  dayColumns,
  tallCsv,
  eventsCsv,
  changesCsv,
  eventTableCsv,
  timelineCsv,
  ticketsCsv,
  scheduleTable,
];

/** What a table below another one can be. */
const TABLES_BELOW: readonly Importer[] = [...TABLES, logsCsv, requestRows, certificatesCsv];

/** A table of its own, or the first of several. */
const first = (importer: Importer): Importer => withTablesBelow(importer, TABLES_BELOW);

/** Every format that is read. A new one is one file in this folder and one line here. */
export const IMPORTERS: readonly Importer[] = [
  first(countsCsv),
  first(dayColumns),
  first(tallCsv),
  first(eventsCsv),
  first(changesCsv),
  jsonLinesLogs,
  datadogLogsV2,
  datadogLogsV1,
  datadogLogLines,
  first(logsCsv),
  datadogMetricsV1,
  datadogMetricsV2,
  githubDeployments,
  githubDeploymentStatuses,
  githubWorkflowRuns,
  pagerdutyLogEntries,
  pagerdutyIncidents,
  pagerdutyWebhook,
  prometheusMatrix,
  metricExport,
  openMetrics,
  cloudwatchMetrics,
  kubernetesJobs,
  airflowRuns,
  crontab,
  systemdTimers,
  first(scheduleTable),
  kubernetesCronJobs,
  kubernetesEvents,
  first(ticketsCsv),
  ticketsJson,
  statuspage,
  accessLog,
  albLog,
  first(requestRows),
  w3cLog,
  serverErrorLog,
  syslog5424,
  syslog3164,
  klog,
  logfmt,
  dockerLogs,
  journald,
  otlpLogs,
  plainLog,
  clockLog,
  slackExport,
  slackNames,
  mattermost,
  gitLog,
  jsonArrayLogs,
  loki,
  jsonCounts,
  first(eventTableCsv),
  eventTableJson,
  eventTableLines,
  first(timelineCsv),
  timelineJson,
  timelineText,
  changesJson,
  metricDocument,
  sidekiqLog,
  datadogEvents,
  alertmanager,
  datadogMonitors,
  codeCommits,
  flagAudit,
  kubernetesPods,
  kubernetesNodes,
  quartzLog,
  gitOneline,
  gitPatch,
  cloudwatchStatistics,
  influxJson,
  graphiteJson,
  otlpTraces,
  jaegerTraces,
  zipkinTraces,
  spanLines,
  markdownTables(TABLES),
  columnRows([...TABLES, logsCsv, requestRows]),
  laterTables(TABLES_BELOW),
  calendarIcs,
  alertLog,
  emptyList,
  kubernetesRollouts,
  incidentLists,
  metricQueries,
  otlpMetrics,
  grafanaAnnotations,
  postgresCsv,
  mysqlSlowLog,
  redisSlowlog,
  gcLog,
  first(certificatesCsv),
  certificatesJson,
  rdsEvents,
  windowsTasks,
  cloudAudit,
  zosLog,
  nagiosLog,
  statusPageText,
];

/** The importer that is surest of this content, or null when none knows it. */
export function recognise(head: FileHead): Importer | null {
  return bestImporter(IMPORTERS, head);
}

/** The importer of a `sources:` entry, by its id. */
export function importerById(id: string): Importer | null {
  return IMPORTERS.find((importer) => importer.id === id) ?? null;
}

/** A sentence why content that begins with these bytes is no text, or null when it may be. */
export function binaryReason(bytes: Uint8Array): string | null {
  if (bytes.length === 0) return 'the file is empty';
  const magic = (...codes: readonly number[]) => codes.every((code, at) => bytes[at] === code);
  if (magic(0x89, 0x50, 0x4e, 0x47) || magic(0xff, 0xd8, 0xff) || magic(0x47, 0x49, 0x46, 0x38)) {
    return 'this is a picture; nothing can be read from it';
  }
  if (magic(0x25, 0x50, 0x44, 0x46)) return 'this is a PDF; export the data as CSV or JSON instead';
  if (magic(0x53, 0x51, 0x4c, 0x69, 0x74, 0x65))
    return 'this is a SQLite database; export the table as CSV instead';
  if (magic(0x7f, 0x45, 0x4c, 0x46) || magic(0x4d, 0x5a))
    return 'this is a program; nothing can be read from it';
  if (magic(0x50, 0x4b, 0x03, 0x04)) return 'an archive inside of an archive; unpack it and drop the folder';
  if ([0x75, 0x73, 0x74, 0x61, 0x72].every((code, at) => bytes[257 + at] === code))
    return 'an archive inside of an archive; unpack it and drop the folder';
  if (
    magic(0x28, 0xb5, 0x2f, 0xfd) ||
    magic(0xfd, 0x37, 0x7a, 0x58, 0x5a) ||
    magic(0x42, 0x5a, 0x68) ||
    magic(0x37, 0x7a, 0xbc, 0xaf)
  )
    return 'it is packed in a way that is not read here; unpack it first, or use .gz or .zip';
  if (magic(0x50, 0x41, 0x52, 0x31)) return 'this is a Parquet file; export the table as CSV or JSON instead';
  if (textStart(bytes).wide) return null;
  const look = bytes.subarray(0, 8192);
  let odd = 0;
  for (const byte of look)
    if (byte === 0 || (byte < 32 && byte !== 9 && byte !== 10 && byte !== 13 && byte !== 27)) odd += 1;
  return odd > look.length * 0.05 ? 'this is a binary file; nothing can be read from it' : null;
}
