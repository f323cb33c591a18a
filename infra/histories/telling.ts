import { addDelivery } from './delivery.ts';
import type { Told } from './known.ts';
import { loseEvent } from './lost.ts';
import { noiseAround, tellingOf } from './noise.ts';
import type { Scene } from './scene.ts';

/** What Cue acts on. Of the rest, for which a right endpoint at Stripe does not even ask, some come once. */
const actedOn =
  /^(checkout\.session\.|refund\.|charge\.dispute\.funds|customer\.(subscription\.|deleted)|subscription_schedule\.(updated|released|canceled)|invoice\.(paid|payment_))/;
const othersShare = 0.2;
const forgedShare = 0.05;
const lostShare = 0.02;
const roundDelaysSeconds = [0, 0, 0, 0, 2, 60, 300, 900];
const betweenCopiesSeconds = [0, 0, 2, 60, 900];

function copiesOf({ chance }: Scene, { label, type }: Told): number {
  return actedOn.test(type) ? chance('copies', label).pick([1, 1, 1, 1, 1, 2, 2, 2, 3, 6]) : 1;
}

/** How late an event is: often by a round time, so that several meet; now and then as late as the history has it. */
function latenessMs({ chance, history: { longestDelaySeconds } }: Scene, { label }: Told): number {
  const drawn = chance('delay', label);
  if (drawn.happens(0.2)) return drawn.below(longestDelaySeconds * 1_000 + 1);
  return Math.min(drawn.pick(roundDelaysSeconds), longestDelaySeconds) * 1_000;
}

/** Its copies on their ways. Where the order is kept, none overtakes an earlier one. */
function send(scene: Scene, told: Told): void {
  const { known, history } = scene;
  let drawn = scene.nowMs() + latenessMs(scene, told);
  for (let copy = 1; copy <= copiesOf(scene, told); copy += 1) {
    const label = `${told.label}, copy ${copy}`;
    if (copy > 1) drawn += scene.chance('between', label).pick(betweenCopiesSeconds) * 1_000;
    const atMs = history.isShuffled ? drawn : Math.max(drawn, known.lastArrivalMs);
    known.lastArrivalMs = Math.max(atMs, known.lastArrivalMs);
    addDelivery(scene, { told, label, atMs, attempt: 1, isSignedByStripe: true });
  }
  if (!scene.chance('forged', told.label).happens(forgedShare)) return;
  const forged = { told, label: `${told.label}, forged`, attempt: 1, isSignedByStripe: false };
  addDelivery(scene, { ...forged, atMs: scene.nowMs() });
}

/** Fetches what happened at Stripe since the last time, and sends it on its way with all that goes wrong there. */
export async function tellNews(scene: Scene, source: string): Promise<void> {
  const { stripe, known } = scene;
  const events = await stripe.newEvents();
  for (const { data } of events) known.learn(data.object);
  for (const [i, event] of events.entries()) {
    const label = `${source}.${i}`;
    if (!actedOn.test(event.type) && !scene.chance('other', label).happens(othersShare)) continue;
    const told = tellingOf(scene, event, { label, nature: 'true' });
    const isLost = actedOn.test(event.type) && scene.chance('lost', label).happens(lostShare);
    known.told.set(told.id, told);
    if (isLost) loseEvent(scene, { told, hear: (words) => tellNews(scene, words) });
    else send(scene, told);
    for (const noise of noiseAround(scene, event, label)) {
      known.told.set(noise.id, noise);
      send(scene, noise);
    }
  }
}
