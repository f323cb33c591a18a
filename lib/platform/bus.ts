import type { Bus, BusSettings } from './bus-client.ts';
import { once } from './once.ts';
import type { Outside } from './outside.ts';

export type { Bus };

/**
 * Loads EventBridge's client with the first call: it is three quarters of what the webhook would start with, and one
 * that is refused needs none of it.
 */
export function createBus(settings: BusSettings, outside: Outside): Bus {
  const client = once(async () => (await import('./bus-client.ts')).connectBus(settings, outside));
  return {
    put: async (event) => (await client()).put(event),
    check: async () => (await client()).check(),
  };
}
