import type Stripe from 'stripe';
import type { DeliveryFaults } from './deliveries/faults.ts';
import type { ApiFault } from './http/api-fault.ts';
import type { Store } from './store/store.ts';
import type { OwnClock } from './time/own-clock.ts';

/** What lives as long as the simulator does. */
export interface World {
  store: Store;
  /** Stripe's clock. Deliveries keep real time, since what they wait for is a real network. */
  nowSeconds(): number;
  ownClock: OwnClock;
  publicUrl: string;
  faults: DeliveryFaults;
  apiFaults: ApiFault[];
  /** The secrets of the laptop's own endpoint; never stored, so that a changed setting counts at once. */
  webhookSecrets: string[];
  wakeDeliveries(): void;
}

/** One request, page post or job at work on the world: events name it as their cause. */
export interface Scene extends World {
  cause: Stripe.Event.Request;
  /** Whose time `nowSeconds` is; null for Stripe's own clock. What is scheduled here is due by the same clock. */
  testClock: string | null;
}

/** Events that no API request caused carry two nulls, as recorded from Stripe. */
export function backgroundScene(world: World): Scene {
  return { ...world, cause: { id: null, idempotency_key: null }, testClock: null };
}
