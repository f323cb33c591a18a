import type { Program } from './program.ts';

/** Where an exported program takes Stripe's events. */
export const stripePath = '/stripe';

export const isScheduled = ({ trigger }: Program) => trigger.type === 'trigger.schedule';

/** In words, after the command that starts it. */
export function waitsFor({ trigger }: Program): string {
  const { type, params } = trigger;
  if (type === 'trigger.schedule') return `runs it at ${params.cron} (${params.timezone})`;
  if (type === 'trigger.form') return 'serves its form';
  if (type === 'trigger.stripe') return `waits for ${params.event} of Stripe at ${stripePath}`;
  return `waits for JSON posted to ${params.path}`;
}
