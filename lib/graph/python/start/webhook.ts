import { quoted } from '../literal.ts';
import { inBackground, jsonOf, server } from '../support/server.ts';
import { answerOf, type Beginning, type Trigger } from './trigger.ts';

export const webhookTrigger = ({ params, takesLong }: Beginning): Trigger => ({
  needs: [server, jsonOf, ...(takesLong ? [inBackground] : [])],
  settings: `PATH = ${quoted(String(params.path))}`,
  text: `def answer_trigger(handler: BaseHTTPRequestHandler, path: str) -> Page:
    if path != PATH:
        raise Refusal(404, "Nothing is here.")
    if handler.command != "POST":
        raise Refusal(405, "Post JSON here.")
    event = json_of(body_of(handler))
${answerOf(takesLong)}`,
});
