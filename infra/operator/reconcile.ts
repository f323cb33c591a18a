import { parseArgs } from 'node:util';
import { createHandler } from '../../functions/schedules/reconcile-stripe.ts';
import type { ReconcileReport } from '../../lib/operations/reconcile.ts';
import { lambdaOutside } from '../../lib/platform/outside.ts';
import { StartFault } from '../local/ports.ts';
import { environmentOf } from './deployment.ts';
import { runCommand } from './run-command.ts';

const usage = `Usage: npm run reconcile [-- --since <n>h|<n>d] [--stage <stage>]
  Brings in the Stripe events that never arrived, or got lost before a consumer, and when there were none holds
  payments, refunds and disputes against Stripe. Without --since it goes on where the last run ended, as the
  hourly reconcile-stripe does. Looks at the running laptop cloud; with --stage at that deployment on AWS, by
  your AWS credentials. Stripe keeps events for 30 days.
  Exits 0 when all is well, 1 when a payment differs, 2 when it failed.`;

const unitSeconds = { h: 3_600, d: 86_400 } as const;

function sinceEpochSeconds(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const [, count, unit] = /^(\d{1,4})(h|d)$/.exec(text) ?? [];
  if (!count || !unit) throw new StartFault(`--since ${text} is no time like 72h or 7d`);
  return Math.floor(Date.now() / 1_000) - Number(count) * unitSeconds[unit as 'h' | 'd'];
}

/** Whether all is as it should be, as far as it could be compared. */
function print({ seen, forwarded, differences }: ReconcileReport): boolean {
  console.log(`${seen} events at Stripe, ${forwarded} of them had not arrived and are on the bus now`);
  if (!differences) {
    console.log('Run this again in a minute: payments are compared once those events are processed.');
    return true;
  }
  for (const { paymentId, stripeId, words } of differences) console.log(`${paymentId} ${stripeId}: ${words}`);
  const isClean = differences.length === 0;
  console.log(isClean ? 'Every payment is as Stripe has it' : `${differences.length} differ`);
  return isClean;
}

const options = {
  since: { type: 'string' },
  stage: { type: 'string' },
  help: { type: 'boolean', default: false },
} as const;

async function run(): Promise<number> {
  const { since, stage, help } = parseArgs({ options }).values;
  if (help) {
    console.log(usage);
    return 0;
  }
  const request = { sinceEpochSeconds: sinceEpochSeconds(since) };
  const reconcile = createHandler({ ...lambdaOutside, environment: environmentOf(stage) });
  return print(await reconcile(request)) ? 0 : 1;
}

await runCommand(usage, run);
