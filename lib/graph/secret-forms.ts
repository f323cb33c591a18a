/** As the services themselves say how theirs begin. */
const secrets: readonly (readonly [what: string, form: RegExp])[] = [
  ['a Stripe key', /\b[sr]k_(?:live|test)_[A-Za-z0-9]{6,}/],
  ['a webhook’s signing secret', /\bwhsec_[A-Za-z0-9+/=]{6,}/],
  ['an AWS access key', /\bA(?:KI|SI)A[0-9A-Z]{16}\b/],
  ['a Slack token', /\bxox[abeoprs]-[A-Za-z0-9-]{8,}/],
  ['a GitHub token', /\bgh[oprsu]_[A-Za-z0-9]{20,}|\bgithub_pat_[A-Za-z0-9_]{20,}/],
  ['a SendGrid key', /\bSG\.[A-Za-z0-9_-]{16,}\.[A-Za-z0-9_-]{16,}/],
  ['an OpenAI key', /\bsk-[A-Za-z0-9_-]{20,}/],
  ['an API key of ours', /\bcue_[a-z]+_[A-Za-z0-9]{20,}/],
  ['a Slack webhook', /hooks\.slack\.com\/services\/[A-Za-z0-9]/],
  ['a Discord webhook', /discord(?:app)?\.com\/api\/(?:v\d+\/)?webhooks\/\d+\/[\w-]/],
  ['a private key', /-----BEGIN [A-Z ]*PRIVATE KEY-----/],
  ['a token', /\bBearer\s+ey[A-Za-z0-9_-]{8,}/i],
  [
    'a password in an address',
    /[?&](?:api[_-]?key|access[_-]?token|auth[_-]?token|client[_-]?secret|password)=(?!\{\{)[^&#\s]{6,}/i,
  ],
];

/** What kind of secret stands in a text, if one does. */
export function secretIn(text: string): string | undefined {
  return secrets.find(([, form]) => form.test(text))?.[0];
}

/** A person's words for a file that others read: a secret in them, to the end of its word, is three dots. */
export function withoutSecrets(text: string): string {
  return secrets.reduce((left, [, form]) => left.replace(restOf(form), '…'), text);
}

const restOf = (form: RegExp) => new RegExp(`(?:${form.source})\\S*`, `g${form.flags}`);
