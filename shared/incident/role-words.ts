const words = (text: string): ReadonlySet<string> => new Set(text.split(/\s+/).filter((word) => word !== ''));

/**
 * Words by which exports name requests, in the languages of spreadsheets and dashboards; lower case, without accents,
 * as `nameWords` gives them.
 */
export const REQUESTS = words(`
  requests request reqs
  anfragen anfrage requete requetes solicitudes solicitud peticiones peticion requisicoes requisicao
  richieste richiesta verzoeken aanvragen zadania zadan zapytania zapytan forfragningar foresporsler pyynnot istekler
  запросы запросов リクエスト リクエスト数 请求 请求数 請求數 요청 요청수
`);
/** What says the same more loosely. */
export const CALLS = words(`
  hits calls throughput rps rpm qps
  aufrufe zugriffe appels llamadas chamadas chiamate aanroepen wywolania anrop
`);
/** What a service may count in place of requests; such a name says less, so the figures must bear it out. */
export const VOLUMES = words(`
  attempts transactions invocations queries messages sessions logins orders operations deliveries uploads downloads
  records documents msgs authorisations authorizations payments submissions requested
  vorgange buchungen bestellungen transaktionen nachrichten belege commandes operations messages pedidos
  transacciones operaciones mensajes ordini transazioni operazioni transacoes zamowienia bestellingen transacties
  注文
`);
export const ERRORS = words(`
  errors error 5xx
  fehler fehlerrate fehlerquote fehleranzahl erreur erreurs error errores erro erros errore errori
  fout fouten foutpercentage blad bledy bledow fel feil fejl virheet hata hatalar
  ошибка ошибки ошибок エラー エラー数 错误 错误数 錯誤 錯誤數 오류 에러
`);
/** What says the same more loosely. */
export const FAILURES = words(`
  failures failed failure fails exceptions timeouts rejected rejects rejections declined declines refused denied dropped
  aborted aborts abends crashes undelivered unsuccessful
  fehlgeschlagen fehlschlage abgelehnt abgelehnte abbruche abgebrochen echec echecs rejetes refuses refusees fallos fallas
  fallidos fallidas rechazados rechazadas falhas recusadas recusados rejeitadas fallimenti falliti rifiutati mislukt
  geweigerd nieudane odrzucone
`);
/** Words that make a share of what they stand beside. */
export const SHARES = words(`
  rate ratio share percent percentage pct
  fehlerrate fehlerquote anteil quote prozent taux tasa porcentaje taxa tasso percentuale foutpercentage odsetek
`);
/** Words of how long something takes. */
export const DURATIONS = words(`
  latency duration seconds ms p95 p99
  zeit dauer antwortzeit temps duree tiempo duracion tempo durata tijd czas tid
`);
