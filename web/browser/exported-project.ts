import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import type { Download } from '@playwright/test';
import { unzipSync } from 'fflate';

const run = promisify(execFile);

/** Unpacks what a person downloaded, and answers the folder of its project. */
export async function unpack(download: Download): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'cue-export-'));
  const files = Object.entries(unzipSync(await readFile(await download.path())));
  for (const [path, content] of files) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), content);
  }
  const [first] = files;
  if (!first) throw new Error('The zip is empty');
  return join(folder, dirname(first[0]));
}

/** What Python says of the project's own test; throws when it fails. */
export async function testInPython(folder: string): Promise<string> {
  const { stdout, stderr } = await run('python3', ['-m', 'unittest', '-v'], { cwd: folder });
  return stdout + stderr;
}
