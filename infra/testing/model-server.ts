import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';

/** What a model is to do with one question: answer this, or fail so. */
export type ModelTurn = { answers: unknown } | { says: string } | { status: number } | 'hangs' | 'cut';

interface AskedModel {
  path: string;
  authorization: string | undefined;
  body: Record<string, unknown>;
}

const converseAnswer = (turn: ModelTurn) => ({
  output: {
    message: {
      role: 'assistant',
      content:
        typeof turn === 'object' && 'answers' in turn
          ? [{ toolUse: { toolUseId: 'tooluse_1', name: 'draw_workflow', input: turn.answers } }]
          : [{ text: typeof turn === 'object' && 'says' in turn ? turn.says : '' }],
    },
  },
  stopReason: 'tool_use',
  usage: { inputTokens: 1, outputTokens: 1, totalTokens: 2 },
  metrics: { latencyMs: 1 },
});

const completionAnswer = (turn: ModelTurn) => ({
  id: 'chatcmpl-1',
  object: 'chat.completion',
  choices: [
    {
      index: 0,
      finish_reason: 'stop',
      message: {
        role: 'assistant',
        content:
          typeof turn === 'object' && 'answers' in turn
            ? JSON.stringify(turn.answers)
            : typeof turn === 'object' && 'says' in turn
              ? turn.says
              : null,
      },
    },
  ],
});

const isConverse = ({ url = '' }: IncomingMessage) => url.endsWith('/converse');

/** Bedrock's Converse and OpenAI's chat completions on one port, one turn a question; the last turn goes on. */
export async function startModelServer(turns: readonly ModelTurn[]) {
  const asked: AskedModel[] = [];
  const server = createServer(async (request, answer) => {
    const turn = turns[Math.min(asked.length, turns.length - 1)] ?? 'hangs';
    asked.push({
      path: request.url ?? '',
      authorization: request.headers.authorization,
      body: JSON.parse(await text(request)),
    });
    if (turn === 'hangs') return;
    if (typeof turn === 'object' && 'status' in turn) {
      const name = turn.status === 429 ? 'ThrottlingException' : 'InternalServerException';
      answer.writeHead(turn.status, { 'content-type': 'application/json', 'x-amzn-errortype': name });
      answer.end(JSON.stringify({ message: 'Not now', error: { message: 'Not now' } }));
      return;
    }
    const body = JSON.stringify(isConverse(request) ? converseAnswer(turn) : completionAnswer(turn));
    answer.writeHead(200, { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) });
    if (turn === 'cut') {
      answer.write(body.slice(0, 40));
      answer.destroy();
    } else answer.end(body);
  });
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    asked,
    close: () => {
      server.closeAllConnections();
      return new Promise((closed) => server.close(closed));
    },
  };
}
