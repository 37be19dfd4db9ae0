/** The part of a report that the terminal shows. */
export interface LadderReport {
  readonly problem_statement: string;
  readonly questioning_sequence: readonly ReportedRung[];
  readonly root_causes: readonly { readonly cause: string; readonly confidence: string }[];
  readonly ruled_out?: readonly { readonly cause: string; readonly reason: string }[];
}

interface ReportedRung {
  readonly level: number | string;
  readonly question: string;
  readonly answer: string;
  readonly status: string;
  readonly evidence?: readonly string[];
}

/** The why-ladder of a report as lines of text: each question once, its answers below, then the roots. */
export function drawLadder(report: LadderReport): string {
  const lines = ['', report.problem_statement];
  let asked: ReportedRung | undefined;
  for (const rung of report.questioning_sequence) {
    if (rung.question !== asked?.question || rung.level !== asked.level) {
      lines.push('', `${rung.level}. ${rung.question}`);
    }
    asked = rung;
    const cites = rung.evidence?.length ? ` ${rung.evidence.join(', ')}` : '';
    lines.push(`   ${rung.status === 'refuted' ? 'x' : '>'} ${rung.answer} (${rung.status}${cites})`);
  }
  lines.push('', report.root_causes.length > 0 ? 'Root causes' : 'No root cause is established yet.');
  for (const root of report.root_causes) lines.push(`  - ${root.cause} (confidence: ${root.confidence})`);
  if (report.ruled_out?.length) {
    lines.push('', 'Ruled out');
    for (const { cause, reason } of report.ruled_out) lines.push(`  - ${cause}: ${reason}`);
  }
  return `${lines.join('\n')}\n`;
}
