import { sendEmailSettings } from '../../lib/contract/settings.ts';
import { mailPayment } from '../../lib/emails/mail-payment.ts';
import { consumerFunction } from '../../lib/events/consumer.ts';
import { consumerDeps } from '../../lib/events/consumer-deps.ts';
import { parkedUnlessOurs } from '../../lib/events/ours.ts';
import { createMailer } from '../../lib/platform/mailer.ts';
import { lambdaOutside } from '../../lib/platform/outside.ts';

export const createHandler = consumerFunction({
  name: 'send-email',
  settings: sendEmailSettings,
  deps: (world) => ({
    ...consumerDeps(world),
    mailer: createMailer(world.settings, world.outside),
    site: world.settings.FRONTEND_URL[0] ?? '',
  }),
  consume: async (deps, event) => parkedUnlessOurs(event, deps.live) ?? mailPayment(deps, event),
});

export const handler = createHandler(lambdaOutside);
