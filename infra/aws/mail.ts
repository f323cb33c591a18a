import { CfnOutput, RemovalPolicy } from 'aws-cdk-lib';
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
 * it does already (`emailIdentity:<stage>` in cdk.json) the stack only points at it. And it outlives its stack, since
 * another stage, or something else of the account, may send by it; only a first deploy that fails takes it along.
 */
export function createSender(scope: Construct, emailFrom: string, existing: boolean): IEmailIdentity {
  const domain = senderDomain(emailFrom);
  if (existing) return EmailIdentity.fromEmailIdentityName(scope, 'Sender', domain);
  const sender = new EmailIdentity(scope, 'Sender', { identity: Identity.domain(domain) });
  sender.applyRemovalPolicy(RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE);
  for (const [index, { name, value }] of sender.dkimRecords.entries()) {
    new CfnOutput(scope, `DkimRecord${index + 1}`, {
      value: `${name} CNAME ${value}`,
      description: 'Add it to the DNS of the sender domain; until then SES refuses to send',
    });
  }
  return sender;
}
