import type { RunStatus } from '../incident/stream.ts';
import { withoutAccents } from '../incident/without-accents.ts';
import { wordTable } from '../incident/word-table.ts';

const WORDS: Readonly<Record<string, RunStatus>> = wordTable({
  succeeded: 'succeeded',
  success: 'succeeded',
  successful: 'succeeded',
  ok: 'succeeded',
  complete: 'succeeded',
  completed: 'succeeded',
  done: 'succeeded',
  finished: 'succeeded',
  passed: 'succeeded',
  active: 'succeeded',
  failed: 'failed',
  failure: 'failed',
  error: 'failed',
  errored: 'failed',
  timed_out: 'failed',
  timeout: 'failed',
  startup_failure: 'failed',
  upstream_failed: 'failed',
  cancelled: 'cancelled',
  canceled: 'cancelled',
  aborted: 'cancelled',
  canceling: 'cancelled',
  unstable: 'failed',
  crashed: 'failed',
  ended_ok: 'succeeded',
  ended_not_ok: 'failed',
  partiallysucceeded: 'failed',
  deployed: 'succeeded',
  superseded: 'succeeded',
  true: 'succeeded',
  false: 'failed',
  timedout: 'failed',
  killed: 'cancelled',
  stopped: 'cancelled',
  interrupted: 'cancelled',
  skipped: 'cancelled',
  terminated: 'cancelled',
  erfolgreich: 'succeeded',
  abgeschlossen: 'succeeded',
  beendet: 'succeeded',
  fehlgeschlagen: 'failed',
  fehler: 'failed',
  abgebrochen: 'cancelled',
  lauft: 'running',
  reussi: 'succeeded',
  termine: 'succeeded',
  echec: 'failed',
  echoue: 'failed',
  annule: 'cancelled',
  en_cours: 'running',
  completado: 'succeeded',
  correcto: 'succeeded',
  fallido: 'failed',
  cancelado: 'cancelled',
  en_curso: 'running',
  completato: 'succeeded',
  fallito: 'failed',
  annullato: 'cancelled',
  in_corso: 'running',
  running: 'running',
  in_progress: 'running',
  started: 'running',
  queued: 'running',
  pending: 'running',
});

/** How a run ended, from the word an export uses; null when it is none of them. */
export function runStatusOf(word: string | null): RunStatus | null {
  if (word === null) return null;
  const plain = withoutAccents(word.trim().toLowerCase())
    .replace(/[\s-]+/g, '_')
    .replace(/^workflow_execution_status_/, '');
  return WORDS[plain] ?? null;
}
