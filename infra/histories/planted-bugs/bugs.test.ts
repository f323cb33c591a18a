import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { projectFolder } from '../../local/project-folder.ts';
import { bugs } from './bugs.ts';
import { edited } from './plant.ts';

// Whether the histories catch them takes minutes: npm run histories:planted.
test.each(bugs.map(({ name, edits }) => [name, edits] as const))('can still be planted: %s', (_, edits) => {
  const sources = new Map<string, string>();
  for (const edit of edits) {
    const source = sources.get(edit.file) ?? readFileSync(join(projectFolder, edit.file), 'utf8');
    sources.set(edit.file, edited(source, edit));
  }
  for (const [file, source] of sources) {
    expect(source).not.toBe(readFileSync(join(projectFolder, file), 'utf8'));
  }
});
