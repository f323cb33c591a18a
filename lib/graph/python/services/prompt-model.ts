import type { ServicePiece } from '../piece.ts';
import { needed } from '../support/needed.ts';
import { answered, send } from '../support/send.ts';
import { setting } from '../support/setting.ts';
import { part, text } from '../support/values.ts';

export const promptModel: ServicePiece = {
  needs: [
    send,
    answered,
    setting,
    needed,
    part,
    text,
    {
      text: `# A model writes for longer than other services take to answer.
MODEL_TIMEOUT_SECONDS = 60`,
    },
  ],
  imports: ['import json', 'import os'],
  environment: [
    { name: 'OPENAI_API_KEY', reason: 'asks the language model' },
    { name: 'OPENAI_BASE_URL', reason: 'where the model is, when not at https://api.openai.com/v1' },
    { name: 'OPENAI_MODEL', reason: 'the model of prompts that name none' },
  ],
  text: `def prompt_model(
    self, prompt: Json, model: Json = None, max_tokens: Json = None
) -> Json:
    """Asks a language model of OpenAI, or of any service that speaks like it."""
    base = os.environ.get("OPENAI_BASE_URL") or "https://api.openai.com/v1"
    request = {
        "model": model or setting("OPENAI_MODEL"),
        "messages": [{"role": "user", "content": needed(prompt, "prompt")}],
    }
    if max_tokens is not None:
        request["max_completion_tokens"] = max_tokens
    headers = {
        "Authorization": f"Bearer {setting('OPENAI_API_KEY')}",
        "Content-Type": "application/json",
    }
    # To ask twice costs a little more, and does nothing else.
    answer = send(
        "POST",
        f"{base}/chat/completions",
        headers,
        json.dumps(request).encode(),
        repeatable=True,
        timeout_seconds=MODEL_TIMEOUT_SECONDS,
    )
    found = part(answered(answer, "The model"), "choices", 0, "message", "content")
    return {"text": text(found)}`,
};
