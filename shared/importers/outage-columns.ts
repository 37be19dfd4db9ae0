/** Who others depend on; with the time of an outage a table is one of what happened to them. */
export const VENDOR = [
  'vendor',
  'provider',
  'supplier',
  'third_party',
  'anbieter',
  'lieferant',
  'fournisseur',
  'prestataire',
  'proveedor',
  'fornitore',
  'fornecedor',
] as const;

/** Since when something was down, and when it was up again: what monitors and people write of outages. */
export const DOWN = [
  'down_since',
  'went_down',
  'went_down_at',
  'down_at',
  'outage_start',
  'outage_began',
  'ausfall_von',
  'ausfall_seit',
  'ausfall_beginn',
  'storung_von',
  'storungsbeginn',
  'debut_de_la_panne',
  'inicio_de_la_caida',
] as const;

export const UP = [
  'up_since',
  'up_again',
  'back_up',
  'back_up_at',
  'up_at',
  'outage_end',
  'restored_at',
  'recovered_at',
  'ausfall_bis',
  'ausfall_ende',
  'storung_bis',
  'storungsende',
  'fin_de_la_panne',
  'fin_de_la_caida',
] as const;

/** What people call the two in a table of stops; with another beside it, either may mean something else. */
export const STOPPED =
  'stopped stopped_at stopped_working stop stops halted halted_at broke broke_down broken_since steht_seit stillstand stillstand_von en_panne_depuis parada detenido_desde'.split(
    ' ',
  );

export const RUNNING =
  'running_again running_since running working_again works_again ok_again back back_at back_to_normal resumed resumed_at fixed fixed_at solved solved_at lauft_wieder geht_wieder wieder_ok behoben behoben_um stillstand_bis repart reparti resolu reanudado arreglado'.split(
    ' ',
  );

/** What a monitor looks at. */
export const CHECK = ['check', 'check_name', 'test', 'test_name', 'site', 'website', 'url', 'host'] as const;

export const ALERT = ['alert', 'problem', 'alertname', 'alert_name', 'monitor', 'monitor_name'] as const;

/** What tells a list of pages from others where no alert has a name. */
export const PAGE = ['incident_number', 'alert_id', 'tiny_id', 'incident_id', 'problem_id'] as const;
