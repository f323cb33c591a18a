import type { Scene } from './world.ts';

export type JobKind =
  | 'expireSession'
  | 'settleAsSucceeded'
  | 'settleAsFailed'
  | 'refundSucceeds'
  | 'refundFails'
  | 'disputeOpens'
  | 'disputeWon'
  | 'disputeLost'
  | 'inquiryClosed'
  | 'inquiryEscalated'
  | 'subscriptionBoundary'
  | 'subscriptionCancels'
  | 'incompleteExpires'
  | 'trialWillEnd'
  | 'invoiceUpcoming'
  | 'invoiceFinalizes'
  | 'invoiceIsRetried'
  | 'pendingUpdateExpires'
  | 'collectionResumes'
  | 'schedulePhaseBegins'
  | 'testClockAdvances';

/** Work for later by Stripe's clock. It survives a restart, and its worker must tolerate that it is no longer needed. */
export function schedule(scene: Scene, job: { kind: JobKind; subject: string; dueAtSeconds: number }): void {
  const text = 'INSERT INTO scheduled_jobs (kind, subject, due_at_seconds, test_clock) VALUES (?, ?, ?, ?)';
  scene.store.sql(text).run(job.kind, job.subject, job.dueAtSeconds, scene.testClock);
}
