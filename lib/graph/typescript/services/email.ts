import type { MailProvider } from '../../used-services.ts';
import type { Piece, ServicePiece } from '../piece.ts';
import { awsTimes } from '../support/aws.ts';
import { needed } from '../support/needed.ts';
import { pause, send } from '../support/send.ts';
import { setting } from '../support/setting.ts';
import { text } from '../support/values.ts';

const mail: Piece = {
  environment: [{ name: 'EMAIL_FROM', reason: 'the sender of mail; your provider must know it' }],
  text: `interface Mail {
  to: Json;
  subject: Json;
  body: Json;
}

/** Addresses by commas. */
function recipientsOf({ to }: Mail): string[] {
  return needed(to, 'recipient of the mail')
    .split(',')
    .map((address) => address.trim())
    .filter((address) => address !== '');
}`,
  needs: [needed],
};

const ses: Piece = {
  needs: [mail, awsTimes, setting, pause, text],
  requirements: ['@aws-sdk/client-sesv2@3.1169.0'],
  text: `async function sendBySes(mail: Mail): Promise<Json> {
  const { SESv2Client, SendEmailCommand } = await import('@aws-sdk/client-sesv2');
  const client = new SESv2Client({ maxAttempts: 1, requestHandler: awsTimes });
  const written = new SendEmailCommand({
    FromEmailAddress: setting('EMAIL_FROM'),
    Destination: { ToAddresses: recipientsOf(mail) },
    Content: {
      Simple: {
        Subject: { Data: text(mail.subject), Charset: 'UTF-8' },
        Body: { Text: { Data: text(mail.body), Charset: 'UTF-8' } },
      },
    },
  });
  // A second try after anything else could be a second mail.
  for (let tried = 1; ; tried += 1) {
    try {
      const { MessageId } = await client.send(written);
      return { id: MessageId ?? null };
    } catch (error) {
      if (!isThrottled(error) || tried === tries) throw error;
    }
    await pauseAfter(tried);
  }
}

const isThrottled = (error: unknown) => error instanceof Error && error.name === 'TooManyRequestsException';`,
};

const sendgrid: Piece = {
  needs: [mail, send, setting, text],
  environment: [
    { name: 'SENDGRID_API_KEY', reason: 'sends mail' },
    { name: 'SENDGRID_API_URL', reason: 'where SendGrid is, for tests; https://api.sendgrid.com unless set' },
  ],
  text: `async function sendBySendgrid(mail: Mail): Promise<Json> {
  const url = \`\${process.env.SENDGRID_API_URL || 'https://api.sendgrid.com'}/v3/mail/send\`;
  const [, name, address] = /^(.*)<(.+)>\\s*$/.exec(setting('EMAIL_FROM')) ?? [];
  const message = {
    personalizations: [{ to: recipientsOf(mail).map((email) => ({ email })) }],
    from: address ? { email: address, name: name?.trim() } : { email: setting('EMAIL_FROM') },
    subject: text(mail.subject),
    content: [{ type: 'text/plain', value: text(mail.body) }],
  };
  const headers = {
    authorization: \`Bearer \${setting('SENDGRID_API_KEY')}\`,
    'content-type': 'application/json',
  };
  // A second try after anything but a refusal could be a second mail.
  const response = await send(url, { method: 'POST', headers, body: JSON.stringify(message) }, false);
  if (!response.ok) throw new Error(\`SendGrid answered \${response.status}: \${await response.text()}\`);
  return { id: response.headers.get('x-message-id') };
}`,
};

const mailBy = {
  ses: { piece: ses, function: 'sendBySes' },
  sendgrid: { piece: sendgrid, function: 'sendBySendgrid' },
} as const satisfies Record<MailProvider, { piece: Piece; function: string }>;

export const mailPieces = (providers: readonly MailProvider[]): Piece[] =>
  providers.map((provider) => mailBy[provider].piece);

/** Source: sends by the one provider that a program uses, or by the one that a call names. */
export function delivery([only = 'ses', ...more]: readonly MailProvider[], mail: string): string {
  if (more.length === 0) return `${mailBy[only].function}(${mail})`;
  return `(call.provider === 'sendgrid' ? sendBySendgrid : sendBySes)(${mail})`;
}

export function sendEmail(providers: readonly MailProvider[]): ServicePiece {
  return {
    service: 'sendEmail',
    summary: 'Sends a mail.',
    call: 'EmailCall',
    fields: ['provider: Json', 'to: Json', 'subject: Json', 'body: Json'],
    result: 'Json',
    needs: mailPieces(providers),
    text: `function sendEmail(call: EmailCall): Promise<Json> {
  return ${delivery(providers, 'call')};
}`,
  };
}
