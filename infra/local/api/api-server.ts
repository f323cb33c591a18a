import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { Route } from '../../../lib/contract/route.ts';
import { invoke, type LocalFunction } from '../functions/invoke.ts';
import { type Listening, listen } from '../listen.ts';
import { answerOf, gatewayAnswer, type HttpAnswer, sendAnswer } from './http-answer.ts';
import { httpEvent, splitTarget } from './http-event.ts';
import { routeTable } from './route-table.ts';

interface ApiOptions {
  port: number;
  routes: readonly Route[];
  /** Answers what no route matched. */
  servesDefault: string;
  /** The functions by the names that routes use; asked when a request comes. */
  functionNamed(name: string): Promise<LocalFunction>;
}

// API Gateway's own limit on payloads.
const maximumBodyBytes = 10 * 1024 * 1024;

/** Undefined when the body is larger than API Gateway takes; the rest is then read and thrown away. */
async function limitedBody(request: IncomingMessage): Promise<Buffer | undefined> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of request) {
    bytes += chunk.length;
    if (bytes <= maximumBodyBytes) chunks.push(Buffer.from(chunk));
  }
  return bytes > maximumBodyBytes ? undefined : Buffer.concat(chunks);
}

async function callFunction(served: LocalFunction, event: object, requestId: string): Promise<HttpAnswer> {
  const invocation = await invoke(served, event, requestId);
  if (invocation.outcome === 'timedOut') return gatewayAnswer(503, 'Service Unavailable');
  const answer = invocation.outcome === 'answered' ? answerOf(invocation.result) : undefined;
  return answer ?? gatewayAnswer(500, 'Internal Server Error');
}

/** API Gateway's HTTP API on a laptop: routes of the contract, payload format 2.0. */
export async function startApi({
  port,
  routes,
  servesDefault,
  functionNamed,
}: ApiOptions): Promise<Listening> {
  const find = routeTable(routes, servesDefault);
  async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const match = find(request.method ?? 'GET', splitTarget(request.url ?? '/').path);
    const body = await limitedBody(request);
    const event = httpEvent(request, body ?? Buffer.alloc(0), match);
    const { requestId } = event.requestContext;
    const answer = body
      ? await callFunction(await functionNamed(match.servedBy), event, requestId)
      : gatewayAnswer(413, 'Request Too Long');
    sendAnswer(response, answer, requestId);
  }
  const server = createServer((request, response) => {
    serve(request, response).catch((error: unknown) => {
      // A caller that hung up in the middle of its body is no fault of ours.
      if (request.errored) return;
      console.error('The laptop API could not answer:', error);
      if (!response.headersSent) sendAnswer(response, gatewayAnswer(500, 'Internal Server Error'), 'none');
    });
  });
  return listen(server, port);
}
