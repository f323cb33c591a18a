import type { Piece } from '../piece.ts';

export const server: Piece = {
  imports: [
    ['node:http', 'createServer'],
    ['node:http', 'type IncomingMessage'],
    ['node:http', 'type Server'],
    ['node:events', 'once'],
  ],
  environment: [{ name: 'PORT', reason: 'where it listens; 3000 unless set' }],
  text: `interface Answer {
  status: number;
  body: string;
  type?: 'text/plain' | 'text/html';
}

/** Listens until the process is told to end; what has begun by then is finished. */
async function serve(answer: (request: IncomingMessage, path: string) => Promise<Answer>): Promise<Server> {
  const server = createServer(async (request, response) => {
    const [path = '/'] = (request.url ?? '/').split('?');
    const { status, body, type = 'text/plain' } = await answer(request, path).catch(failure);
    response.writeHead(status, { 'content-type': \`\${type}; charset=utf-8\` }).end(\`\${body}\\n\`);
  });
  for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => server.close());
  const port = process.env.PORT || '3000';
  server.listen(Number(port));
  await once(server, 'listening');
  console.log(\`Listening on port \${port}\`);
  return server;
}

/** What whoever asked has to do better. */
class Refusal extends Error {
  readonly status: number;

  constructor(status: number, message: string) {
    super(message);
    this.status = status;
  }
}

function failure(error: unknown): Answer {
  if (error instanceof Refusal) return { status: error.status, body: error.message };
  console.error(error);
  return { status: 500, body: 'The workflow failed; its log says why.' };
}

const longestBodyBytes = 1024 * 1024;

async function readBody(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of request) {
    bytes += chunk.length;
    if (bytes > longestBodyBytes) throw new Refusal(413, 'At most a megabyte can be sent.');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}`,
};

export const readJson: Piece = {
  needs: [server],
  text: `function readJson(body: Buffer): Json {
  try {
    return JSON.parse(body.toString()) as Json;
  } catch {
    throw new Refusal(400, 'The body is not JSON.');
  }
}`,
};

export const escapeHtml: Piece = {
  text: `const entities: { [character: string]: string } = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
};

const escapeHtml = (words: string) => words.replace(/[&<>"]/g, (character) => entities[character] ?? '');`,
};
