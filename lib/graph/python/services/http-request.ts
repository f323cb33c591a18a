import type { ServicePiece } from '../piece.ts';
import { needed } from '../support/needed.ts';
import { send } from '../support/send.ts';
import { text } from '../support/values.ts';

export const httpRequest: ServicePiece = {
  needs: [
    send,
    needed,
    text,
    {
      imports: ['import json'],
      text: `def json_or_text(body: bytes) -> Json:
    words = body.decode("utf-8", "replace")
    try:
        return json.loads(words)
    except ValueError:
        return words`,
    },
  ],
  text: `def http_request(
    self,
    method: Json,
    url: Json,
    headers: Json = None,
    body: Json = None,
    on_failure: Json = None,
) -> Json:
    """Asks any address. From 500 on, or without an answer, it fails or goes on."""
    address = needed(url, "address of the request")
    wanted = {name: text(value) for name, value in (headers or {}).items()}
    if body is not None and not isinstance(body, str):
        wanted = {"Content-Type": "application/json", **wanted}
    content = None if body is None else text(body).encode()
    once = method in ("POST", "PATCH")
    try:
        answer = send(text(method), address, wanted, content, repeatable=not once)
    except NoAnswer:
        if on_failure != "goOn":
            raise
        return {"status": 0, "body": None}
    if answer.status >= 500 and on_failure != "goOn":
        raise RuntimeError(f"{host_of(address)} answered {answer.status}")
    return {"status": answer.status, "body": json_or_text(answer.body)}`,
};
