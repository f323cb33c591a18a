import { sendEmailSettings } from '../../lib/contract/function-settings.ts';
import { mailEvent } from '../../lib/emails/mail-event.ts';
import { consumerFunction } from '../../lib/events/consumer.ts';
import { consumerDeps } from '../../lib/events/consumer-deps.ts';
import { parkedUnlessOurs } from '../../lib/events/ours.ts';
import { planDeps } from '../../lib/plans/plan-deps.ts';
import { createMailer } from '../../lib/platform/mailer.ts';
import { lambdaOutside } from '../../lib/platform/outside.ts';

export const createHandler = consumerFunction({
  name: 'send-email',
  settings: sendEmailSettings,
  deps: (world) => {
    const deps = consumerDeps(world);
    return {
      ...deps,
      ...planDeps(world, deps.stripe),
      mailer: createMailer(world.settings, world.outside),
      site: world.settings.FRONTEND_URL[0] ?? '',
    };
  },
  consume: async (deps, event) => parkedUnlessOurs(event, deps.live) ?? mailEvent(deps, event),
});

export const handler = createHandler(lambdaOutside);
