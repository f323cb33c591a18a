import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { checkPlansFile, layPlansFile } from './plan-catalog.ts';

const shippedPlans = resolve(import.meta.dirname, '../../plans.json');
const folder = mkdtempSync(join(tmpdir(), 'cue-plans-'));

function planFile(content: string): string {
  const path = join(folder, 'plans.json');
  writeFileSync(path, content);
  return path;
}

describe('another plan catalog', () => {
  test('is taken when it is one', () => {
    expect(() => checkPlansFile(shippedPlans)).not.toThrow();
  });

  test('is refused before anything is deployed, with what is wrong in it', () => {
    expect(() => checkPlansFile(planFile('{"currency":"US Dollar"}'))).toThrow(
      /is not a plan catalog:.*currency/s,
    );
    expect(() => checkPlansFile(planFile('{'))).toThrow('cannot be read as JSON');
    expect(() => checkPlansFile(join(folder, 'absent.json'))).toThrow('absent.json cannot be read');
  });

  test.each(['https://other.example/', '//other.example', '/\\other.example', 'dashboard', '/a b', ''])(
    'sends nobody from checkout to %j',
    (success) => {
      const shipped = JSON.parse(readFileSync(shippedPlans, 'utf8'));
      const credits = { success, cancel: '/pricing' };
      const elsewhere = planFile(JSON.stringify({ ...shipped, return_paths: { credits } }));
      expect(() => checkPlansFile(elsewhere)).toThrow(/Must be a path.*return_paths\.credits\.success/s);
    },
  );

  test('lies beside the code of the functions that read it', () => {
    const theirs = join(folder, 'theirs.json');
    writeFileSync(theirs, '{"theirs":true}');
    layPlansFile(theirs, folder);
    expect(readFileSync(join(folder, 'plans.json'), 'utf8')).toBe('{"theirs":true}');
  });
});
