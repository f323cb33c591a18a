import { mkdir, symlink, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type { ProjectFile } from '../../lib/graph/project.ts';

/** Writes an exported project as an unzipped one lies there. */
export async function writeProject(folder: string, files: readonly ProjectFile[]): Promise<void> {
  await mkdir(folder, { recursive: true });
  await Promise.all(files.map(({ path, text }) => writeFile(join(folder, path), text)));
}

/** What `npm install` would put there: this project has the same packages, but the one of schedules. */
export async function linkPackages(folder: string): Promise<void> {
  await symlink(resolve('node_modules'), join(folder, 'node_modules'));
}
