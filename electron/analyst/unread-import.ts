import type { FileImport } from '../../shared/incident/records.ts';
import type { SourceId } from '../../shared/incident/source.ts';
import type { Refused } from './input-file.ts';

/** A source of which nothing was read, with the reason. */
export function unreadImport(one: Refused, id: SourceId): FileImport {
  return {
    source: {
      id,
      file: one.name,
      sizeBytes: one.sizeBytes,
      sha256: '',
      importer: null,
      format: 'not read',
      records: 0,
      span: null,
      coverage: [],
      gaps: [],
      zone: 'UTC',
      zoneOrigin: 'assumed',
      offsetMs: 0,
      rejects: [{ line: null, reason: one.reason }],
      moreRejects: 0,
      redactions: 0,
    },
    series: [],
    events: [],
    streamCoverage: [],
    notes: [],
    changes: [],
    roles: [],
  };
}
