import { expect, it } from 'vitest';
import { actionKind } from '../../../shared/incident/attempts.ts';

it.each([
  ['restarted checkout', 'restart'],
  ['Tomcat neu gestartet', 'restart'],
  ['wieder ok nach Neustart', 'restart'],
  ['Redémarrage du service', 'restart'],
  ['reiniciado el servidor', 'restart'],
  ['Pool von 50 auf 100 erhöht', 'config'],
  ['cache vidé', 'flush'],
  ['Version 4.1 zurückgerollt', 'rollback'],
  ['auf lb2 umgeschaltet', 'failover'],
  ['job désactivé', 'disable'],
  ['Shop hängt, 503', null],
  ['la page ne répond plus', null],
])('"%s" is %s', (text, kind) => {
  expect(actionKind(text)).toBe(kind);
});
