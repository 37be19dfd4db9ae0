/** A job beside the culprit: it holds something else, or holds little. */
export interface DecoyName {
  readonly job: string;
  readonly title: string;
  /** Minutes between starts. */
  readonly everyMin: number;
  /** Usual run length in minutes. */
  readonly runMin: number;
  /** Connections that it holds in the shared resource, 0 = it does not use it. */
  readonly holds: number;
  readonly rows: number;
  readonly about: string;
}

/** Everything that has a name in one incident. Nothing outside this file knows what the names mean. */
export interface Names {
  /** The failing service, as logs, deployments and teams call it. */
  readonly service: string;
  readonly serviceInWords: string;
  readonly hostPrefix: string;
  readonly endpoints: readonly string[];
  readonly otherServices: readonly string[];
  readonly resource: {
    readonly inWords: string;
    readonly gauge: string;
    readonly max: string;
    /** Label that says who holds it. */
    readonly clientTag: string;
    readonly serviceClient: string;
    readonly otherClients: readonly [string, string];
    /** What the service writes when it gets none; it cannot know whose fault that is. */
    readonly timeoutMessage: string;
    readonly holdWord: string;
  };
  readonly job: string;
  readonly jobInWords: string;
  readonly dataset: string;
  readonly datasetInWords: string;
  readonly item: string;
  readonly sizeBefore: number;
  readonly growthWhat: string;
  readonly poolDecoys: readonly [DecoyName, DecoyName];
  readonly otherDecoys: readonly [DecoyName, DecoyName, DecoyName];
  readonly metrics: {
    readonly requests: string;
    readonly errors: string;
    readonly latency: string;
    readonly dbInUse: string;
    readonly dbMax: string;
    readonly dbQuery: string;
    readonly dbLock: string;
    readonly cpu: string;
    readonly queue: string;
  };
  readonly teams: {
    readonly service: string;
    readonly resource: string;
    readonly dataset: string;
    readonly told: readonly string[];
  };
  /** What the service handles and whom it calls, for its ordinary log lines. */
  readonly record: string;
  readonly partner: string;
  /** What fails, as a customer would say it. */
  readonly failing: string;
  readonly business: string;
}

const decoy = (
  job: string,
  title: string,
  everyMin: number,
  runMin: number,
  holds: number,
  rows: number,
  about: string,
): DecoyName => ({ job, title, everyMin, runMin, holds, rows, about });

