import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { checkPlansFile, layPlansFile } from './plan-catalog.ts';

const folder = mkdtempSync(join(tmpdir(), 'cue-plans-'));

function planFile(content: string): string {
  const path = join(folder, 'plans.json');
  writeFileSync(path, content);
  return path;
}

describe('another plan catalog', () => {
  test('is taken when it is one', () => {
    expect(() => checkPlansFile(resolve(import.meta.dirname, '../../plans.json'))).not.toThrow();
  });

  test('is refused before anything is deployed, with what is wrong in it', () => {
    expect(() => checkPlansFile(planFile('{"currency":"US Dollar"}'))).toThrow(
      /is not a plan catalog:.*currency/s,
    );
    expect(() => checkPlansFile(planFile('{'))).toThrow('cannot be read as JSON');
    expect(() => checkPlansFile(join(folder, 'absent.json'))).toThrow('absent.json cannot be read');
  });

  test('lies beside the code of the functions that read it', () => {
    const theirs = join(folder, 'theirs.json');
    writeFileSync(theirs, '{"theirs":true}');
    layPlansFile(theirs, folder);
    expect(readFileSync(join(folder, 'plans.json'), 'utf8')).toBe('{"theirs":true}');
  });
});
