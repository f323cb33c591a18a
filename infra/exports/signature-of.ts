import { createHmac } from 'node:crypto';

/** As Stripe signs: time and body, with the secret of the endpoint. */
export function signatureOf(body: string, secret: string, seconds = Math.floor(Date.now() / 1_000)): string {
  return `t=${seconds},v1=${createHmac('sha256', secret).update(`${seconds}.${body}`).digest('hex')}`;
}
