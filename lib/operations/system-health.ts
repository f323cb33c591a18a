import type { metaSettings } from '../contract/function-settings.ts';
import { createBus } from '../platform/bus.ts';
import type { World } from '../platform/cold-start.ts';
import { checkMail } from '../platform/mailer.ts';
import { createStripe } from '../platform/stripe.ts';
import { createTable } from '../platform/table.ts';
import { keptHealth } from './health.ts';

/** Health of everything that Cue needs. Alone in its file: its clients are most of what `meta` could load. */
export function systemHealth({ settings, outside, log }: World<(typeof metaSettings)[number]>) {
  return keptHealth({
    outside,
    log,
    table: createTable(settings, outside),
    bus: createBus(settings, outside),
    stripe: createStripe(settings),
    webhookOrigins: [settings.BACKEND_URL, ...settings.FRONTEND_URL],
    checkMail: () => checkMail(settings.SES_ENDPOINT, outside),
  });
}
