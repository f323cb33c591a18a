import type { Program } from '../../program.ts';
import { formTrigger } from './form.ts';
import { scheduleTrigger } from './schedule.ts';
import { stripeTrigger } from './stripe.ts';
import type { Beginning, Trigger } from './trigger.ts';
import { webhookTrigger } from './webhook.ts';

const triggers: Readonly<Record<string, (beginning: Beginning) => Trigger>> = {
  'trigger.webhook': webhookTrigger,
  'trigger.form': formTrigger,
  'trigger.stripe': stripeTrigger,
  'trigger.schedule': scheduleTrigger,
};

/** What begins the runs of a program. */
export function startOf({ trigger }: Program, beginning: Omit<Beginning, 'params'>): Trigger {
  const start = triggers[trigger.type];
  if (!start) throw new Error(`There is no way to wait for ${trigger.type}`);
  return start({ params: trigger.params, ...beginning });
}
