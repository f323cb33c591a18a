import { laptopCommand } from './laptop-command.ts';
import { advanceClock, readDuration, showClock } from './moving-clock.ts';
import { StartFault } from './ports.ts';
import { simulatorAddress } from './simulator-address.ts';

const usage = `Usage: npm run clock -- show | advance <duration>
  Moves the clock of the running laptop cloud, Stripe's and Cue's together: 90m, 12h, 31d, 4w.
  It never goes back; npm start -- --fresh begins at the real time again.`;

async function run(): Promise<void> {
  const [command, duration = ''] = process.argv.slice(2);
  const access = { url: simulatorAddress(process.env), print: console.log };
  if (command === 'show') return showClock(access);
  const seconds = readDuration(duration);
  if (command !== 'advance' || seconds === undefined) throw new StartFault(usage);
  await advanceClock(access, seconds);
}

await laptopCommand(run);
