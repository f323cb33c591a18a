import type Stripe from 'stripe';
import type { Chance } from './chance.ts';
import type { Nature, Told } from './known.ts';
import type { Scene } from './scene.ts';

/** An event that Stripe would not have told by itself, made from one that it did. */
interface Variant {
  nature: Nature;
  probability: number;
  change(event: Stripe.Event): object;
  /** Whether it makes sense of this event; of any when nothing is said. */
  fits?(event: Stripe.Event): boolean;
}

const isCheckout = ({ type }: Stripe.Event) => type.startsWith('checkout.session.');
const isOfPlan = ({ type }: Stripe.Event) => /^(customer\.subscription|invoice\.paid)/.test(type);
const isMoneyBack = ({ type }: Stripe.Event) => /^(refund\.|charge\.dispute\.funds)/.test(type);
const withObject = (event: Stripe.Event, change: object) => ({
  data: { ...event.data, object: { ...event.data.object, ...change } },
});

const variants: Variant[] = [
  // Two ids for one change.
  { nature: 'true', probability: 0.05, change: () => ({}) },
  { nature: 'of an unknown type', probability: 0.05, change: () => ({ type: 'treasury.flow.reconsidered' }) },
  { nature: 'of live mode', probability: 0.03, change: () => ({ livemode: true }) },
  { nature: 'of another account', probability: 0.03, change: () => ({ account: 'acct_other' }) },
  {
    nature: "a stranger's",
    probability: 0.03,
    fits: isCheckout,
    change: (event) => withObject(event, { customer: 'cus_stranger' }),
  },
  // Well signed, with an amount that is not Stripe's: what Stripe itself says must decide.
  {
    nature: 'true',
    probability: 0.05,
    fits: isMoneyBack,
    change: (event) => withObject(event, { amount: 7 }),
  },
];

const touchesNobody: Nature[] = ['of an unknown type', 'of live mode', 'of another account', "a stranger's"];

export function tellingOf(
  { known }: Scene,
  event: Stripe.Event,
  { label, nature }: Pick<Told, 'label' | 'nature'>,
): Told {
  const { object } = event.data;
  return {
    id: event.id,
    label: `${label} ${event.type}`,
    type: event.type,
    nature,
    text: JSON.stringify(event),
    whose: touchesNobody.includes(nature) ? undefined : known.ownerOf(object),
    sessionId: known.sessionOf(object),
  };
}

/** Whether the event is one that Cue acts on: of the others, one variant in ten is enough. */
function variantsOf(event: Stripe.Event, chance: Chance): Variant[] {
  const rarity = isCheckout(event) || isMoneyBack(event) ? 1 : isOfPlan(event) ? 0.4 : 0.1;
  return variants.filter(
    ({ probability, fits }) => chance.happens(probability * rarity) && (fits?.(event) ?? true),
  );
}

/** What is told beside an event, by chance. */
export function noiseAround(scene: Scene, event: Stripe.Event, label: string): Told[] {
  return variantsOf(event, scene.chance('noise', label)).map(({ nature, change }, i) => {
    const id = `evt_noise_${label.replaceAll(/\W/g, '_')}_${i}`;
    const varied = { ...event, ...change(event), id } as Stripe.Event;
    return tellingOf(scene, varied, { label: `${label}, ${nature} variant ${i}`, nature });
  });
}
