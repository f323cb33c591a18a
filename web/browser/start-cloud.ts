import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runLaptop } from '../../infra/local/laptop.ts';
import { ports, siteUrl, viewport } from './addresses.ts';

// The laptop cloud as `npm start` runs it, empty, without Vite: the built site takes its place.
process.env.FRONTEND_URL = siteUrl;
// All of them come from one address, and buy faster than people do.
process.env.SIGN_INS_PER_MINUTE = '1000';
process.env.CHECKOUTS_PER_MINUTE = '1000';
process.argv.push('--no-web', '--fresh');
await runLaptop({ ports, directory: join(tmpdir(), `cue-browser-tests-${viewport}`) });
