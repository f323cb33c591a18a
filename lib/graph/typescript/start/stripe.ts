import { stripePath } from '../../trigger-words.ts';
import { quoted } from '../literal.ts';
import { readJson, server } from '../support/server.ts';
import { setting } from '../support/setting.ts';
import { part, text } from '../support/values.ts';
import { answerOf, type TriggerPiece } from './trigger-piece.ts';

export const stripeStart: TriggerPiece = ({ params, takesLong, isKeyed }) => ({
  imports: [
    ['node:http', 'type IncomingMessage'],
    ['node:crypto', 'createHmac'],
    ['node:crypto', 'timingSafeEqual'],
  ],
  environment: [{ name: 'STRIPE_WEBHOOK_SECRET', reason: 'proves that events come from Stripe' }],
  needs: [server, readJson, setting, part, text],
  text: `async function answerTrigger(request: IncomingMessage, path: string): Promise<Answer> {
  if (path !== '${stripePath}') throw new Refusal(404, 'Nothing is here.');
  if (request.method !== 'POST') throw new Refusal(405, 'Stripe posts events here.');
  const body = await readBody(request);
  checkSignature(body, text(request.headers['stripe-signature'] as string | undefined));
  const told = readJson(body);
  const [id, type] = [part(told, 'id'), part(told, 'type')];
  if (type !== ${quoted(String(params.event))}) return { status: 200, body: 'Not for this workflow.' };
  const event: Json = { ...(part(told, 'data', 'object') as object), event: { id, type } };
${answerOf(takesLong, isKeyed ? ', liveServices(text(id))' : '')}
}

const signatureSeconds = 300;

/** Stripe signs the time and the bytes of the body; several signatures while a secret is being changed. */
function checkSignature(body: Buffer, header: string): void {
  const parts = header.split(',').map((word) => word.split('='));
  const time = parts.find(([name]) => name === 't')?.[1] ?? '';
  const key = setting('STRIPE_WEBHOOK_SECRET');
  const expected = createHmac('sha256', key).update(\`\${time}.\`).update(body).digest();
  const isSigned = parts
    .filter(([name]) => name === 'v1')
    .map(([, signature = '']) => Buffer.from(signature, 'hex'))
    .some((given) => given.length === expected.length && timingSafeEqual(given, expected));
  const age = Math.abs(Date.now() / 1_000 - Number(time));
  if (!isSigned || !(age <= signatureSeconds)) throw new Refusal(400, 'The signature is not Stripe’s.');
}`,
});
