import { duration } from '../analyses/wording.ts';
import { MINUTE_MS } from '../incident/time-range.ts';
import { erasedNote } from './erased-words.ts';
import { effectWords, reliefWords } from './fix-words.ts';
import { withoutRoot, withoutStep, zoneNote } from './likeliest-words.ts';
import { printedEvidence } from './printed-evidence.ts';
import type { Report } from './report.ts';
import { fromWords, sourceWords } from './source-words.ts';

function heading(text: string): string {
  return `\n${text}\n${'-'.repeat(text.length)}`;
}

/** The report as plain text for a terminal, a mail or a print-out: ladder first, then what it rests on. */
export function toText(report: Report): string {
  const lines: string[] = [report.problem_statement];
  const { provenance } = report;
  const note = zoneNote(report);
  if (note !== null) lines.push(note);
  if (provenance.status === 'partial')
    lines.push('', 'This report is partial:', ...provenance.missing.map((one) => `  ${one}`));
  lines.push(heading('Why-ladder'));
  for (const rung of report.questioning_sequence) {
    const cites = rung.evidence.length > 0 ? ` [${rung.evidence.join(', ')}]` : '';
    const mark = rung.status === 'refuted' ? 'not: ' : '';
    lines.push(
      `${rung.level}. ${rung.question}`,
      `   ${rung.answer === null ? 'open' : `${mark}${rung.answer}`} (${rung.status})${cites}`,
    );
  }
  lines.push(heading('Root causes'));
  if (report.root_causes.length === 0) lines.push(withoutRoot(report));
  for (const [index, root] of report.root_causes.entries()) {
    lines.push(
      `${index + 1}. ${root.cause}`,
      `   confidence ${root.confidence}: ${root.why_this_confidence}`,
      `   ${root.evidence} [${root.cites.join(', ')}]`,
    );
  }
  lines.push(heading('Next steps'));
  if (report.next_steps.length === 0) lines.push(withoutStep(report));
  for (const step of report.next_steps)
    lines.push(`- ${step.action} (${step.horizon}, ${step.owner ?? 'owner open'})`);
  if (report.verification.length > 0) {
    lines.push(heading('Verification'));
    for (const check of report.verification) lines.push(`- ${check.test}: ${check.result} (${check.status})`);
  }
  if (report.ruled_out.length > 0) {
    lines.push(heading('Ruled out'));
    for (const one of report.ruled_out) lines.push(`- ${one.cause}: ${one.reason} [${one.cites.join(', ')}]`);
  }
  lines.push(heading('Failure windows'));
  if (report.failure_windows.length === 0) lines.push('None was found.');
  for (const window of report.failure_windows)
    lines.push(
      `- ${window.from} to ${window.to ?? 'now'}, ${duration(window.minutes * MINUTE_MS)}${window.uncertain ? ' (uncertain)' : ''}`,
    );
  if (report.fix_ledger.length > 0) {
    lines.push(heading('What the fixes did'));
    for (const fix of report.fix_ledger)
      lines.push(
        `- ${fix.at} ${fix.fix}: ${fix.relief_min === null ? '' : 'relief '}${reliefWords(fix)}, ${effectWords(fix, report)} [${fix.finding}]`,
      );
  }
  if (report.open_questions.length > 0) {
    lines.push(heading('Open questions'));
    for (const one of report.open_questions)
      lines.push(`- ${one.question}${one.bring === null ? '' : ` Bring: ${one.bring}`}`);
  }
  if (report.dissent.length > 0) {
    lines.push(heading('Dissent'));
    for (const one of report.dissent)
      lines.push(`- ${one.text}${one.reason === '' ? '' : ` (${one.reason})`}`);
  }
  lines.push(heading('Evidence'));
  for (const { ids, statement, computedFrom } of printedEvidence(report))
    lines.push(`${ids}  ${statement}${fromWords(computedFrom)}`);
  lines.push(heading('Sources'));
  if (report.sources.length === 0) lines.push('None.');
  for (const one of report.sources) lines.push(`${one.id}  ${sourceWords(one)}`);
  lines.push(
    '',
    `Engine ${provenance.engine}, session ${provenance.session}, ${provenance.events} events, head ${provenance.head_hash.slice(0, 16)}, zone ${provenance.zone}.${erasedNote(report)}`,
    'The report as YAML or JSON lists the records behind each finding; whyladder verify reads them again.',
  );
  return `${lines.join('\n')}\n`;
}
