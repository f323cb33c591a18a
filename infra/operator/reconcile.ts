import { parseArgs } from 'node:util';
import { createHandler } from '../../functions/schedules/reconcile-stripe.ts';
import type { ReconcileReport } from '../../lib/operations/reconcile.ts';
import { lambdaOutside } from '../../lib/platform/outside.ts';
import { environmentOf, explainFailure, UsageFault } from './deployment.ts';

const usage = `Usage: npm run reconcile [-- --since <n>h|<n>d] [--stage <stage>]
  Brings in the Stripe events that never arrived, or got lost before a consumer, and when there were none holds
  payments, refunds and disputes against Stripe. Without --since it goes on where the last run ended, as the
  hourly reconcile-stripe does. Looks at the running laptop cloud; with --stage at that deployment on AWS, by
  your AWS credentials. Exits 1 when a payment differs. Stripe keeps events for 30 days.`;

const unitSeconds = { h: 3_600, d: 86_400 } as const;

function sinceEpochSeconds(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const [, count, unit] = /^(\d{1,4})(h|d)$/.exec(text) ?? [];
  if (!count || !unit) throw new UsageFault(`--since ${text} is no time like 72h or 7d`);
  return Math.floor(Date.now() / 1_000) - Number(count) * unitSeconds[unit as 'h' | 'd'];
}

function print({ seen, forwarded, differences }: ReconcileReport): void {
  console.log(`${seen} events at Stripe, ${forwarded} of them had not arrived and are on the bus now`);
  if (!differences) {
    console.log('Run this again in a minute: payments are compared once those events are processed.');
    return;
  }
  for (const { paymentId, stripeId, words } of differences) console.log(`${paymentId} ${stripeId}: ${words}`);
  console.log(
    differences.length === 0 ? 'Every payment is as Stripe has it' : `${differences.length} differ`,
  );
  if (differences.length > 0) process.exitCode = 1;
}

function readOptions() {
  const options = {
    since: { type: 'string' },
    stage: { type: 'string' },
    help: { type: 'boolean' },
  } as const;
  try {
    return parseArgs({ options }).values;
  } catch (cause) {
    throw new UsageFault(cause instanceof Error ? cause.message : String(cause), { cause });
  }
}

async function run(): Promise<void> {
  const { since, stage, help } = readOptions();
  if (help) return console.log(usage);
  const request = { sinceEpochSeconds: sinceEpochSeconds(since) };
  const reconcile = createHandler({ ...lambdaOutside, environment: environmentOf(stage) });
  print(await reconcile(request));
}

await run().catch((error: unknown) => explainFailure(error, usage));
