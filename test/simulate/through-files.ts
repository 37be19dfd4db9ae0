import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readIncident } from '../../electron/analyst/read-incident.ts';
import { writeFolder } from './folder.ts';
import type { Simulated } from './truth.ts';

/** The same incident written in the own formats and read back by the importers. */
export async function throughFiles({ incident, truth }: Simulated): Promise<Simulated> {
  const parent = mkdtempSync(join(tmpdir(), 'whyladder-judge-'));
  try {
    const folder = writeFolder(parent, incident);
    const read = await readIncident(
      { id: 'judge', paths: [folder], brief: null, unreadable: [], analyse: false },
      () => {},
    );
    if (!read.ok) throw new Error(`${incident.name}: ${read.error.message}`);
    return { incident: read.value.incident, truth };
  } finally {
    rmSync(parent, { recursive: true, force: true });
  }
}
