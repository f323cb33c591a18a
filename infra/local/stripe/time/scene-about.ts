import { findAnything } from '../store/collection.ts';
import type { Store } from '../store/store.ts';
import type { Scene } from '../world.ts';

/** The same scene at another time, by the test clock that is named or by none. */
export function sceneAt(scene: Scene, at: { testClock: string | null; seconds: number }): Scene {
  return { ...scene, testClock: at.testClock, nowSeconds: () => at.seconds };
}

/** A request happens by the clock of what it names: that of the first object whose customer has a test clock. */
export function sceneAbout(scene: Scene, names: (string | undefined)[]): Scene {
  for (const name of names) {
    const clock = name === undefined ? null : testClockOf(scene.store, name);
    if (clock) return sceneAt(scene, { testClock: clock.id, seconds: clock.frozen_time });
  }
  return scene;
}

interface FrozenClock {
  id: string;
  frozen_time: number;
}

function testClockOf(store: Store, id: string): FrozenClock | null {
  const object = findAnything(store, id);
  if (!object) return null;
  if ('frozen_time' in object && typeof object.frozen_time === 'number')
    return { id: object.id, frozen_time: object.frozen_time };
  const next = [field(object, 'test_clock'), field(object, 'customer')].find((one) => one !== undefined);
  return next === undefined ? null : testClockOf(store, next);
}

function field(object: object, name: 'test_clock' | 'customer'): string | undefined {
  const value = name in object ? (object as Record<string, unknown>)[name] : undefined;
  return typeof value === 'string' ? value : undefined;
}
