import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseEnv } from 'node:util';

export const projectFolder = resolve(import.meta.dirname, '../..');

/** Everything the laptop cloud remembers. */
export const dataFolder = join(projectFolder, '.cue');

/** `.env` in the project folder, when there is one. */
export function readEnvFile(): Readonly<Record<string, string | undefined>> {
  const file = join(projectFolder, '.env');
  return existsSync(file) ? parseEnv(readFileSync(file, 'utf8')) : {};
}
