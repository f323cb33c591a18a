import { writeFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { readEnvFile } from './project-folder.ts';
import { temporaryFolder } from './testing/temporary-folder.ts';

test('.env is read when there is one', async () => {
  const folder = await temporaryFolder();
  expect(readEnvFile(folder.path)).toEqual({});
  writeFileSync(`${folder.path}/.env`, '# mine\nEMAIL_FROM="Cue <me@example.com>"\nLOG_LEVEL=\n');
  expect(readEnvFile(folder.path)).toEqual({ EMAIL_FROM: 'Cue <me@example.com>', LOG_LEVEL: '' });
  await folder.remove();
});
