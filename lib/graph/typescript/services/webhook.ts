import type { ServicePiece } from '../piece.ts';
import { needed } from '../support/needed.ts';
import { send } from '../support/send.ts';
import { text } from '../support/values.ts';

export const sendWebhook: ServicePiece = {
  service: 'sendWebhook',
  summary: 'Posts a message, in the shape that Slack, Discord or any program takes.',
  call: 'WebhookCall',
  fields: ['url: Json', 'shape: Json', 'message?: Json', 'body?: Json'],
  result: 'Json',
  needs: [send, needed, text],
  text: `async function sendWebhook(call: WebhookCall): Promise<Json> {
  const url = needed(call.url, 'address of the webhook');
  const body = JSON.stringify(messageOf(call));
  const headers = { 'content-type': 'application/json' };
  const response = await send(url, { method: 'POST', headers, body }, false);
  if (!response.ok) throw new Error(\`\${new URL(url).host} answered \${response.status}\`);
  await response.body?.cancel();
  return { status: response.status };
}

const longestDiscordMessage = 2_000;

function messageOf({ shape, message, body }: WebhookCall): Json {
  if (shape === 'slack') return { text: text(message) };
  if (shape === 'discord') return { content: text(message).slice(0, longestDiscordMessage) };
  return { ...(message === undefined ? {} : { message }), ...(body as object | undefined) };
}`,
};
