/** The part of a report that the terminal shows. */
export interface LadderReport {
  readonly problem_statement: string;
  readonly questioning_sequence: readonly {
    readonly level: number | string;
    readonly question: string;
    readonly answer: string;
    readonly status: string;
    readonly evidence?: readonly string[];
  }[];
  readonly root_causes: readonly { readonly cause: string; readonly confidence: string }[];
  readonly ruled_out?: readonly { readonly cause: string; readonly reason: string }[];
}

/** The why-ladder of a report as lines of text, rung by rung, with the roots and what was ruled out. */
export function drawLadder(report: LadderReport): string {
  const lines = ['', report.problem_statement, ''];
  for (const rung of report.questioning_sequence) {
    const cites = rung.evidence?.length ? ` [${rung.evidence.join(', ')}]` : '';
    lines.push(`${rung.level}. ${rung.question}`, `   ${rung.answer}`, `   ${rung.status}${cites}`, '');
  }
  lines.push(report.root_causes.length > 0 ? 'Root causes' : 'No root cause is established yet.');
  for (const root of report.root_causes) lines.push(`  - ${root.cause} (confidence: ${root.confidence})`);
  if (report.ruled_out?.length) {
    lines.push('', 'Ruled out');
    for (const { cause, reason } of report.ruled_out) lines.push(`  - ${cause}: ${reason}`);
  }
  return `${lines.join('\n')}\n`;
}
