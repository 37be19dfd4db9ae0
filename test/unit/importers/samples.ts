import { BY_HAND } from './samples/by-hand.ts';
import { CALENDARS_AND_LISTS } from './samples/calendars-and-lists.ts';
import { CERTIFICATES_AND_SETTINGS } from './samples/certificates-and-settings.ts';
import { DATABASES_AND_ANNOTATIONS } from './samples/databases-and-annotations.ts';
import { DRAWN_TABLES } from './samples/drawn-tables.ts';
import { FIRST_LOG_RECORDS } from './samples/first-log-records.ts';
import { FIRST_LOG_TEXT } from './samples/first-log-text.ts';
import { FIRST_OTHERS } from './samples/first-others.ts';
import { FIRST_TABLES } from './samples/first-tables.ts';
import { FIRST_VENDORS } from './samples/first-vendors.ts';
import type { FormatSample } from './samples/format-sample.ts';
import { JOBS_AND_CLUSTERS } from './samples/jobs-and-clusters.ts';
import { METRICS_AND_OTHERS } from './samples/metrics-and-others.ts';
import { MORE_TABLES } from './samples/more-tables.ts';
import { MORE_TOOLS } from './samples/more-tools.ts';
import { OWN_FORMATS } from './samples/own-formats.ts';
import { QUERY_RESULTS } from './samples/query-results.ts';
import { REQUESTS_AND_PROXIES } from './samples/requests-and-proxies.ts';
import { RUNS_AND_ROLLOUTS } from './samples/runs-and-rollouts.ts';
import { STRUCTURED_LOGS } from './samples/structured-logs.ts';
import { TEXT_LOGS } from './samples/text-logs.ts';
import { VENDOR_EXPORTS } from './samples/vendor-exports.ts';

export { SAMPLE_START } from './samples/format-sample.ts';

/** Small files of every format, by family: a first one of each, and others as tools and people write them. */
export const SAMPLES: readonly FormatSample[] = [
  ...FIRST_TABLES,
  ...FIRST_LOG_RECORDS,
  ...FIRST_VENDORS,
  ...FIRST_OTHERS,
  ...FIRST_LOG_TEXT,
  ...OWN_FORMATS,
  ...BY_HAND,
  ...MORE_TABLES,
  ...STRUCTURED_LOGS,
  ...TEXT_LOGS,
  ...VENDOR_EXPORTS,
  ...JOBS_AND_CLUSTERS,
  ...METRICS_AND_OTHERS,
  ...DRAWN_TABLES,
  ...REQUESTS_AND_PROXIES,
  ...CALENDARS_AND_LISTS,
  ...CERTIFICATES_AND_SETTINGS,
  ...RUNS_AND_ROLLOUTS,
  ...QUERY_RESULTS,
  ...DATABASES_AND_ANNOTATIONS,
  ...MORE_TOOLS,
];
