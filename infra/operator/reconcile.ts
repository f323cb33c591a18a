import { parseArgs } from 'node:util';
import { createHandler } from '../../functions/schedules/reconcile-stripe.ts';
import type { ReconcileOutcome } from '../../lib/operations/reconcile.ts';
import { lambdaOutside } from '../../lib/platform/outside.ts';
import { StartFault } from '../local/ports.ts';
import { environmentOf } from './deployment.ts';
import { runCommand } from './run-command.ts';

const usage = `Usage: npm run reconcile [-- --since <n>h|<n>d] [--stage <stage>]
  Brings in the Stripe events that never arrived or got lost before a consumer, and holds checkouts, refunds and
  disputes against the table. Without --since it is the hourly run of reconcile-stripe, now: it goes on where the
  last one ended. With --since it looks at everything from then on; Stripe keeps events for 30 days, and what they
  were about for good. Looks at the running laptop cloud; with --stage at that deployment on AWS, by your AWS
  credentials. Exits 0 when all is well, 1 when something differs, 2 when it failed.`;

const unitSeconds = { h: 3_600, d: 86_400 } as const;

function sinceEpochSeconds(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const [, count, unit] = /^(\d{1,4})(h|d)$/.exec(text) ?? [];
  if (!count || !unit) throw new StartFault(`--since ${text} is no time like 72h or 7d`);
  return Math.floor(Date.now() / 1_000) - Number(count) * unitSeconds[unit as 'h' | 'd'];
}

/** Answers the command's exit status. */
function print(result: ReconcileOutcome): number {
  if (result.outcome === 'stripeNotSetUp') {
    console.error('Stripe is switched off or not set up here: nothing was looked at');
    return 2;
  }
  const { seen, forwarded, compared, differences } = result;
  console.log(`${seen} events at Stripe; ${forwarded} of them had got lost and are on the bus now`);
  if (forwarded > 0) console.log('Run this again in a minute, to compare what they change.');
  for (const { stripeId, paymentId, words } of differences)
    console.log(`${stripeId}  ${paymentId ?? 'no payment of ours'}  ${words}`);
  const verdict = differences.length === 0 ? 'all are as Stripe has them' : `${differences.length} differ`;
  console.log(`${compared} checkouts, refunds and disputes compared: ${verdict}`);
  return differences.length === 0 ? 0 : 1;
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
  return print(await reconcile(request));
}

await runCommand(usage, run);