/** The name sets of the bundled sample and of its variants. */
export const NAME_SETS = {
  checkout: {
    service: 'checkout-api',
    serviceInWords: 'checkout service',
    hostPrefix: 'checkout-5d8f',
    endpoints: ['/checkout', '/checkout/confirm', '/checkout/shipping', '/checkout/voucher'],
    otherServices: ['search-api', 'payments-api', 'storefront-web', 'shipping-quotes'],
    resource: {
      inWords: 'Redis pool',
      gauge: 'redis.pool.in_use',
      max: 'redis.pool.max',
      clientTag: 'client',
      serviceClient: 'checkout-api',
      otherClients: ['cart-api', 'session-store'],
      timeoutMessage: 'Timed out after 2000 ms waiting for a connection',
      holdWord: 'connections',
    },
    job: 'catalog-cache-warmer',
    jobInWords: 'cache warmer',
    dataset: 'product-catalog',
    datasetInWords: 'catalog',
    item: 'products',
    sizeBefore: 61_000,
    growthWhat: 'Catalog expansion: the partner range goes live',
    poolDecoys: [
      decoy('session-sweeper', 'Expired sessions removed', 15, 1.2, 5, 9_400, 'session-store'),
      decoy('recommendation-refresh', 'Recommendations refreshed', 30, 2.1, 7, 18_000, 'recommendations'),
    ],
    otherDecoys: [
      decoy('inventory-reconcile', 'Stock levels reconciled', 40, 5.5, 0, 42_000, 'inventory'),
      decoy('order-export', 'Orders exported to finance', 60, 3.4, 0, 3_100, 'orders'),
      decoy('price-feed-sync', 'Price feed read', 20, 1.8, 0, 12_500, 'price-feed'),
    ],
    metrics: {
      requests: 'checkout.requests',
      errors: 'checkout.errors',
      latency: 'checkout.latency.p95',
      dbInUse: 'db.pool.in_use',
      dbMax: 'db.pool.max',
      dbQuery: 'db.query.time_ms',
      dbLock: 'db.lock.wait_ms',
      cpu: 'system.cpu.user',
      queue: 'orders.queue.depth',
    },
    teams: {
      service: 'checkout-engineering',
      resource: 'platform-engineering',
      dataset: 'data-platform',
      told: ['partner-onboarding', 'merchandising', 'data-platform'],
    },
    record: 'order',
    partner: 'payment provider',
    failing: 'Checkout',
    business: 'E-commerce platform',
  },
  claims: {
    service: 'claims-intake',
    serviceInWords: 'claims intake service',
    hostPrefix: 'intake-77b4',
    endpoints: ['/claims', '/claims/attachments', '/claims/quote'],
    otherServices: ['policy-api', 'letters', 'portal-web', 'broker-gateway'],
    resource: {
      inWords: 'document store sessions',
      gauge: 'docstore.sessions.open',
      max: 'docstore.sessions.limit',
      clientTag: 'app',
      serviceClient: 'claims-intake',
      otherClients: ['policy-api', 'letters'],
      timeoutMessage: 'No session became free within 2000 ms, giving up',
      holdWord: 'sessions',
    },
    job: 'tariff-index-rebuild',
    jobInWords: 'tariff index rebuild',
    dataset: 'tariff-tables',
    datasetInWords: 'tariff tables',
    item: 'tariff rows',
    sizeBefore: 38_000,
    growthWhat: 'Tariff tables of the acquired book are loaded into production',
    poolDecoys: [
      decoy('attachment-scan', 'Attachments scanned', 15, 1.4, 6, 700, 'attachments'),
      decoy('letter-preview', 'Letter previews drawn', 30, 2.4, 5, 1_900, 'letters'),
    ],
    otherDecoys: [
      decoy('broker-sync', 'Broker list read', 45, 4.2, 0, 5_200, 'brokers'),
      decoy('payout-batch', 'Payouts sent', 60, 6.1, 0, 840, 'payouts'),
      decoy('fraud-scoring', 'Scores computed', 20, 2.2, 0, 2_700, 'claims'),
    ],
    metrics: {
      requests: 'intake.requests',
      errors: 'intake.failures',
      latency: 'intake.response.p95',
      dbInUse: 'postgres.pool.busy',
      dbMax: 'postgres.pool.size',
      dbQuery: 'postgres.query.ms',
      dbLock: 'postgres.lock.ms',
      cpu: 'host.cpu.percent',
      queue: 'claims.backlog',
    },
    teams: {
      service: 'claims-squad',
      resource: 'infrastructure',
      dataset: 'actuarial-data',
      told: ['actuarial-data', 'integration-office'],
    },
    record: 'claim',
    partner: 'policy register',
    failing: 'Claim submission',
    business: 'Insurance back office',
  },
  rides: {
    service: 'dispatch',
    serviceInWords: 'dispatch service',
    hostPrefix: 'dispatch-c1a9',
    endpoints: ['/rides', '/rides/match', '/drivers/nearby'],
    otherServices: ['pricing', 'geo-tiles', 'driver-app-bff', 'receipts'],
    resource: {
      inWords: 'geo cluster connections',
      gauge: 'geo.cluster.connections',
      max: 'geo.cluster.connections_max',
      clientTag: 'caller',
      serviceClient: 'dispatch',
      otherClients: ['pricing', 'driver-app-bff'],
      timeoutMessage: 'Gave up after 2000 ms: every connection is busy',
      holdWord: 'connections',
    },
    job: 'zone-reindex',
    jobInWords: 'zone reindexer',
    dataset: 'service-zones',
    datasetInWords: 'service zones',
    item: 'zones',
    sizeBefore: 9_500,
    growthWhat: 'Service zones are split to street level in eleven cities',
    poolDecoys: [
      decoy('heatmap-build', 'Heat map drawn', 15, 1.1, 5, 2_400, 'heatmap'),
      decoy('driver-trail-trim', 'Old trails removed', 30, 2.6, 6, 31_000, 'trails'),
    ],
    otherDecoys: [
      decoy('surge-recalc', 'Surge factors computed', 35, 3.1, 0, 1_100, 'surge'),
      decoy('receipt-mailer', 'Receipts mailed', 60, 4.8, 0, 6_300, 'receipts'),
      decoy('fuel-price-pull', 'Fuel prices read', 20, 0.9, 0, 380, 'fuel'),
    ],
    metrics: {
      requests: 'dispatch.calls',
      errors: 'dispatch.calls_failed',
      latency: 'dispatch.p95_ms',
      dbInUse: 'mysql.threads.busy',
      dbMax: 'mysql.threads.max',
      dbQuery: 'mysql.statement_ms',
      dbLock: 'mysql.row_lock_ms',
      cpu: 'node.cpu.busy',
      queue: 'match.waiting',
    },
    teams: {
      service: 'matching-team',
      resource: 'geo-platform',
      dataset: 'city-operations',
      told: ['city-operations', 'launch-management'],
    },
    record: 'ride',
    partner: 'map provider',
    failing: 'Ride matching',
    business: 'Ride hailing in eleven cities',
  },
  library: {
    service: 'loan-desk',
    serviceInWords: 'loan desk service',
    hostPrefix: 'loans-2e60',
    endpoints: ['/loans', '/loans/renew', '/holds'],
    otherServices: ['catalogue-search', 'reader-accounts', 'opac-web', 'fines'],
    resource: {
      inWords: 'LDAP session pool',
      gauge: 'ldap.sessions.bound',
      max: 'ldap.sessions.ceiling',
      clientTag: 'binder',
      serviceClient: 'loan-desk',
      otherClients: ['reader-accounts', 'opac-web'],
      timeoutMessage: 'Waited 2000 ms for a bind, none available',
      holdWord: 'sessions',
    },
    job: 'reader-mirror',
    jobInWords: 'reader mirror',
    dataset: 'reader-directory',
    datasetInWords: 'reader directory',
    item: 'readers',
    sizeBefore: 27_000,
    growthWhat: 'The readers of the three partner universities join the directory',
    poolDecoys: [
      decoy('badge-check', 'Badges checked', 15, 1.0, 6, 480, 'badges'),
      decoy('mailing-list-fill', 'Mailing lists filled', 30, 1.9, 5, 2_200, 'mailing'),
    ],
    otherDecoys: [
      decoy('overdue-scan', 'Overdue loans listed', 40, 4.4, 0, 8_900, 'loans'),
      decoy('cover-fetch', 'Covers fetched', 60, 5.2, 0, 610, 'covers'),
      decoy('shelf-count', 'Shelf counters read', 25, 1.7, 0, 150, 'shelves'),
    ],
    metrics: {
      requests: 'loans.transactions',
      errors: 'loans.transactions_rejected',
      latency: 'loans.p95',
      dbInUse: 'oracle.sessions.active',
      dbMax: 'oracle.sessions.allowed',
      dbQuery: 'oracle.sql_ms',
      dbLock: 'oracle.enqueue_ms',
      cpu: 'vm.cpu',
      queue: 'returns.pending',
    },
    teams: {
      service: 'circulation-systems',
      resource: 'identity-services',
      dataset: 'registrar-office',
      told: ['registrar-office', 'consortium-office'],
    },
    record: 'loan',
    partner: 'interlibrary gateway',
    failing: 'Lending',
    business: 'University library network',
  },
} as const satisfies Record<string, Names>;

export type NameSet = keyof typeof NAME_SETS;
