import type { ReportFormat } from '../../shared/incident/incident.ts';
import type { ReportView } from '../../shared/ipc/contract.ts';
import { assessRoots } from '../../shared/ladder/assess-roots.ts';
import { lintReport } from '../../shared/ladder/lint-report.ts';
import { buildReport } from '../../shared/report/build-report.ts';
import { formatReport, reportFileName } from '../../shared/report/format-report.ts';
import type { Report } from '../../shared/report/report.ts';
import type { SessionEvent } from '../../shared/session/events.ts';
import { headHash } from '../../shared/session/hash-chain.ts';
import type { SessionLog } from '../../shared/session/session-log.ts';
import { sha256 } from '../storage/sha256.ts';

function reportOf(log: SessionLog<SessionEvent>): Report {
  return buildReport(log.state, { generatedAt: Date.now(), headHash: headHash(log.events, sha256) });
}

/** The report of an open session in one format, as it would be saved now. */
export function reportText(log: SessionLog<SessionEvent>, format: ReportFormat): string {
  return formatReport(reportOf(log), format);
}

/** The report with what the rules say of it and the tests of its roots, for the finish view. */
export function reportView(log: SessionLog<SessionEvent>, format: ReportFormat): ReportView {
  const report = reportOf(log);
  const hits = lintReport(report);
  return {
    format,
    text: formatReport(report, format),
    fileName: reportFileName(log.state.title, format),
    hits: hits.ok ? hits.value : [],
    roots: assessRoots(log.state),
  };
}
