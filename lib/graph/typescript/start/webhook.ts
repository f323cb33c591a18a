import { quoted } from '../literal.ts';
import { readJson, server } from '../support/server.ts';
import { answerOf, type TriggerPiece } from './trigger-piece.ts';

export const webhookStart: TriggerPiece = ({ params, takesLong }) => ({
  imports: [['node:http', 'type IncomingMessage']],
  needs: [server, readJson],
  text: `async function answerTrigger(request: IncomingMessage, path: string): Promise<Answer> {
  if (path !== ${quoted(String(params.path))}) throw new Refusal(404, 'Nothing is here.');
  if (request.method !== 'POST') throw new Refusal(405, 'Post JSON here.');
  const event = readJson(await readBody(request));
${answerOf(takesLong)}
}`,
});
