import { givenSettings, replacedParts } from './laptop-settings.ts';
import { advanceClock, type ClockAccess, readDuration, showClock } from './moving-clock.ts';
import { laptopPorts, StartFault } from './ports.ts';
import { projectFolder, readEnvFile } from './project-folder.ts';

const usage = `Usage: npm run clock -- show | advance <duration>
  Moves the clock of the running laptop cloud, Stripe's and Cue's together: 90m, 12h, 31d, 4w.
  It never goes back; npm start -- --fresh begins at the real time again.`;

function readAccess(): ClockAccess {
  const given = givenSettings(readEnvFile(projectFolder), process.env);
  if (replacedParts(given, laptopPorts).has('stripe')) {
    throw new StartFault(
      'Stripe is the real one here, and nobody moves its clock. It has test clocks of its own.',
    );
  }
  const url = given.STRIPE_API_URL ?? `http://localhost:${laptopPorts.stripe}`;
  return { url, print: console.log };
}

async function run(): Promise<void> {
  const [command, duration = ''] = process.argv.slice(2);
  const access = readAccess();
  if (command === 'show') return showClock(access);
  const seconds = readDuration(duration);
  if (command !== 'advance' || seconds === undefined) throw new StartFault(usage);
  await advanceClock(access, seconds);
}

const isRefusedConnection = (error: unknown) =>
  error instanceof Error &&
  error.cause instanceof Error &&
  'code' in error.cause &&
  error.cause.code === 'ECONNREFUSED';

try {
  await run();
} catch (error) {
  if (isRefusedConnection(error)) console.error('The laptop cloud is not running. Start it with: npm start');
  else if (error instanceof StartFault) console.error(error.message);
  else console.error(error);
  process.exitCode = 1;
}
