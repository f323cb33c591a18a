import type { ServicePiece } from '../piece.ts';
import { needed } from '../support/needed.ts';
import { send } from '../support/send.ts';
import { text } from '../support/values.ts';

export const httpRequest: ServicePiece = {
  service: 'httpRequest',
  summary: 'Asks any address. From 500 on, or without an answer, it fails or goes on.',
  call: 'HttpCall',
  fields: ['method: Json', 'url: Json', 'headers?: Json', 'body?: Json', 'onFailure?: Json'],
  result: 'Json',
  needs: [send, needed, text],
  text: `async function httpRequest(call: HttpCall): Promise<Json> {
  const url = needed(call.url, 'address of the request');
  const method = text(call.method);
  const body = call.body ?? null;
  const headers = new Headers();
  if (body !== null && typeof body !== 'string') headers.set('content-type', 'application/json');
  for (const [name, value] of Object.entries(call.headers ?? {})) headers.set(name, text(value));
  const request = { method, headers, body: body === null ? null : text(body) };
  const goesOn = call.onFailure === 'goOn';
  const response = await send(url, request, !['POST', 'PATCH'].includes(method)).catch((error: unknown) => {
    if (goesOn && error instanceof NoAnswer) return undefined;
    throw error;
  });
  if (!response) return { status: 0, body: null };
  if (response.status >= 500 && !goesOn) throw new Error(\`\${new URL(url).host} answered \${response.status}\`);
  return { status: response.status, body: bodyOf(await response.text()) };
}

/** JSON where it is JSON, else the text. */
function bodyOf(body: string): Json {
  try {
    return JSON.parse(body) as Json;
  } catch {
    return body;
  }
}`,
};
