import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Bug, Edit } from './bug.ts';

const parts = ['lib', 'functions', 'infra', 'plans.json', 'package.json'];

/** The source with the edit in it. Throws when its text is not there, or more than once. */
export function edited(source: string, { file, text, becomes }: Edit): string {
  if (source.split(text).length !== 2) throw new Error(`${file} does not have this text once: ${text}`);
  return source.replace(text, () => becomes);
}

/** The sources once more, in a folder of their own, with the bug in them. */
export function plant(projectFolder: string, { edits }: Bug) {
  const folder = mkdtempSync(join(tmpdir(), 'cue-planted-bug-'));
  const remove = () => rmSync(folder, { recursive: true, force: true });
  try {
    for (const part of parts) cpSync(join(projectFolder, part), join(folder, part), { recursive: true });
    symlinkSync(join(projectFolder, 'node_modules'), join(folder, 'node_modules'));
    for (const edit of edits) {
      const path = join(folder, edit.file);
      writeFileSync(path, edited(readFileSync(path, 'utf8'), edit));
    }
    return { folder, remove };
  } catch (error) {
    remove();
    throw error;
  }
}
