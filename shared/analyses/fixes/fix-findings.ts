import type { Incident } from '../../incident/incident.ts';
import { mentions } from '../../incident/mentions.ts';
import { serviceOf } from '../../incident/stream.ts';
import { firstWords } from '../contrast/short-name.ts';
import type { Finding } from '../finding.ts';
import type { Segmentation } from '../segmentation.ts';
import { median } from '../statistics/quantile.ts';
import {
  atAmong,
  clock,
  count,
  duration,
  durationList,
  durationRange,
  eventNoun,
  ofAll,
  sentence,
} from '../wording.ts';
import type { FixLedger, FixRow, KnownClock } from './fix-ledger.ts';

/** So many recoveries without a fix are read one by one; more of them say the same again and again. */
const MOST_UNTOUCHED = 3;
/** Characters of what the team did, in a sentence and in a list. */
const MOST_OF_ACTION = 140;
const MOST_OF_TITLE = 60;
/** A longer list of gaps is read as its range. */
const MOST_LISTED = 6;

/**
 * One finding for each attempt, for the recoveries without one, and for all of them read together. `fills`: the cause is
 * something that fills up.
 */
export function fixFindings(
  incident: Incident,
  segmentation: Segmentation,
  ledger: FixLedger,
  knownClock: KnownClock | null,
  fills = false,
): Finding[] {
  const untouched = ledger.rows.filter((row) => row.attempt === null && row.reliefMs !== null);
  const many = untouched.length > MOST_UNTOUCHED;
  const rows = ledger.rows.flatMap((row) => {
    if (!many || !untouched.includes(row))
      return [rowFinding(row, incident, segmentation, knownClock, fills)];
    return row === untouched[0] ? [untouchedFinding(untouched, segmentation, knownClock)] : [];
  });
  const whole = ledgerFinding(ledger, segmentation, knownClock, fills);
  return whole ? [whole, ...rows] : rows;
}

function rowFinding(
  row: FixRow,
  incident: Incident,
  segmentation: Segmentation,
  knownClock: KnownClock | null,
  fills: boolean,
): Finding {
  const attempt = row.attempt;
  const name = attempt ? actionWords(attempt.action) : 'No fix';
  const days = [segmentation.episodes[0], segmentation.episodes.at(-1)].flatMap((e) => e?.from ?? []);
  const at = atAmong(row.at, days, incident.zone);
  const sentences = attempt
    ? [heldSentence(row, name, at, incident), effectSentence(row, knownClock, fills), statedSentence(row)]
    : [
        recoverySentence(row, at, incident, segmentation.binMs),
        row.dueMs
          ? `The clock of ${knownClock?.stream ?? 'the job'} gives ${durationRange(row.dueMs[0], row.dueMs[1])}.`
          : '',
      ];
  const judged = attempt === null || row.effect !== 'unclear' || row.endedWindow === 'no';
  return {
    key: attempt ? `fixes/${attempt.id}` : `fixes/untouched/${row.at}`,
    title: attempt
      ? sentence(firstWords(attempt.action, MOST_OF_TITLE))
      : `Recovery ${at}, no fix${row.beside ? ' noted' : ''}`,
    statement: sentences.filter((text) => text !== '').join(' '),
    measure:
      row.reliefMs === null
        ? row.endedWindow === 'no'
          ? 'no relief'
          : attempt && row.endedWindow === 'unknown'
            ? 'not known'
            : 'still quiet'
        : duration(row.reliefMs),
    verdict: judged ? 'supported' : 'undetermined',
    strength: judged && attempt ? (row.llr !== null && Math.abs(row.llr) > 3 ? 'strong' : 'weak') : null,
    cites: attempt ? [attempt.id] : [],
    pins: row.refs,
    computedFrom: [...new Set([...row.refs.map((ref) => ref.source), ...segmentation.computedFrom])],
    data: {
      kind: 'fix',
      attempt: attempt?.id ?? null,
      at: row.at,
      until: row.until,
      reliefMs: row.reliefMs,
      statedReliefMs: attempt?.statedReliefMs ?? null,
      effect: row.effect,
      endedWindow: row.endedWindow,
      llr: row.llr,
      dueMs: row.dueMs,
      ...(row.beside ? { beside: changeWords(row.beside) } : {}),
    },
  };
}

