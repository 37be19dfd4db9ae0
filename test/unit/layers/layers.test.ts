import { globSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { importsOf, violationsOf } from './import-rules.ts';

const project = resolve(import.meta.dirname, '../../..');
const files = globSync('{shared,electron,renderer}/**/*.{ts,tsx}', { cwd: project }).map((file) =>
  file.replaceAll('\\', '/'),
);

describe('the layers', () => {
  it('are obeyed by every import of the product', () => {
    expect(files.length).toBeGreaterThan(0);
    const found = files.flatMap((file) => violationsOf(file, readFileSync(join(project, file), 'utf8')));
    expect(found).toEqual([]);
  });

  it.each([
    ['shared/incident/stream.ts', "import { parse } from '../importers/csv.ts';"],
    ['shared/importers/csv.ts', "import { hazard } from '../analyses/hazard.ts';"],
    ['shared/analyses/hazard.ts', "import type { Rung } from '../ladder/rung.ts';"],
    ['shared/ladder/rung.ts', "export { moves } from '../facilitation/moves.ts';"],
    ['shared/facilitation/moves.ts', "import { write } from '../report/yaml.ts';"],
    ['shared/report/yaml.ts', "import type { Event } from '../session/events.ts';"],
    ['shared/session/events.ts', "import type { Call } from '../ipc/contract.ts';"],
    ['shared/result.ts', "import type { Stream } from './incident/stream.ts';"],
    ['shared/incident/stream.ts', "import { readFileSync } from 'node:fs';"],
    ['shared/incident/stream.ts', "import fs from 'fs';"],
    ['shared/ladder/rung.ts', "const late = await import('../../electron/main.ts');"],
    ['shared/ladder/rung.ts', "import {\n  useState,\n} from 'react';"],
    ['renderer/views/ladder.tsx', "import { open } from '../../electron/storage/open.ts';"],
    ['renderer/views/ladder.tsx', "import { ipcRenderer } from 'electron';"],
    ['renderer/views/ladder.tsx', "import 'node:path';"],
    ['electron/windows/screen.ts', "import { Ladder } from '../../renderer/views/ladder.tsx';"],
    ['electron/storage/open.ts', "import { useState } from 'react';"],
    ['electron/storage/open.ts', "import { connect } from 'node:net';"],
    ['electron/main.ts', "import { sample } from '../test/fixtures/sample.ts';"],
  ])('refuse a violation planted in %s: %s', (file, source) => {
    expect(violationsOf(file, source)).toHaveLength(1);
  });

  it.each([
    [
      'shared/report/yaml.ts',
      "import { stringify } from 'yaml';\nimport type { Rung } from '../ladder/rung.ts';",
    ],
    ['shared/importers/csv.ts', "import { DateTime } from 'luxon';\nimport { ok } from '../result.ts';"],
    ['renderer/views/ladder.tsx', "import type { Rung } from '../../shared/ladder/rung.ts';"],
    [
      'electron/model/client.ts',
      "import { createServer } from 'node:net';\nimport { Ollama } from 'ollama';",
    ],
    ['electron/main.ts', "import { app } from 'electron';\nimport { join } from 'node:path';"],
  ])('let %s import what it may', (file, source) => {
    expect(violationsOf(file, source)).toEqual([]);
  });

  it('are read from code, not from comments', () => {
    expect(importsOf("// import a from 'x';\n/* import b from 'y'; */\nimport c from 'z';")).toEqual(['z']);
  });
});
