import { GetAccountCommand, SESv2Client, SendEmailCommand } from '@aws-sdk/client-sesv2';
import type { Outside } from './outside.ts';

interface Mail {
  to: string;
  subject: string;
  text: string;
  html: string;
}

export interface Mailer {
  /** Resolves once SES has accepted the mail. */
  send(mail: Mail): Promise<void>;
}

interface MailerSettings {
  EMAIL_FROM: string;
  SES_ENDPOINT: string | undefined;
}

const sesClient = (endpoint: string | undefined, outside: Outside) =>
  // One try: SES has no token that would tell a repeat from a second mail. The queue tries again, under its lease.
  new SESv2Client({ endpoint, requestHandler: outside.awsHttpHandler, maxAttempts: 1 });

export function createMailer(settings: MailerSettings, outside: Outside): Mailer {
  const client = sesClient(settings.SES_ENDPOINT, outside);
  const utf8 = (Data: string) => ({ Data, Charset: 'UTF-8' });
  return {
    send: async ({ to, subject, text, html }) => {
      await client.send(
        new SendEmailCommand({
          FromEmailAddress: settings.EMAIL_FROM,
          Destination: { ToAddresses: [to] },
          Content: { Simple: { Subject: utf8(subject), Body: { Text: utf8(text), Html: utf8(html) } } },
        }),
      );
    },
  };
}

/** Throws when SES does not answer, or has stopped this account from sending. */
export async function checkMail(endpoint: string | undefined, outside: Outside): Promise<void> {
  const account = await sesClient(endpoint, outside).send(new GetAccountCommand({}));
  if (account.SendingEnabled === false) throw new Error('SES has stopped sending for this account');
}
