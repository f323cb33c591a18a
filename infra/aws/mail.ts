import { CfnOutput } from 'aws-cdk-lib';
import { EmailIdentity, Identity, type IEmailIdentity } from 'aws-cdk-lib/aws-ses';
import type { Construct } from 'constructs';

/** The domain in `Cue <billing@example.com>` or `billing@example.com`. */
export function senderDomain(emailFrom: string): string {
  const domain = /@([a-z0-9.-]+\.[a-z]{2,})>?$/i.exec(emailFrom)?.[1];
  if (!domain) throw new Error('Settings: EMAIL_FROM holds no mail address. See .env.example.');
  return domain.toLowerCase();
}

/**
 * Who mail comes from: the whole domain, which lets SES sign with DKIM. An account knows a domain once, so where
 * it does already (`-c emailIdentity=existing`) the stack only points at it.
 */
export function createSender(scope: Construct, emailFrom: string, existing: boolean): IEmailIdentity {
  const domain = senderDomain(emailFrom);
  if (existing) return EmailIdentity.fromEmailIdentityName(scope, 'Sender', domain);
  const sender = new EmailIdentity(scope, 'Sender', { identity: Identity.domain(domain) });
  for (const [index, { name, value }] of sender.dkimRecords.entries()) {
    new CfnOutput(scope, `DkimRecord${index + 1}`, {
      value: `${name} CNAME ${value}`,
      description: 'Add it to the DNS of the sender domain; until then SES refuses to send',
    });
  }
  return sender;
}