/** "checkout deployments: 7.2.9": a change, with its stream where its title does not name it. */
function changeWords({ stream, event }: NonNullable<FixRow['beside']>): string {
  const name = serviceOf(stream.id);
  const title = event.title === '' || event.title === stream.id ? stream.id : event.title;
  return firstWords(mentions(title, name) ? title : `${stream.id}: ${title}`, MOST_OF_TITLE);
}

/** How it stopped where nobody noted a fix: by itself, or right after a change that is on record. */
function recoverySentence(
  { beside, reliefMs, at: stopped }: FixRow,
  at: string,
  incident: Incident,
  binMs: number,
): string {
  const back = reliefMs === null ? 'no failure has followed yet' : `it came back after ${duration(reliefMs)}`;
  if (beside) {
    const when = clock(beside.event.start, incident.zone);
    const within = duration(Math.max(binMs, stopped - beside.event.start));
    if (beside.often) {
      const { k, n } = beside.often;
      return `${sentence(at)} it stopped, within ${within} of a ${eventNoun(beside.stream.kind)} at ${when} (${beside.stream.id}), as ${k === n ? `all ${n} windows` : ofAll(k, n, 'window')} did; ${back}.`;
    }
    return `${sentence(at)} it stopped, within ${within} of a ${eventNoun(beside.stream.kind)} at ${when} that nobody noted as a fix (${changeWords(beside)}); ${back}.`;
  }
  return reliefMs === null
    ? `${sentence(at)} it stopped with no fix noted; ${back}.`
    : `${sentence(at)} it stopped with no fix noted, and came back after ${duration(reliefMs)}.`;
}

/** What was done as the subject of a sentence; a long account is quoted as far as it is said. */
function actionWords(action: string): string {
  const whole = action.replace(/[\s.]+$/, '');
  if (whole.length <= MOST_OF_ACTION) return sentence(whole);
  return `“${sentence(firstWords(whole, MOST_OF_ACTION))} …”`;
}

/** "12 times it stopped with no fix noted, and came back after 70 to 85 min." */
function untouchedFinding(
  rows: readonly FixRow[],
  segmentation: Segmentation,
  knownClock: KnownClock | null,
): Finding {
  const gaps = rows.map((row) => row.reliefMs ?? 0);
  const due = rows.flatMap((row) => row.dueMs ?? []);
  // Runs that did no harm leave a failure to a later turn of the clock, which then says nothing of that time.
  const told = rows.filter((row) => row.dueMs !== null).length;
  const forSome = told < rows.length ? ` for ${told} of them` : '';
  const clockGives =
    due.length > 0
      ? ` The clock of ${knownClock?.stream ?? 'the job'} gives ${durationRange(Math.min(...due), Math.max(...due))}${forSome}.`
      : '';
  const usual = median(gaps);
  const often = rows.filter((row) => row.beside?.often);
  const last = often.at(-1)?.beside;
  const within = Math.max(
    segmentation.binMs,
    ...often.map((row) => row.at - (row.beside?.event.start ?? row.at)),
  );
  const how = last
    ? `${often.length === rows.length ? 'each time' : `${often.length} times`} within ${duration(within)} of a ${eventNoun(last.stream.kind)} (${last.stream.id}),`
    : 'with no fix noted,';
  return {
    key: 'fixes/untouched',
    title: `${rows.length} recoveries, no fix${last ? ' noted' : ''}`,
    statement: `${rows.length} times it stopped${last ? ', ' : ' '}${how} and came back after ${rangeOf(gaps)}.${clockGives}`,
    measure: duration(usual),
    verdict: 'supported',
    strength: null,
    cites: [],
    pins: [],
    computedFrom: segmentation.computedFrom,
    data: {
      kind: 'fix',
      attempt: null,
      at: rows[0]?.at ?? segmentation.from,
      until: null,
      reliefMs: usual,
      statedReliefMs: null,
      effect: 'unclear',
      endedWindow: 'unknown',
      llr: null,
      dueMs: due.length > 0 ? [Math.min(...due), Math.max(...due)] : null,
    },
  };
}

