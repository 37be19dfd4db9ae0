import { CAMPAIGN, CHANNEL, RECIPIENTS } from './campaign-columns.ts';
import { FLAG, SCALED, SERVICE, VERSION } from './change-columns.ts';
import { DURATION, END, START } from './event-times.ts';
import { ALERT, PAGE, VENDOR } from './outage-columns.ts';
import { JOB, PROCESS } from './run-columns.ts';

export const LEVEL = ['level', 'log_level', 'loglevel'] as const;

/** How a run went says more than that it is over: `completed`, and `failure`. */
export const STATUS = [
  'conclusion',
  'result',
  'outcome',
  'status',
  'state',
  'result_state',
  'status_code',
  'run_status',
  'deployment_status',
  'succeeded',
  'ergebnis',
  'statut',
  'resultat',
  'estado',
  'resultado',
  'stato',
  'esito',
] as const;

export const SIZE = [
  'rows',
  'items',
  'records',
  'rows_processed',
  'records_processed',
  'processed',
  'row_count',
  'bytes',
  'size',
  'count',
  ...RECIPIENTS,
  'anzahl',
  'zeilen',
  'satze',
  'saetze',
  'datensatze',
  'lignes',
  'enregistrements',
  'filas',
  'registros',
  'righe',
] as const;

export const TITLE = [
  'title',
  'description',
  'message',
  'summary',
  'note',
  'run_id',
  'change',
  'what',
  'beschreibung',
  'descripcion',
  'descrizione',
] as const;

/** Names of the thing where the record says of itself what kind of thing it is. */
export const NAMES = ['stream', 'name', 'key', 'target', 'title', 'resource_arn', 'resource_name'] as const;

/** Every name that is known here. */
export const KNOWN: ReadonlySet<string> = new Set<string>([
  ...START,
  ...END,
  ...DURATION,
  ...STATUS,
  ...SIZE,
  ...JOB,
  ...FLAG,
  ...ALERT,
  ...VERSION,
  ...SERVICE,
  ...TITLE,
  ...PAGE,
  ...SCALED,
  ...PROCESS,
  ...CAMPAIGN,
  ...CHANNEL,
  ...VENDOR,
  ...NAMES,
]);
