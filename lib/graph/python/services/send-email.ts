import type { MailProvider } from '../../used-services.ts';
import type { Piece, ServicePiece } from '../piece.ts';
import { aws } from '../support/aws.ts';
import { needed } from '../support/needed.ts';
import { send } from '../support/send.ts';
import { setting } from '../support/setting.ts';
import { text } from '../support/values.ts';

const recipients: Piece = {
  needs: [needed, setting],
  environment: [{ name: 'EMAIL_FROM', reason: 'the sender of mail; your provider must know it' }],
  text: `def recipients_of(to: Json) -> list[str]:
    """Addresses by commas."""
    addresses = needed(to, "recipient of the mail").split(",")
    return [address.strip() for address in addresses if address.strip()]`,
};

const ses: Piece = {
  needs: [recipients, aws, send, setting, text],
  text: `def send_by_ses(to: Json, subject: Json, body: Json) -> Json:
    import boto3
    from botocore.exceptions import ClientError

    client = boto3.client("sesv2", **aws_options(tries=1))
    words = {"Text": {"Data": text(body)}}
    # A second try after anything but a refusal could be a second mail.
    for tried in range(1, TRIES + 1):
        try:
            sent = client.send_email(
                FromEmailAddress=setting("EMAIL_FROM"),
                Destination={"ToAddresses": recipients_of(to)},
                Content={"Simple": {"Subject": {"Data": text(subject)}, "Body": words}},
            )
            return {"id": sent["MessageId"]}
        except ClientError as refusal:
            throttled = refusal.response["Error"]["Code"] == "TooManyRequestsException"
            if not throttled or tried == TRIES:
                raise
        pause_after(tried)
    raise AssertionError("The last try answers or fails")`,
};

const sendgrid: Piece = {
  needs: [recipients, send, setting, text],
  imports: ['import json', 'import os', 'from email.utils import parseaddr'],
  environment: [
    { name: 'SENDGRID_API_KEY', reason: 'sends mail' },
    { name: 'SENDGRID_API_URL', reason: 'where SendGrid is, for tests; https://api.sendgrid.com unless set' },
  ],
  text: `def send_by_sendgrid(to: Json, subject: Json, body: Json) -> Json:
    base = os.environ.get("SENDGRID_API_URL") or "https://api.sendgrid.com"
    name, address = parseaddr(setting("EMAIL_FROM"))
    receivers = [{"email": receiver} for receiver in recipients_of(to)]
    message = {
        "personalizations": [{"to": receivers}],
        "from": {"email": address, "name": name} if name else {"email": address},
        "subject": text(subject),
        "content": [{"type": "text/plain", "value": text(body)}],
    }
    headers = {
        "Authorization": f"Bearer {setting('SENDGRID_API_KEY')}",
        "Content-Type": "application/json",
    }
    # A second try after anything but a refusal could be a second mail.
    content = json.dumps(message).encode()
    answer = send("POST", f"{base}/v3/mail/send", headers, content, repeatable=False)
    if answer.status >= 300:
        said = answer.body[:500].decode("utf-8", "replace")
        raise RuntimeError(f"SendGrid answered {answer.status}: {said}")
    return {"id": answer.headers.get("X-Message-Id")}`,
};

const mailBy = {
  ses: { piece: ses, function: 'send_by_ses' },
  sendgrid: { piece: sendgrid, function: 'send_by_sendgrid' },
} as const satisfies Record<MailProvider, { piece: Piece; function: string }>;

export const mailPieces = (providers: readonly MailProvider[]): Piece[] =>
  providers.map((provider) => mailBy[provider].piece);

/** The function that sends: of the one provider that a program uses, or, chosen first, of the one that a call names. */
export function delivery([only = 'ses', ...more]: readonly MailProvider[]): { choice: string; name: string } {
  if (more.length === 0) return { choice: '', name: mailBy[only].function };
  const choice = `    deliver = send_by_sendgrid if provider == "sendgrid" else send_by_ses\n`;
  return { choice, name: 'deliver' };
}

export function sendEmail(providers: readonly MailProvider[]): ServicePiece {
  const { choice, name } = delivery(providers);
  return {
    needs: mailPieces(providers),
    text: `def send_email(self, provider: Json, to: Json, subject: Json, body: Json) -> Json:
    """Sends a mail."""
${choice}    return ${name}(to, subject, body)`,
  };
}
