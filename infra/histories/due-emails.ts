import { runByClock } from './by-clock.ts';
import type { Scene } from './scene.ts';

const quarterSeconds = 900;

/** A run for what became due, as every fifteen minutes. */
export function sendDueSoon(scene: Scene, why: string): void {
  const atMs = scene.nowMs() + quarterSeconds * 1_000;
  const run = () => scene.cue.sendDueEmails({});
  runByClock(scene, { label: `send-due-emails ${why}`, atMs, secondsBetweenTries: quarterSeconds, run });
}
