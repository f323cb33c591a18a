import Stripe from 'stripe';
import { httpEvent } from '../testing/http-event.ts';
import { webhookSecret } from './cue-functions.ts';
import type { Told } from './known.ts';
import { timelessContext } from './lambda.ts';
import { Run } from './run.ts';
import { LawBroken, type Scene } from './scene.ts';

export interface Delivery {
  told: Told;
  /** What its chance goes by. */
  label: string;
  atMs: number;
  attempt: number;
  isSignedByStripe: boolean;
}

const minute = 60;
/** Stripe's waits between tries are not published; these are longer and longer ones, of three days in all. */
const waitsSeconds = [1, 5, 30, 120, 300, 600, 600, 600, 600, 600, 600].map((minutes) => minutes * minute);
/** Of the first tries of anything some fail; what comes again and again gets through. */
export const faultyTries = 3;

function signature({ told, isSignedByStripe }: Delivery, nowMs: number): string {
  return Stripe.webhooks.generateTestHeaderString({
    payload: told.text,
    secret: isSignedByStripe ? webhookSecret : 'whsec_of_someone_else',
    timestamp: Math.floor(nowMs / 1_000),
  });
}

function tryAgain(scene: Scene, delivery: Delivery): void {
  const wait = waitsSeconds[delivery.attempt - 1];
  if (wait === undefined) throw new LawBroken(`Stripe gave up on ${delivery.label}: three days of refusals`);
  addDelivery(scene, { ...delivery, attempt: delivery.attempt + 1, atMs: scene.nowMs() + wait * 1_000 });
}

function heed(scene: Scene, run: Run, delivery: Delivery, status: number): void {
  const { told, isSignedByStripe, label } = delivery;
  if (!isSignedByStripe) {
    if (status === 400 && run.calls === 0) return;
    throw new LawBroken(`A forged event was answered with ${status} after ${run.calls} AWS calls: ${label}`);
  }
  if (status >= 200 && status < 300) scene.known.accepted.add(told);
  else if (status >= 500 && run.faults > 0) tryAgain(scene, delivery);
  else throw new LawBroken(`An event of Stripe's was answered with ${status}: ${label}`);
}

/** Brings the event to the webhook at its time, and again for as long as the answer is a failure. */
export function addDelivery(scene: Scene, delivery: Delivery): void {
  const { told, label, attempt, atMs } = delivery;
  const begin = () => {
    const run: Run = new Run({
      label: `webhook ${label}, try ${attempt}`,
      // Forwarding an event touches nobody's rows.
      whose: undefined,
      mayFail: attempt <= faultyTries,
      work: async () => {
        const headers = { 'stripe-signature': signature(delivery, scene.nowMs()) };
        const event = httpEvent('POST', '/api/webhooks/stripe', { body: told.text, headers });
        const answer = await scene.cue.webhook(event, timelessContext);
        heed(scene, run, delivery, Number(answer.statusCode));
      },
      orphaned: () => tryAgain(scene, delivery),
    });
    return run;
  };
  scene.agenda.add({ atMs, begin });
}
