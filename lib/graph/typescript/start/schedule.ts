import { quoted } from '../literal.ts';
import type { TriggerPiece } from './trigger-piece.ts';

export const scheduleStart: TriggerPiece = ({ params }) => ({
  requirements: ['croner@10.0.0'],
  text: `const cron = ${quoted(String(params.cron))};
const timeZone = ${quoted(String(params.timezone))};

function firing(): Json {
  const now = new Date();
  // The Swedish way to write a date is ISO's.
  return { firedAt: now.toISOString(), date: now.toLocaleDateString('sv-SE', { timeZone }) };
}

/** Runs at each time of the schedule until the process is told to end. One that falls into another is left out. */
async function keepSchedule(): Promise<void> {
  const { Cron } = await import('croner');
  const options = { timezone: timeZone, protect: true, catch: (error: unknown) => console.error(error) };
  const job = new Cron(cron, options, () => run(firing()));
  for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => job.stop());
  console.log(\`Runs next at \${job.nextRun()?.toISOString() ?? 'no time: the schedule has ended'}\`);
}`,
});
