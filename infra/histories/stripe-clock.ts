import { Run } from './run.ts';
import type { Scene } from './scene.ts';
import { tellNews } from './telling.ts';

/** Tells of what happens at Stripe by its clock (renewals, retries, expiries), when it happens. */
export async function followStripe(scene: Scene): Promise<void> {
  const { known, stripe, agenda } = scene;
  const due = await stripe.nextDueSeconds();
  if (due === null || due * 1_000 > scene.stripeStandsStillAtMs()) return;
  const atMs = Math.max(due * 1_000, scene.nowMs());
  if (atMs >= known.nextLookAtStripeMs) return;
  known.nextLookAtStripeMs = atMs;
  known.looksAtStripe += 1;
  const label = `Stripe's clock ${known.looksAtStripe}`;
  const work = async () => {
    known.nextLookAtStripeMs = Number.POSITIVE_INFINITY;
    await tellNews(scene, label);
    await followStripe(scene);
  };
  const parts = { label, whose: undefined, mayFail: false, orphaned: () => undefined };
  agenda.add({ atMs, begin: () => new Run({ ...parts, work }) });
}