/** "70 to 85 min, usually 80 min". */
function rangeOf(gaps: readonly number[]): string {
  const [low, high] = [Math.min(...gaps), Math.max(...gaps)];
  const usual = duration(median(gaps));
  const range = durationRange(low, high);
  return high <= 1.2 * low ? range : `${range}, usually ${usual}`;
}

function heldSentence(row: FixRow, name: string, at: string, incident: Incident): string {
  const derived =
    row.attempt?.atOrigin === 'derived' ? ' (time derived from the relief that was stated)' : '';
  const back =
    row.until !== null && row.until > row.at + 1_000
      ? `, ready at ${clock(row.until, incident.zone)}${row.untilOrigin === 'logs' ? ' by the logs' : ''}`
      : '';
  const start = `${name} ${at}${derived}${back}`;
  const relief = row.reliefMs === null ? null : duration(row.reliefMs);
  switch (row.endedWindow) {
    case 'no':
      return `${start}: the failure went on.`;
    case 'already-over':
      return relief
        ? `${start}: it had already stopped, and came back after ${relief}.`
        : `${start}: it had already stopped.`;
    case 'ended': {
      const usual = row.endedAsUsual ? ', about when windows that nobody touches end' : '';
      return relief
        ? `${start}: it stopped${usual}, and came back after ${relief}.`
        : `${start}: it stopped${usual === '' ? '' : `${usual},`} and has not come back yet.`;
    }
    case 'unknown':
      return relief
        ? `${start}: the next failure came after ${relief}.`
        : `${start}: no failure window to compare with.`;
  }
}

function effectSentence(row: FixRow, knownClock: KnownClock | null, fills: boolean): string {
  const due = row.dueMs ? durationRange(row.dueMs[0], row.dueMs[1]) : null;
  const whose = knownClock
    ? `the clock of ${knownClock.stream}`
    : 'a clock, or something that fills up again';
  if (row.endedWindow === 'no') return '';
  switch (row.effect) {
    case 'reset-clock':
      if (!knownClock && fills) return 'It only emptied what fills up again.';
      return due ? `It only restarted ${whose}, which gives ${due}.` : `It only restarted ${whose}.`;
    case 'none':
      return due
        ? `It made no difference: ${whose} gives ${due} without it.`
        : 'It made no difference: the next failure did not wait for it.';
    case 'unclear':
      return row.reliefMs === null ? '' : 'What it did cannot be told from this.';
  }
}

function statedSentence(row: FixRow): string {
  const stated = row.attempt?.statedReliefMs ?? null;
  if (stated === null || row.reliefMs === null || Math.abs(stated - row.reliefMs) < 90_000) return '';
  return `The team saw ${duration(stated)}.`;
}

/** A few gaps one by one, many as their range, equal ones once. */
function listed(gaps: readonly number[]): string {
  if (gaps.length > 1 && new Set(gaps.map(duration)).size === 1) return `${duration(median(gaps))} each time`;
  return gaps.length > MOST_LISTED ? rangeOf(gaps) : durationList(gaps);
}

