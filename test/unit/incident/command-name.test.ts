import { expect, it } from 'vitest';
import { commandName } from '../../../shared/incident/command-name.ts';

it.each([
  ['/opt/lb/rotate-tickets.sh --all', 'rotate-tickets.sh'],
  ['   cd / && run-parts --report /etc/cron.hourly', 'cron.hourly'],
  ['cd /srv/app && bundle exec rake mail:send', 'bundle'],
  ['test -x /usr/sbin/anacron || ( cd / && run-parts --report /etc/cron.daily )', 'anacron'],
  ['pg_dump -Fc shop > /backup/shop.dump 2>&1', 'pg_dump'],
  ['flock -n /var/run/sync.lock /usr/local/bin/sync --full >> /var/log/sync.log', 'sync'],
  ['logrotate -f /etc/logrotate.d/haproxy', 'logrotate'],
  ['/usr/bin/rsync -a /data /backup', 'rsync'],
  ['/', '/'],
])('what "%s" runs is called %s', (command, name) => {
  expect(commandName(command)).toBe(name);
});
