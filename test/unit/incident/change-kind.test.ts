import { describe, expect, it } from 'vitest';
import { changeKindIn, changeKindOf } from '../../../shared/incident/change-kind.ts';
import { parseIncidentFile } from '../../../shared/incident/incident-file.ts';

describe('kinds of changes', () => {
  it('go by the words that events and people use, too', () => {
    const words = [
      'code',
      'Deploy',
      'config',
      'config_change',
      'feature flag',
      'feature_flag',
      'cron',
      'lunch',
    ];
    expect(words.map(changeKindOf)).toEqual([
      'code',
      'code',
      'configuration',
      'configuration',
      'flag',
      'flag',
      'schedule',
      null,
    ]);
  });

  it('are named by the words of a calendar entry, or not at all', () => {
    const entries = [
      'Deploy cart 1.2.3',
      'Maintenance window: database failover',
      'Black week campaign starts',
      'Catalog import enlarged',
      'Certificate of the shop renewed',
      'Lunch with the team',
    ];
    expect(entries.map(changeKindIn)).toEqual([
      'code',
      'infrastructure',
      'traffic',
      'data',
      'certificate',
      null,
    ]);
  });

  it('are taken in incident.yaml as in the other files, and named where they are none', () => {
    const changes = (kind: string) =>
      parseIncidentFile(`problem: x\nchanges:\n  - {kind: ${kind}, what: y, at: "10:00"}\n`, 'incident.yaml');
    const known = changes('deploy');
    expect(known.ok && known.value.changes.map((change) => change.kind)).toEqual(['code']);
    const unknown = changes('lunch');
    expect(unknown.ok ? '' : unknown.error.message).toContain('line 3: "changes[0].kind" cannot be "lunch"');
  });
});
