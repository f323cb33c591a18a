import type { Piece } from '../piece.ts';
import { server } from '../support/server.ts';
import { setting } from '../support/setting.ts';

export interface Start {
  isSchedule: boolean;
  asksApproval: boolean;
  /** Names that must be set before anything begins. */
  settings: readonly string[];
}

/** What runs when the file itself is started, and not when a test imports it. */
export function main({ isSchedule, asksApproval, settings }: Start): Piece {
  const needsServer = !isSchedule || asksApproval;
  return {
    imports: [
      ['node:fs', 'existsSync'],
      ['node:fs', 'readFileSync'],
      ['node:fs', 'realpathSync'],
      ...(needsServer ? ([['node:http', 'type IncomingMessage']] as const) : []),
    ],
    needs: [...(settings.length > 0 ? [setting] : []), ...(needsServer ? [server] : [])],
    text: [
      mainFunction({ isSchedule, asksApproval, settings }),
      once(isSchedule, asksApproval),
      ...(needsServer ? [answer(isSchedule, asksApproval)] : []),
      starting,
    ].join('\n\n'),
  };
}

// Test runners give patterns where a file's name is expected.
const starting = `const started = process.argv[1] ?? '';
if (existsSync(started) && realpathSync(started) === import.meta.filename) await main();`;

function mainFunction({ isSchedule, asksApproval, settings }: Start): string {
  const names = settings.map((name) => `'${name}'`);
  const line = `  for (const name of [${names.join(', ')}]) setting(name);`;
  const long = ['  const settings = [', ...names.map((name) => `    ${name},`), '  ];'];
  const check = line.length < 100 ? [line] : [...long, '  for (const name of settings) setting(name);'];
  return [
    'async function main(): Promise<void> {',
    ...(names.length > 0 ? check : []),
    "  if (process.argv[2] === '--once') return runOnce(process.argv[3]);",
    ...(isSchedule && !asksApproval ? [] : ['  await serve(answer);']),
    ...(isSchedule ? ['  await keepSchedule();'] : []),
    '}',
  ].join('\n');
}

function once(isSchedule: boolean, asksApproval: boolean): string {
  const missing = isSchedule
    ? "  const event = file ? (JSON.parse(readFileSync(file, 'utf8')) as Json) : firing();"
    : `  if (!file) throw new Error('Name a file with the event: --once event.json');
  const event = JSON.parse(readFileSync(file, 'utf8')) as Json;`;
  const running = asksApproval
    ? `  const server = await serve(answer);
  await run(event).finally(() => server.close());`
    : '  await run(event);';
  return `/** \`--once event.json\`: runs with what is in the file, and ends. */
async function runOnce(file: string | undefined): Promise<void> {
${missing}
${running}
}`;
}

function answer(isSchedule: boolean, asksApproval: boolean): string {
  return [
    'async function answer(request: IncomingMessage, path: string): Promise<Answer> {',
    ...(asksApproval ? ["  if (path.startsWith('/approvals/')) return answerApproval(request, path);"] : []),
    "  if (path === '/health') return { status: 200, body: 'Well.' };",
    isSchedule ? "  throw new Refusal(404, 'Nothing is here.');" : '  return answerTrigger(request, path);',
    '}',
  ].join('\n');
}
