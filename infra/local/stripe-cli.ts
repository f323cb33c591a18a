import { laptopCommand } from './laptop-command.ts';
import { StartFault } from './ports.ts';
import { simulatorAddress } from './simulator-address.ts';
import { listEvents, resendEvent, trigger, triggerNames } from './stripe/triggers/trigger.ts';

const usage = `Usage: npm run stripe -- trigger <event> | events list | events resend <event id>
  Makes things happen in the running laptop cloud's Stripe, as the Stripe CLI does at Stripe.`;

async function run(): Promise<void> {
  const [command = '', what = '', id] = process.argv.slice(2);
  const access = { url: simulatorAddress(process.env), print: console.log };
  if (command === 'trigger') {
    if (await trigger(access, what)) return;
    throw new StartFault(`Which event? One of\n  ${triggerNames.join('\n  ')}`);
  }
  if (command === 'events' && what === 'list') return listEvents(access);
  if (command === 'events' && what === 'resend' && id) return resendEvent(access, id);
  throw new StartFault(usage);
}

await laptopCommand(run);
