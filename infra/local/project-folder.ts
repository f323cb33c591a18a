import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseEnv } from 'node:util';

export const projectFolder = resolve(import.meta.dirname, '../..');

/** Everything the laptop cloud remembers. */
export const dataFolder = join(projectFolder, '.cue');

/** The folder's `.env`, when there is one. */
export function readEnvFile(folder: string): Readonly<Record<string, string | undefined>> {
  const file = join(folder, '.env');
  return existsSync(file) ? parseEnv(readFileSync(file, 'utf8')) : {};
}
