import { givenSettings, replacedParts } from './laptop-settings.ts';
import { laptopPorts, StartFault } from './ports.ts';
import { projectFolder, readEnvFile } from './project-folder.ts';
import { listEvents, resendEvent, trigger, triggerNames } from './stripe/triggers/trigger.ts';

const usage = `Usage: npm run stripe -- trigger <event> | events list | events resend <event id>
  Makes things happen in the running laptop cloud's Stripe, as the Stripe CLI does at Stripe.`;

function readAccess() {
  const given = givenSettings(readEnvFile(projectFolder), process.env);
  if (replacedParts(given, laptopPorts).has('stripe'))
    throw new StartFault('Stripe is the real one here: use the Stripe CLI.');
  const url = given.STRIPE_API_URL ?? `http://localhost:${laptopPorts.stripe}`;
  return { url, print: console.log };
}

async function run(): Promise<void> {
  const [command = '', what = '', id] = process.argv.slice(2);
  const access = readAccess();
  if (command === 'trigger') {
    if (await trigger(access, what)) return;
    throw new StartFault(`Which event? One of\n  ${triggerNames.join('\n  ')}`);
  }
  if (command === 'events' && what === 'list') return listEvents(access);
  if (command === 'events' && what === 'resend' && id) return resendEvent(access, id);
  throw new StartFault(usage);
}

/** `fetch` and the Stripe library each wrap it in their own way. */
const isRefusedConnection = (error: unknown) =>
  error instanceof Error &&
  /ECONNREFUSED/.test(`${error.message} ${String(error.cause)} ${JSON.stringify(error)}`);

try {
  await run();
} catch (error) {
  if (isRefusedConnection(error)) console.error('The laptop cloud is not running. Start it with: npm start');
  else console.error(error instanceof StartFault ? error.message : error);
  process.exitCode = 1;
}
