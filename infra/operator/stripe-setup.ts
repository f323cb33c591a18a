import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { SSMClient } from '@aws-sdk/client-ssm';
import { loadCatalog } from '../../lib/plans/catalog.ts';
import { createStripe } from '../../lib/platform/stripe.ts';
import { checkPlansFile } from '../aws/plan-catalog.ts';
import { StartFault } from '../local/ports.ts';
import { projectFolder } from '../local/project-folder.ts';
import { createProgress } from '../stripe-setup/progress.ts';
import { stageParameters } from './parameters.ts';
import { runCommand } from './run-command.ts';
import { requireStage } from './stage.ts';
import { accountText } from './stripe/account.ts';
import { deployedPlace } from './stripe/deployed-place.ts';
import { laptopPlace } from './stripe/laptop-place.ts';
import { type Place, requireMeant } from './stripe/place.ts';
import { setUpStripe } from './stripe/setup.ts';

const usage = `Usage: npm run stripe:setup [-- --stage <stage> [--site https://…] [--live] [--dry-run]
                                [--replace-endpoint] [--retire-endpoint] [--trust-secret]]
  Makes at Stripe what the plan catalog sells, the billing portal's configuration and the webhook endpoint, and writes
  the ids and the endpoint's secret where the functions read them. Run it again after any change of the catalog or of
  Cue: what is there and right stays. Without --stage it sets up the laptop's Stripe and prints lines for .env.
  --site              where the site is, when it is not where the deployment says; on a laptop, a tunnel's address
  --live              the key is a live one, and that is meant
  --dry-run           only says what it would do
  --replace-endpoint  makes a new webhook endpoint where the present one cannot be mended
  --retire-endpoint   removes endpoints that a new one has taken the place of
  --trust-secret      the first secret in STRIPE_WEBHOOK_SECRET that no endpoint is known by is the endpoint's: you have
                      copied it from Stripe's dashboard
  Exits 0 when all is as it should be, 1 when something is left for you, 2 when it failed.`;

const options = {
  stage: { type: 'string' },
  site: { type: 'string' },
  live: { type: 'boolean', default: false },
  'dry-run': { type: 'boolean', default: false },
  'replace-endpoint': { type: 'boolean', default: false },
  'retire-endpoint': { type: 'boolean', default: false },
  'trust-secret': { type: 'boolean', default: false },
  help: { type: 'boolean', default: false },
} as const;

type Options = ReturnType<typeof parseArgs<{ options: typeof options }>>['values'];

function placeOf({ stage, site }: Options): Place | Promise<Place> {
  if (stage === undefined) return laptopPlace(site, console.log);
  const parameters = stageParameters(new SSMClient({}), requireStage(stage));
  return deployedPlace({ stage, site }, parameters, process.env);
}

function readCatalog(plansFile: string | undefined) {
  if (!plansFile) return loadCatalog(undefined);
  const path = resolve(projectFolder, plansFile);
  try {
    checkPlansFile(path);
  } catch (cause) {
    throw new StartFault(cause instanceof Error ? cause.message : String(cause), { cause });
  }
  return loadCatalog(path);
}

function summary({ changes, left }: { changes: number; left: number }, dryRun: boolean): string {
  if (left > 0) return 'Something is left for you: see above.';
  if (changes === 0) return 'Nothing had to be changed.';
  return dryRun ? `Nothing was done; changes to make: ${changes}` : `Done; changes made: ${changes}`;
}

const clientOf = (settings: Place['stripe']) => createStripe({ STRIPE_ENABLED: true, ...settings })();

async function setUp(place: Place, options: Options): Promise<number> {
  const dryRun = options['dry-run'];
  const progress = createProgress(console.log, { dryRun });
  const catalog = readCatalog(place.plansFile);
  const stripe = await clientOf(place.stripe);
  const theirs = place.theirKey
    ? await clientOf({ ...place.stripe, STRIPE_SECRET_KEY: place.theirKey })
    : undefined;
  const account = await accountText(stripe);
  progress.note(`Stripe in ${place.live ? 'LIVE' : 'test'} mode, ${account}: ${place.told}`);
  await setUpStripe(
    { stripe, theirs, progress, parameters: place.parameters },
    {
      ...place,
      catalog,
      replace: options['replace-endpoint'],
      retire: options['retire-endpoint'],
      trust: options['trust-secret'],
    },
  );
  const result = progress.result();
  progress.note(summary(result, dryRun));
  return result.left > 0 ? 1 : 0;
}

await runCommand(usage, async () => {
  const { values } = parseArgs({ options });
  if (values.help) {
    console.log(usage);
    return 0;
  }
  const place = await placeOf(values);
  requireMeant(place, values.live);
  return setUp(place, values);
});
