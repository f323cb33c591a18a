import type { IncomingMessage, ServerResponse } from 'node:http';
import * as z from 'zod/mini';

/** An error in the shape that every AWS SDK turns into an exception of that name. */
export class AwsError extends Error {
  readonly code: string;
  readonly queryCode: string | undefined;

  /** `queryCode` is the older name that SQS clients still look at first. */
  constructor(code: string, message: string, queryCode?: string) {
    super(message);
    this.name = code;
    this.code = code;
    this.queryCode = queryCode;
  }
}

/** What an action works with: its parsed input and whether its caller has gone. */
export interface Call {
  input: unknown;
  callerGone: AbortSignal;
}

export type Action = (call: Call) => unknown;

/** Reads the input by its schema; what does not fit is the caller's mistake. */
export function inputOf<T extends z.ZodMiniType>(schema: T, { input }: Call): z.output<T> {
  const result = z.safeParse(schema, input);
  if (result.success) return result.data;
  const [issue] = result.error.issues;
  throw new AwsError(
    'ValidationException',
    `${issue?.path.join('.') || 'Input'}: ${issue?.message ?? 'invalid'}`,
  );
}

export async function readBody(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(Buffer.from(chunk));
  return Buffer.concat(chunks);
}

function parseJson(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString('utf8') || '{}');
  } catch (cause) {
    throw new AwsError('SerializationException', cause instanceof Error ? cause.message : 'Not JSON');
  }
}

function send(response: ServerResponse, status: number, contentType: string, body: unknown): void {
  if (response.writableEnded || response.destroyed) return;
  response.writeHead(status, { 'content-type': contentType });
  response.end(JSON.stringify(body ?? {}));
}

function sendError(response: ServerResponse, contentType: string, error: unknown): void {
  if (!(error instanceof AwsError)) {
    console.error('The laptop cloud failed to answer an AWS call:', error);
    send(response, 500, contentType, { __type: 'InternalFailure', message: String(error) });
    return;
  }
  const { code, queryCode, message } = error;
  response.setHeader('x-amzn-errortype', code);
  if (queryCode) response.setHeader('x-amzn-query-error', `${queryCode};Sender`);
  send(response, 400, contentType, { __type: code, message });
}

/** Serves the AWS JSON protocol: the action is named by the `X-Amz-Target` header, `AmazonSQS.SendMessage` say. */
export function awsJsonListener(actions: ReadonlyMap<string, Action>) {
  return async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const target = String(request.headers['x-amz-target'] ?? '');
    const contentType = String(request.headers['content-type'] ?? 'application/x-amz-json-1.0');
    const gone = new AbortController();
    response.once('close', () => gone.abort());
    response.setHeader('x-amzn-requestid', crypto.randomUUID());
    try {
      const body = await readBody(request);
      const action = actions.get(target);
      if (!action)
        throw new AwsError('UnknownOperationException', `The laptop cloud does not know "${target}"`);
      send(response, 200, contentType, await action({ input: parseJson(body), callerGone: gone.signal }));
    } catch (error) {
      sendError(response, contentType, error);
    }
  };
}