function ledgerFinding(
  ledger: FixLedger,
  segmentation: Segmentation,
  knownClock: KnownClock | null,
  fills: boolean,
): Finding | null {
  const fixes = ledger.rows.filter((row) => row.attempt !== null);
  if (fixes.length === 0) return null;
  const { whole, rows } = ledger;
  const reliefs = rows.filter((row) => row.reliefMs !== null);
  const effect = whole.mixed ? ('mixed' as const) : wholeEffect(ledger);
  const of = (kind: FixRow['effect']): number => fixes.filter((row) => row.effect === kind).length;
  const untouched = rows.filter((row) => row.attempt === null && row.reliefMs !== null);
  const beside =
    untouched.length > 0
      ? ` With no fix at all it stayed away ${listed(untouched.map((row) => row.reliefMs ?? 0))}.`
      : '';
  const relieved = reliefs.filter((row) => row.attempt).map((row) => row.reliefMs ?? 0);
  const n = fixes.length;
  const which =
    relieved.length === n
      ? n === 1
        ? 'the one fix'
        : count(n, 'fix', 'fixes')
      : `${relieved.length} of ${n} fixes`;
  const held = relieved.length > 0 ? `Relief after ${which}: ${listed(relieved)}.` : '';
  const clockName = knownClock
    ? `the clock of ${knownClock.stream}`
    : 'a clock, or something that fills up again';
  const emptied = fills && !knownClock;
  const others = of('unclear') === 1 ? 'the other' : 'the others';
  const wentOn = fixes.every((row) => row.endedWindow === 'no');
  const verdictText = {
    'reset-clock': `The relief is not a cure: ${n === 1 ? 'the fix' : 'each fix'} ${emptied ? 'only emptied what fills up again' : `restarted ${clockName}`}.`,
    none: wentOn
      ? `The failure went on after ${n === 1 ? 'the fix' : `each of the ${n} fixes`}.`
      : of('unclear') === 0
        ? `The ${n === 1 ? 'fix' : 'fixes'} made no difference: the next failure did not wait for ${n === 1 ? 'it' : 'them'}.`
        : `${of('none')} of ${n} made no difference; what ${others} did cannot be told yet.`,
    mixed: `${of('reset-clock')} of ${n} only restarted ${clockName}, ${of('none')} made no difference.`,
    unclear:
      whole.n === 0
        ? `What ${held === '' ? (n === 1 ? 'the fix' : `the ${n} fixes`) : n === 1 ? 'it' : 'they'} did cannot be told yet.`
        : `Whether ${n === 1 ? 'it' : 'any of them'} did anything cannot be told yet (n = ${whole.n}).`,
  }[effect];
  return {
    key: 'fixes/ledger',
    title: {
      'reset-clock': `${n === 1 ? 'The fix' : 'Fixes'} only ${emptied ? 'emptied it for a while' : 'restarted a clock'}`,
      none:
        of('unclear') > 0
          ? 'No fix was a cure'
          : n === 1
            ? 'The fix made no difference'
            : 'Fixes made no difference',
      mixed: 'No fix was a cure',
      unclear: n === 1 ? 'What the fix did is unclear' : 'What the fixes did is unclear',
    }[effect],
    statement: `${held}${beside} ${verdictText}`.trim(),
    measure: `n = ${reliefs.length || n}`,
    verdict: effect === 'unclear' ? 'undetermined' : 'supported',
    strength: effect === 'unclear' ? null : whole.n >= 3 || knownClock ? 'strong' : 'weak',
    cites: fixes.flatMap((row) => (row.attempt ? [row.attempt.id] : [])),
    pins: [],
    computedFrom: [
      ...new Set([
        ...segmentation.computedFrom,
        ...fixes.flatMap((row) => row.refs.map((ref) => ref.source)),
      ]),
    ],
    data: { kind: 'fix-ledger', effect, llr: whole.llr, n: whole.n },
  };
}

/** What the single fixes agree on, else what the set says. */
function wholeEffect(ledger: FixLedger): FixRow['effect'] {
  const effects = new Set(
    ledger.rows.flatMap((row) => (row.attempt && row.effect !== 'unclear' ? [row.effect] : [])),
  );
  const [only] = effects;
  return only ?? ledger.whole.effect;
}
