import type { FindingData, NumberedFinding, Verdict } from '../../../shared/analyses/finding.ts';
import type { LadderState } from '../../../shared/ladder/ladder-state.ts';
import type { Rung } from '../../../shared/ladder/rung.ts';

function finding(id: `F${number}`, title: string, statement: string, verdict: Verdict, data: FindingData, measure = ''): NumberedFinding {
  return { id, revision: 1, withdrawn: false, key: id, title, statement, measure, verdict, strength: 'strong', cites: [], pins: [], computedFrom: [], data };
}

/** A ladder over an invented lending system: a nightly index rebuild fills the connection slots that searches share. */
export function sampleLadder(said: readonly string[] = []): LadderState {
  return {
    brief: { problem: 'Searches fail again and again since noon', context: '', impact: null, teamHypothesis: null, personality: 'default', outputFormat: 'yaml', maxDepth: 7 },
    sources: [],
    facts: {
      zone: 'UTC',
      now: 0,
      statements: said.map((text, i) => ({ id: `S${i + 1}` as const, said: text, byRole: 'on-call', about: [], ref: null })),
      attempts: [{ id: 'A1', action: 'Restarted the search service', at: 0, until: null, kind: 'restart', statedReliefMs: null, atOrigin: 'stated', ref: null }],
      changes: [{ id: 'C1', kind: 'data', what: 'Archive of 2019 loaded into the index', at: 0, about: ['index.size'], knownTo: [], notKnownTo: ['search'], ref: null }],
      teams: [],
      streamIds: ['index-rebuild', 'nightly-7-backup'],
      seriesIds: ['slots.in_use', 'disk.latency'],
    },
    findings: [
      finding('F1', 'Five failure windows', 'Searches failed in 5 windows between 12:05 and 15:40, 61 minutes in all.', 'supported', { kind: 'failure-windows', episodes: [], span: { from: 0, to: 1 }, series: 'errors', baseRate: 0, peakRate: 1, failingMs: 1, failedRequests: null }, '5 of 5'),
      finding('F2', 'Likeliest cause: index-rebuild', 'Every window begins within 2 minutes of a run of index-rebuild.', 'supported', {
        kind: 'cause', state: 'cause', cause: 'index-rebuild', probability: 0.86, inseparable: [], streamsTested: 4, experiment: null,
        candidates: [
          { id: 'index-rebuild', label: 'index-rebuild', kind: 'job', probability: 0.86, ruledOut: false, reason: '' },
          { id: 'traffic', label: 'Traffic', kind: 'traffic', probability: 0.01, ruledOut: true, reason: '' },
          { id: 'search-deploys', label: 'Search deployments', kind: 'deploy', probability: 0.01, ruledOut: true, reason: '' },
        ],
      }),
      finding('F3', 'Disk latency alike', 'Disk latency is alike inside and outside the windows, so slow disks are ruled out.', 'ruled-out', { kind: 'rule-out', candidate: 'disk.latency', candidateKind: 'gauge', mechanism: 'slower', about: ['disk.latency'] }),
      finding('F4', 'It returns on a clock', 'Windows return 40 minutes after each restart.', 'supported', { kind: 'rhythm', anchor: 'last-ready', stream: null, n: 5, intervalsMs: [], medianMs: 1, cv: 0.1, p: 0.01, periodic: 'yes', roundMs: null }),
      finding('F5', 'Runs grew', 'Runs of index-rebuild went from 4 to 17 minutes.', 'supported', { kind: 'change-point', subject: 'index-rebuild', quantity: 'duration', unit: null, before: 4, after: 17, at: 0, interval: { from: 0, to: 1 } }),
      finding('F6', 'Slots full', 'slots.in_use reaches its limit of 64 in all 5 windows.', 'supported', { kind: 'at-ceiling', gauge: 'slots.in_use', limit: 64, limitSeries: null, insideShare: 1, outsideShare: 0, insideMax: 64, outsideMax: 30, windowsAtCeiling: 5, windows: 5, during: 'index-rebuild' }),
      finding('F7', 'Fixes only re-arm the clock', 'Each restart delays the next window and removes none.', 'supported', { kind: 'fix-ledger', effect: 'reset-clock', llr: 2, n: 3 }),
    ],
    result: null,
    rungs: [rung('R1', null, 1, 'What do the failures follow?', 'They follow a clock'), rung('R1.1', 'R1', 2, 'Which job starts before each window?', null)],
    maxDepth: 7,
    steps: [],
    verifications: [],
    inHand: null,
    live: false,
  };
}

function rung(id: `R${string}`, parent: `R${string}` | null, level: number, question: string, answer: string | null): Rung {
  return {
    id, parent, level, move: level === 1 ? 'pattern' : 'clock', question, playbookQuestion: question, why: '', askedIn: 'default', askedBy: 'playbook', answer,
    answeredBy: answer === null ? null : 'team', status: answer === null ? 'open' : 'supported', statusReason: '', cites: [], about: [], bring: null, checkAgain: false, refutedBy: null, root: null,
  };
}
