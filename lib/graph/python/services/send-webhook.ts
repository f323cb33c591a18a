import type { ServicePiece } from '../piece.ts';
import { needed } from '../support/needed.ts';
import { send } from '../support/send.ts';
import { text } from '../support/values.ts';

export const sendWebhook: ServicePiece = {
  imports: ['import json'],
  needs: [
    send,
    needed,
    {
      needs: [text],
      text: `LONGEST_DISCORD_MESSAGE = 2_000


def message_of(shape: Json, message: Json, body: Json) -> Json:
    if shape == "slack":
        return {"text": text(message)}
    if shape == "discord":
        return {"content": text(message)[:LONGEST_DISCORD_MESSAGE]}
    return {**({} if message is None else {"message": message}), **(body or {})}`,
    },
  ],
  text: `def send_webhook(
    self, url: Json, shape: Json, message: Json = None, body: Json = None
) -> Json:
    """Posts a message, in the shape that Slack, Discord or any program takes."""
    address = needed(url, "address of the webhook")
    content = json.dumps(message_of(shape, message, body)).encode()
    headers = {"Content-Type": "application/json"}
    answer = send("POST", address, headers, content, repeatable=False)
    if answer.status >= 300:
        raise RuntimeError(f"{host_of(address)} answered {answer.status}")
    return {"status": answer.status}`,
};
