import { erasedNote } from './erased-words.ts';
import { effectWords, reliefWords } from './fix-words.ts';
import { withoutRoot, withoutStep, zoneNote } from './likeliest-words.ts';
import { printedEvidence } from './printed-evidence.ts';
import type { Report } from './report.ts';
import { fromWords, sourceWords } from './source-words.ts';

/** Text from evidence inside Markdown: shown as it is, never as markup. */
function plain(text: string): string {
  return text.replace(/[\\`*_{}[\]<>#|]/g, (sign) => `\\${sign}`).replace(/\s+/g, ' ');
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string[] {
  if (rows.length === 0) return ['None.', ''];
  return [
    `| ${head.join(' | ')} |`,
    `|${head.map(() => '---').join('|')}|`,
    ...rows.map((row) => `| ${row.join(' | ')} |`),
    '',
  ];
}

/** The report as Markdown for a wiki or a ticket. */
export function toMarkdown(report: Report): string {
  const { provenance } = report;
  const lines: string[] = ['# Root-cause report', '', plain(report.problem_statement), ''];
  const note = zoneNote(report);
  if (note !== null) lines.push(note, '');
  if (provenance.status === 'partial')
    lines.push('**This report is partial.**', '', ...provenance.missing.map((one) => `- ${plain(one)}`), '');
  lines.push('## Why-ladder', '');
  lines.push(
    ...table(
      ['Level', 'Question', 'Answer', 'Status', 'Evidence'],
      report.questioning_sequence.map((rung) => [
        String(rung.level),
        plain(rung.question),
        rung.answer === null
          ? 'open'
          : rung.status === 'refuted'
            ? `~~${plain(rung.answer)}~~`
            : plain(rung.answer),
        rung.status,
        rung.evidence.join(', '),
      ]),
    ),
  );
  lines.push('## Root causes', '');
  if (report.root_causes.length === 0) lines.push(plain(withoutRoot(report)));
  for (const [index, root] of report.root_causes.entries()) {
    lines.push(
      `${index + 1}. **${plain(root.cause)}** (confidence ${root.confidence}: ${plain(root.why_this_confidence)})`,
      `   ${plain(root.evidence)} ${root.cites.join(', ')}`,
    );
  }
  lines.push('', '## Next steps', '');
  lines.push(
    ...(report.next_steps.length === 0
      ? [withoutStep(report), '']
      : table(
          ['Action', 'Horizon', 'Owner'],
          report.next_steps.map((step) => [
            plain(step.action),
            step.horizon,
            plain(step.owner ?? 'owner open'),
          ]),
        )),
  );
  lines.push(
    '## Verification',
    '',
    ...table(
      ['Test', 'Result', 'Status'],
      report.verification.map((check) => [plain(check.test), plain(check.result), check.status]),
    ),
  );
  lines.push(
    '## Ruled out',
    '',
    ...(report.ruled_out.length === 0
      ? ['None.']
      : report.ruled_out.map(
          (one) => `- **${plain(one.cause)}**: ${plain(one.reason)} ${one.cites.join(', ')}`,
        )),
    '',
  );
  lines.push(
    '## Failure windows',
    '',
    ...table(
      ['From', 'To', 'Minutes'],
      report.failure_windows.map((window) => [
        window.from,
        window.to ?? 'now',
        `${window.minutes}${window.uncertain ? ' (uncertain)' : ''}`,
      ]),
    ),
  );
  lines.push(
    '## What the fixes did',
    '',
    ...table(
      ['Fix', 'At', 'Relief', 'Effect', 'Evidence'],
      report.fix_ledger.map((fix) => [
        plain(fix.fix),
        fix.at,
        reliefWords(fix),
        effectWords(fix, report),
        fix.finding,
      ]),
    ),
  );
  lines.push(
    '## Changes',
    '',
    ...table(
      ['Kind', 'State', 'Why'],
      report.change_census.map((one) => [one.kind, one.state, plain(one.why)]),
    ),
  );
  if (report.open_questions.length > 0)
    lines.push(
      '## Open questions',
      '',
      ...report.open_questions.map(
        (one) => `- ${plain(one.question)}${one.bring === null ? '' : ` Bring: ${plain(one.bring)}`}`,
      ),
      '',
    );
  if (report.dissent.length > 0)
    lines.push(
      '## Dissent',
      '',
      ...report.dissent.map((one) => `- ${plain(one.text)} ${plain(one.reason)}`),
      '',
    );
  lines.push(
    '## Evidence',
    '',
    ...printedEvidence(report).map(
      ({ ids, statement, computedFrom }) => `- **${ids}** ${plain(statement)}${fromWords(computedFrom)}`,
    ),
    '',
    '## Sources',
    '',
    ...(report.sources.length === 0
      ? ['None.']
      : report.sources.map((one) => `- **${one.id}** ${plain(sourceWords(one))}`)),
    '',
  );
  lines.push(
    `Engine ${provenance.engine}; session ${provenance.session}; head ${provenance.head_hash}; zone ${provenance.zone}.${erasedNote(report)} The report as YAML or JSON lists the records behind each finding; \`whyladder verify\` reads them again.`,
  );
  return `${lines.join('\n')}\n`;
}
