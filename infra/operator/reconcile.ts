import { parseArgs } from 'node:util';
import { createHandler } from '../../functions/schedules/reconcile-stripe.ts';
import { parkedCodes } from '../../lib/contract/parked-codes.ts';
import type { ReconcileOutcome } from '../../lib/operations/look-at-stripe.ts';
import type { SinceRequest } from '../../lib/operations/reconcile-since.ts';
import { beyondMending, type Difference } from '../../lib/payments/difference.ts';
import { epochSeconds } from '../../lib/platform/clock.ts';
import { StartFault } from '../local/ports.ts';
import { type CommandOutside, outsideOf } from './command-outside.ts';
import { liveRows } from './live-rows.ts';
import { runCommand } from './run-command.ts';

const usage = `Usage: npm run reconcile [-- [--dry-run | --apply] [--since <n>h|<n>d] [--stage <stage>]]
  Holds what Stripe has (checkouts, subscriptions, invoices, refunds, disputes) against rows and ledger.
    --dry-run  changes nothing: prints what differs, and what would mend it.
    --apply    puts on the bus the events that never arrived or got lost before a consumer, and leads the consumers
               once more to what differs: by its newest event, or by a reference where Stripe has none any more.
    neither    puts lost events on the bus, and only tells what differs. Without --since it is the hourly run of
               reconcile-stripe, now: it goes on where the last one ended.
  With --since it looks at everything from then on, and at subscriptions of any age; --dry-run and --apply begin 30
  days ago unless told otherwise: Stripe keeps events for so long, and what they were about for good. Looks at the
  running laptop cloud; with --stage at that deployment on AWS, by your AWS credentials. Exits 0 when all is well,
  1 when something differs (or is missing, in a dry run), 2 when it failed.`;

type Mode = SinceRequest['mode'];

const unitSeconds = { h: 3_600, d: 86_400 } as const;
const daysOfEvents = 30;

function secondsBack(text: string): number {
  const [, count, unit] = /^(\d{1,4})(h|d)$/.exec(text) ?? [];
  if (!count || !unit) throw new StartFault(`--since ${text} is no time like 72h or 7d`);
  return Number(count) * unitSeconds[unit as 'h' | 'd'];
}

interface Given {
  since?: string | undefined;
  'dry-run': boolean;
  apply: boolean;
}

function modeOf({ 'dry-run': dryRun, apply }: Given): Mode {
  if (dryRun && apply) throw new StartFault('--dry-run changes nothing, --apply does: give one of them');
  if (apply) return 'apply';
  return dryRun ? 'look' : 'bringIn';
}

async function requestOf(given: Given, { clock, environment }: CommandOutside) {
  const mode = modeOf(given);
  const since = given.since ?? (mode === 'bringIn' ? undefined : `${daysOfEvents}d`);
  if (since === undefined) return {};
  const sinceEpochSeconds = epochSeconds(clock.now()) - secondsBack(since);
  return { sinceEpochSeconds, mode, liveRows: mode === 'bringIn' ? [] : await liveRows(environment) };
}

const reasons: Record<string, string> = { ...parkedCodes, ...beyondMending };

function remedy({ staff, mend }: Difference, mode: Mode): string {
  if (staff) return `for staff, ${staff}: ${reasons[staff]}`;
  if (mode === 'apply') return `on the bus now: ${mend}`;
  return mode === 'look' ? `--apply puts on the bus: ${mend}` : 'npm run reconcile -- --apply mends it';
}

const lostWords = {
  look: 'had got lost; --apply puts them on the bus',
  bringIn: 'had got lost and are on the bus now',
  apply: 'had got lost and are on the bus now',
} satisfies Record<Mode, string>;

/** Answers the command's exit status. */
function print(result: ReconcileOutcome, mode: Mode): number {
  if (result.outcome === 'stripeNotSetUp') {
    console.error('Stripe is switched off or not set up here: nothing was looked at');
    return 2;
  }
  const { seen, forwarded, compared, differences } = result;
  console.log(`${seen} events at Stripe; ${forwarded} of them ${lostWords[mode]}`);
  for (const difference of differences) {
    console.log(`${difference.stripeId}  ${difference.ours ?? 'nothing of ours'}  ${difference.words}`);
    console.log(`  ${remedy(difference, mode)}`);
  }
  const isChanging = forwarded > 0 || differences.some(({ mend }) => mend !== undefined);
  if (mode !== 'look' && isChanging) console.log('Run this again in a minute, to compare what they change.');
  const verdict = differences.length === 0 ? 'all are as Stripe has them' : `${differences.length} differ`;
  console.log(`Compared with Stripe: ${compared}; ${verdict}`);
  return differences.length > 0 || (mode === 'look' && forwarded > 0) ? 1 : 0;
}

const options = {
  since: { type: 'string' },
  stage: { type: 'string' },
  'dry-run': { type: 'boolean', default: false },
  apply: { type: 'boolean', default: false },
  help: { type: 'boolean', default: false },
} as const;

async function run(): Promise<number> {
  const { stage, help, ...given } = parseArgs({ options }).values;
  if (help) {
    console.log(usage);
    return 0;
  }
  const mode = modeOf(given);
  const outside = await outsideOf(stage);
  const reconcile = createHandler(outside);
  return print(await reconcile(await requestOf(given, outside)), mode);
}

await runCommand(usage, run);
