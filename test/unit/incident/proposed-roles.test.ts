import { describe, expect, it } from 'vitest';
import { namedIn } from '../../../shared/incident/mentions.ts';
import { proposeRoles } from '../../../shared/incident/roles.ts';
import type { Series } from '../../../shared/incident/series.ts';

const MINUTE = 60_000;

function series(metric: string, values: readonly number[], more: Partial<Series> = {}): Series {
  return {
    id: metric,
    metric,
    labels: {},
    unit: null,
    measures: 'gauge',
    intervalMs: MINUTE,
    times: values.map((_, i) => i * MINUTE),
    values,
    source: 'E1',
    ...more,
  };
}

describe('roles proposed from names', () => {
  it('take what a service counts for requests where the figures bear it out', () => {
    const { roles } = proposeRoles(
      [
        series('payments.declined_by_error.count', [1, 0, 40, 2]),
        series('payments.attempts.count', [100, 110, 105, 99]),
        series('payments.retries.count', [2, 0, 90, 3]),
      ],
      [],
      null,
    );
    expect(roles.errors?.series).toBe('payments.declined_by_error.count');
    expect(roles.requests?.series).toBe('payments.attempts.count');
  });

  it.each([
    ['Anfragen', 'Fehler', 'Antwortzeit (ms)'],
    ['Requêtes', 'Erreurs', 'Temps de réponse (ms)'],
    ['Peticiones', 'Errores 5xx', 'Tiempo de respuesta'],
    ['Requisições', 'Erros', 'Latência'],
    ['Liczba żądań', 'Błędy', 'Czas'],
    ['запросы', 'ошибки', 'время'],
    ['Authorisations', 'Declined technical', 'Average ms'],
    ['TRANSACTIONS', 'ABENDS', 'CPU'],
    ['Buchungen', 'Abbrüche', 'Dauer'],
    ['msgs_in', 'msgs_rejected', 'cpu_pct'],
  ])('are known where a table is headed %s, %s', (requests, errors, other) => {
    const { roles } = proposeRoles(
      [series(other, [180.5, 190, 2000]), series(errors, [1, 0, 40]), series(requests, [100, 110, 105])],
      [],
      null,
    );
    expect([roles.requests?.series, roles.errors?.series]).toEqual([requests, errors]);
  });

  it('take the records that a query counts for requests beside the 5xx among them', () => {
    const { roles } = proposeRoles(
      [series('Count of records', [2400, 2410, 2390]), series('5xx', [2, 190, 3])],
      [],
      null,
    );
    expect([roles.requests?.series, roles.errors?.series]).toEqual(['Count of records', '5xx']);
  });

  it('take a column for each status for requests and failures', () => {
    const { roles, derived } = proposeRoles(
      [series('200', [1200, 1100]), series('404', [3, 4]), series('503', [1, 90])],
      [],
      null,
    );
    expect(roles.errors?.series).toBe('answers (failed)');
    expect(derived.find((one) => one.id === 'answers (all)')?.values).toEqual([1204, 1194]);
  });

  it('add up the requests of the hosts though more fails on all of them than one host is asked', () => {
    const perHost = (metric: string, host: string, values: readonly number[]): Series =>
      series(metric, values, { id: `${metric}{host=${host}}`, labels: { host } });
    const { roles } = proposeRoles(
      ['a', 'b', 'c'].flatMap((host) => [
        perHost('errors', host, [0, 60, 50, 1]),
        perHost('requests', host, [100, 104, 98, 101]),
      ]),
      [],
      null,
    );
    expect([roles.requests?.series, roles.errors?.series]).toEqual(['requests (sum)', 'errors (sum)']);
  });

  it('leave requests open where what is called so is smaller than the errors, or is a level', () => {
    expect(
      proposeRoles([series('mail.errors', [9, 8, 9]), series('mail.messages', [1, 2, 1])], [], null).roles
        .requests,
    ).toBeNull();
    expect(
      proposeRoles([series('mail.errors', [1, 0, 1]), series('mail.messages.queue', [50, 52, 49])], [], null)
        .roles.requests,
    ).toBeNull();
  });

  it('pair a gauge with its limit where both words of that are written as one', () => {
    const { roles } = proposeRoles(
      [series('redis.mem.used', [5, 6]), series('redis.mem.maxmemory', [9, 9])],
      [],
      null,
    );
    expect(roles.limits).toEqual([
      { gauge: 'redis.mem.used', limit: { series: 'redis.mem.maxmemory' }, origin: 'name' },
    ]);
  });

  it('pair a gauge of memory with its limit though each says how it is measured', () => {
    const labels = { pod: 'a' };
    const { roles } = proposeRoles(
      [
        series('container_memory_working_set_bytes', [5, 6], { labels, id: 'use' }),
        series('container_spec_memory_limit_bytes', [9, 9], { labels, id: 'limit' }),
      ],
      [],
      null,
    );
    expect(roles.limits).toEqual([{ gauge: 'use', limit: { series: 'limit' }, origin: 'name' }]);
  });

  it('pair the memory of a container with the limit that kube-state-metrics names by a label', () => {
    const of = (pod: string) => ({ namespace: 'prod', pod, container: 'api' });
    const limit = (pod: string) => ({
      ...of(pod),
      instance: '10.0.0.9:8080',
      resource: 'memory',
      unit: 'byte',
    });
    const { roles } = proposeRoles(
      [
        series('container_memory_working_set_bytes', [5, 6], { labels: of('a'), id: 'use a' }),
        series('container_memory_working_set_bytes', [5, 6], { labels: of('b'), id: 'use b' }),
        series('kube_pod_container_resource_limits', [9, 9], { labels: limit('a'), id: 'limit a' }),
        series('kube_pod_container_resource_limits', [8, 8], { labels: limit('b'), id: 'limit b' }),
        series('kube_pod_container_resource_limits', [2, 2], {
          labels: { ...limit('a'), resource: 'cpu' },
          id: 'cpu a',
        }),
      ],
      [],
      null,
    );
    expect(roles.limits.map(({ gauge, limit: to }) => [gauge, to])).toEqual([
      ['use a', { series: 'limit a' }],
      ['use b', { series: 'limit b' }],
    ]);
  });

  it.each([
    ['sum(rate(errors[5m]))', 30],
    ['errors.as_rate()', 30],
    ['error rate per second', 30],
    ['error_rate', 0.5 * 120],
    ['sum(rate(errors[5m])) / sum(rate(requests[5m]))', 0.5 * 120],
  ])('count what a rate says by the second, and take a share of the requests: %s', (metric, errors) => {
    const { roles, derived } = proposeRoles(
      [series(metric, [0.5, 0.25]), series('requests', [120, 110], { measures: 'count' })],
      [],
      null,
    );
    expect(derived.find((one) => one.id === roles.errors?.series)?.values[0]).toBe(errors);
  });

  it('take a plain count for requests where the errors beside it are a part of it', () => {
    const table = [series('Count', [60, 64, 58]), series('Count of errors', [0, 20, 1])];
    expect(proposeRoles(table, [], null).roles.requests?.series).toBe('Count');
    const ofErrors = [series('errors', [1, 0, 0, 40, 0, 1]), series('total', [2, 1, 1, 70, 1, 2])];
    expect(proposeRoles(ofErrors, [], null).roles.requests).toBeNull();
    const apart = [series('Count', [60, 64, 58], { source: 'E2' }), series('Count of errors', [0, 20, 1])];
    expect(proposeRoles(apart, [], null).roles.requests).toBeNull();
    const smaller = [series('Count', [0, 2, 1]), series('errors', [9, 20, 11])];
    expect(proposeRoles(smaller, [], null).roles.requests).toBeNull();
  });

  it('take a result of one status beside the same one without for failures and requests', () => {
    const of = (labels: Record<string, string>, values: readonly number[], id: string) =>
      series('query result', values, { labels, id });
    const { roles, derived } = proposeRoles(
      [of({ job: 'web' }, [40, 41.5], 'all'), of({ job: 'web', code: '503' }, [0.1, 4], 'failed')],
      [],
      null,
    );
    expect(derived.find((one) => one.id === roles.requests?.series)?.values).toEqual([2400, 2490]);
    expect(derived.find((one) => one.id === roles.errors?.series)?.values).toEqual([6, 240]);
  });

  it.each([
    ['Peticiones por minuto', 5],
    ['requests_per_minute', 5],
    ['Anfragen/Min', 5],
    ['requests rpm', 5],
    ['requests/s', 300],
    ['requests per second', 300],
    ['requests per hour', 1 / 12],
    ['GET /search requests', 1],
  ])('count what a rate says of each bin by the pace it states: %s', (metric, factor) => {
    const five = { intervalMs: 5 * MINUTE };
    const { roles, derived } = proposeRoles(
      [series(metric, [120, 240], five), series('errors', [0, 1], five)],
      [],
      null,
    );
    const counted = derived.find((one) => one.id === roles.requests?.series);
    expect(counted?.values).toEqual([120 * factor, 240 * factor]);
  });

  it("take a load balancer's answers of 5XX for the errors, those of 2XX and 4XX for none", () => {
    const { roles } = proposeRoles(
      [
        series('HTTPCode_Target_2XX_Count', [90, 95, 60]),
        series('HTTPCode_Target_4XX_Count', [9, 4, 5]),
        series('HTTPCode_Target_5XX_Count', [1, 1, 35]),
        series('RequestCount', [100, 100, 100]),
      ],
      [],
      null,
    );
    expect(roles.errors?.series).toBe('HTTPCode_Target_5XX_Count');
    expect(roles.requests?.series).toBe('RequestCount');
  });

  it('take attempts less successes for the errors where nothing counts failures', () => {
    const attempts = [100, 110, 105, 99, 100, 100, 98, 102, 100, 101];
    const good = [100, 109, 60, 99, 100, 100, 98, 102, 100, 101];
    const { roles, derived } = proposeRoles(
      [series('login_attempts', attempts), series('login_succeeded', good)],
      [],
      null,
    );
    const errors = derived.find((one) => one.id === roles.errors?.series);
    expect(errors?.values).toEqual([0, 1, 45, 0, 0, 0, 0, 0, 0, 0]);
    expect(roles.requests?.series).toBe('login_attempts');
  });

  it('take a total less what was ok where that is all there is', () => {
    const ten = (values: readonly number[]) =>
      Array.from({ length: 10 }, (_, i) => values[i % values.length] ?? 0);
    const { roles, derived } = proposeRoles(
      [series('ok', ten([9, 10])), series('total', ten([10, 10])), series('users_total', ten([500]))],
      [],
      null,
    );
    expect(roles.requests?.series).toBe('total');
    expect(derived.find((one) => one.id === roles.errors?.series)?.values.slice(0, 2)).toEqual([1, 0]);
  });

  it('take what an availability lacks to one, or to a hundred, for the failing share', () => {
    const lackOf = (metric: string, values: readonly number[]) => {
      const { roles, derived } = proposeRoles([series(metric, values)], [], null);
      return derived.find((one) => one.id === roles.errors?.series)?.values ?? null;
    };
    expect(lackOf('slo:availability', [1, 0.99, 0.6])).toEqual([0, 0.01, 0.4]);
    expect(lackOf('success_rate_percent', [100, 99.5, 80])).toEqual([0, 0.5, 20]);
    expect(lackOf('smoothed_success_percent', [100.04, 99.5, 60])).toEqual([0, 0.5, 40]);
    expect(lackOf('memory_available_percent', [40, 41, 39])).toBeNull();
    expect(lackOf('uptime_days', [40, 41, 42])).toBeNull();
  });

  it('multiply what an availability lacks with the requests of the same bin', () => {
    const { roles, derived } = proposeRoles(
      [series('availability', [1, 0.995, 0.6]), series('requests', [100, 200, 50])],
      [],
      null,
    );
    expect(derived.find((one) => one.id === roles.errors?.series)?.values).toEqual([0, 1, 20]);
    expect(roles.requests?.series).toBe('requests');
  });

  it('take what a counter says of the result of each for what failed', () => {
    const of = (result: string, values: readonly number[]) =>
      series(`matches{result=${result}}`, values, { metric: 'matches', labels: { result } });
    const { roles, derived } = proposeRoles([of('ok', [90, 80, 60]), of('timeout', [1, 0, 35])], [], null);
    const valuesOf = (id: string | undefined) => derived.find((one) => one.id === id)?.values;
    expect(valuesOf(roles.errors?.series)).toEqual([1, 0, 35]);
    expect(valuesOf(roles.requests?.series)).toEqual([91, 80, 95]);
  });

  it('leave the errors as they are counted where an availability stands beside them', () => {
    const { roles } = proposeRoles(
      [series('availability', [1, 0.995, 0.6]), series('errors', [0, 1, 20])],
      [],
      null,
    );
    expect(roles.errors?.series).toBe('errors');
  });

  it('add up a column for each class of answer to the requests where nothing else counts them', () => {
    const { roles, derived } = proposeRoles(
      [series('2xx', [90, 95, 60]), series('4xx', [9, 4, 5]), series('5xx', [1, 1, 35])],
      [],
      null,
    );
    expect(roles.errors?.series).toBe('5xx');
    expect(derived.find((one) => one.id === roles.requests?.series)?.values).toEqual([100, 100, 100]);
  });
});

describe('what a statement is about when nobody says', () => {
  it('is what it names in full, and nothing that could be any word', () => {
    const ids = ['sync-crl.sh', 'api', 'pg_locks_waiting', 'interestAccrual', 'warehouse'];
    expect(namedIn('sync-crl.sh locks the index of the api', ids)).toEqual(['sync-crl.sh']);
    expect(namedIn('The warehouse raises pg_locks_waiting', ids)).toEqual(['pg_locks_waiting']);
    expect(namedIn('interestAccrual runs long', ids)).toEqual(['interestAccrual']);
  });
});
