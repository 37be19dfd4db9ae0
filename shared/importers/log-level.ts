import type { LogLevel } from '../incident/records.ts';
import { withoutAccents } from '../incident/without-accents.ts';
import { wordTable } from '../incident/word-table.ts';

const WORDS: Readonly<Record<string, LogLevel>> = wordTable({
  trace: 'trace',
  vrb: 'trace',
  finest: 'trace',
  verbose: 'trace',
  silly: 'trace',
  debug: 'debug',
  fine: 'debug',
  dbg: 'debug',
  finer: 'debug',
  config: 'info',
  d: 'debug',
  info: 'info',
  information: 'info',
  informational: 'info',
  inf: 'info',
  system: 'info',
  default: 'info',
  detail: 'info',
  statement: 'info',
  notice: 'info',
  log: 'info',
  i: 'info',
  ok: 'info',
  warn: 'warn',
  warning: 'warn',
  w: 'warn',
  wrn: 'warn',
  error: 'error',
  err: 'error',
  severe: 'error',
  e: 'error',
  failure: 'error',
  exception: 'error',
  fatal: 'fatal',
  critical: 'fatal',
  crit: 'fatal',
  crt: 'fatal',
  ftl: 'fatal',
  panic: 'fatal',
  dpanic: 'fatal',
  alert: 'fatal',
  emerg: 'fatal',
  emergency: 'fatal',
  f: 'fatal',
  c: 'fatal',
  // As the Windows event viewer and other tools have them in other languages, without accents.
  ausfuhrlich: 'trace',
  informationen: 'info',
  informacion: 'info',
  informazioni: 'info',
  informacoes: 'info',
  informatie: 'info',
  情報: 'info',
  warnung: 'warn',
  avertissement: 'warn',
  advertencia: 'warn',
  avviso: 'warn',
  aviso: 'warn',
  waarschuwing: 'warn',
  警告: 'warn',
  fehler: 'error',
  erreur: 'error',
  errore: 'error',
  erro: 'error',
  fout: 'error',
  エラー: 'error',
  kritisch: 'fatal',
  critique: 'fatal',
  critico: 'fatal',
  kritiek: 'fatal',
  重大: 'fatal',
});

const NOT_ASCII = /[^\x20-\x7e]/;

/** Level of a word in any of its usual spellings, or null. */
export function levelOfWord(word: string): LogLevel | null {
  const plain = word.trim().toLowerCase();
  return WORDS[plain] ?? (NOT_ASCII.test(plain) ? (WORDS[withoutAccents(plain)] ?? null) : null);
}

/** Level of bunyan's and pino's numbers: 10 trace to 60 fatal (bunyan README, "Levels"). */
export function levelOfNumber(value: number): LogLevel | null {
  if (value < 10 || value > 69) return null;
  const names: readonly LogLevel[] = ['trace', 'debug', 'info', 'warn', 'error', 'fatal'];
  return names[Math.floor(value / 10) - 1] ?? null;
}

/** Level of a syslog severity, 0 emergency to 7 debug (RFC 5424, section 6.2.1). */
export function levelOfSyslog(severity: number): LogLevel | null {
  const names: readonly LogLevel[] = ['fatal', 'fatal', 'fatal', 'error', 'warn', 'info', 'info', 'debug'];
  return names[severity] ?? null;
}

/** Level of a field that may be a word or one of bunyan's numbers. */
export function levelOf(value: unknown): LogLevel | null {
  if (typeof value === 'number') return levelOfNumber(value);
  if (typeof value !== 'string') return null;
  const word = levelOfWord(value);
  if (word) return word;
  return /^\d\d$/.test(value) ? levelOfNumber(Number(value)) : null;
}
