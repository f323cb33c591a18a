import Stripe from 'stripe';
import { loadCatalog } from '../../lib/plans/catalog.ts';
import { archiveRest, ensureOffer } from '../stripe-setup/offer.ts';
import { createProgress } from '../stripe-setup/progress.ts';
import {
  laptopFrontend,
  laptopOwner,
  namesFor,
  type SettingValues,
  simulatorKey,
} from './laptop-settings.ts';

/**
 * Sets the simulator up as `npm run stripe:setup` sets up Stripe, so that plans can be bought at once. Answers the
 * portal configuration's id.
 */
export async function sellCatalog(simulatorUrl: string, given: SettingValues): Promise<string | undefined> {
  const { hostname, port } = new URL(simulatorUrl);
  const stripe = new Stripe(simulatorKey, { protocol: 'http', host: hostname, port: Number(port) });
  const { STAGE: stage } = namesFor(given);
  const [siteUrl = laptopFrontend] = (given.FRONTEND_URL ?? laptopFrontend).split(',');
  const deps = { stripe, progress: createProgress(() => {}, { dryRun: false }) };
  const catalog = loadCatalog(given.PLANS_FILE);
  const { sold, portal } = await ensureOffer(deps, { stage, owner: laptopOwner(stage), catalog, siteUrl });
  await archiveRest(deps, stage, sold);
  return portal;
}
