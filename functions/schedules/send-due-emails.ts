import { sendDueEmailsSettings } from '../../lib/contract/function-settings.ts';
import { sendDueEmails } from '../../lib/emails/send-due-emails.ts';
import { loadCatalog } from '../../lib/plans/catalog.ts';
import { createMailer } from '../../lib/platform/mailer.ts';
import { lambdaOutside } from '../../lib/platform/outside.ts';
import { scheduleFunction } from '../../lib/platform/schedule-function.ts';
import { createTable } from '../../lib/platform/table.ts';

export const createHandler = scheduleFunction({
  name: 'send-due-emails',
  settings: sendDueEmailsSettings,
  deps: ({ settings, outside, log }) => ({
    outside,
    log,
    table: createTable(settings, outside),
    catalog: loadCatalog(settings.PLANS_FILE),
    mailer: createMailer(settings, outside),
    site: settings.FRONTEND_URL[0] ?? '',
  }),
  run: (deps) => sendDueEmails(deps),
});

export const handler = createHandler(lambdaOutside);
