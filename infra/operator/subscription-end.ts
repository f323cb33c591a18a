import { parseArgs } from 'node:util';
import { endSubscriptionsSettings } from '../../lib/contract/function-settings.ts';
import { keys } from '../../lib/platform/keys.ts';
import { createLog } from '../../lib/platform/log.ts';
import { createCount } from '../../lib/platform/metrics.ts';
import { settingsReader } from '../../lib/platform/settings.ts';
import { createStripe } from '../../lib/platform/stripe.ts';
import { createTable } from '../../lib/platform/table.ts';
import { requestEnd } from '../../lib/subscriptions/end-subscriptions.ts';
import { StartFault } from '../local/ports.ts';
import { outsideOf } from './command-outside.ts';
import { runCommand } from './run-command.ts';

const usage = `Usage: npm run subscription:end -- --user <usr_…> [--stage <stage>]
  Ends at once, without a refund, all that the person could still be charged for: open checkouts, subscriptions, open
  invoices. What Stripe does not confirm is tried again every hour. Works on the running laptop cloud; with
  --stage on that deployment on AWS, by your AWS credentials. Exits 0 when Stripe has confirmed it, 1 when it goes on.`;

const options = {
  user: { type: 'string' },
  stage: { type: 'string' },
  help: { type: 'boolean', default: false },
} as const;

async function end(userId: string, stage: string | undefined): Promise<number> {
  const outside = await outsideOf(stage);
  const settings = await settingsReader(endSubscriptionsSettings, outside)();
  const table = createTable(settings, outside);
  const [user, ending] = await table.getAll([keys.user(userId), keys.ending(userId)]);
  if (!user && !ending) throw new StartFault(`There is no user ${userId} here`);
  const deps = {
    outside,
    table,
    stripe: createStripe(settings),
    log: createLog('subscription-end', outside),
    count: createCount(settings.STAGE, outside),
  };
  const outcome = await requestEnd(deps, userId);
  const words = {
    ended: 'Stripe confirms: nothing is left that could be charged',
    open: 'Stripe has not confirmed it; end-subscriptions tries again every hour',
  };
  console.log(`${userId}: ${words[outcome]}`);
  return outcome === 'ended' ? 0 : 1;
}

async function run(): Promise<number> {
  const { user, stage, help } = parseArgs({ options }).values;
  if (help) {
    console.log(usage);
    return 0;
  }
  if (!user) throw new StartFault(usage);
  return end(user, stage);
}

await runCommand(usage, run);
