import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { resolve } from 'node:path';
import { viewports } from './addresses.ts';

const config = resolve(import.meta.dirname, '../playwright.config.ts');

// What stands behind `npm run test:browser --`, `-g widget` say, is Playwright's.
async function run(viewport: string): Promise<boolean> {
  const tests = spawn('playwright', ['test', '--config', config, ...process.argv.slice(2)], {
    env: { ...process.env, VIEWPORT: viewport },
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  const [code] = await once(tests, 'close');
  return code === 0;
}

const passed = await Promise.all(viewports.map(run));
if (passed.includes(false)) process.exitCode = 1;
