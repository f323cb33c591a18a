import type { ServicePiece } from '../piece.ts';
import { needed } from '../support/needed.ts';
import { answered, send } from '../support/send.ts';
import { setting } from '../support/setting.ts';
import { part, text } from '../support/values.ts';

export const promptModel: ServicePiece = {
  service: 'promptModel',
  summary: 'Asks a language model of OpenAI, or of any service that speaks like it.',
  call: 'PromptCall',
  fields: ['prompt: Json', 'model?: Json', 'maxTokens?: Json'],
  result: 'Json',
  needs: [send, answered, setting, needed, part, text],
  environment: [
    { name: 'OPENAI_API_KEY', reason: 'asks the language model' },
    { name: 'OPENAI_BASE_URL', reason: 'where the model is, when not at https://api.openai.com/v1' },
    { name: 'OPENAI_MODEL', reason: 'the model of prompts that name none' },
  ],
  text: `// A model writes for longer than other services take to answer.
const modelTimeoutMs = 60_000;

async function promptModel({ prompt, model, maxTokens }: PromptCall): Promise<Json> {
  const url = \`\${process.env.OPENAI_BASE_URL || 'https://api.openai.com/v1'}/chat/completions\`;
  const request = {
    model: model ?? setting('OPENAI_MODEL'),
    messages: [{ role: 'user', content: needed(prompt, 'prompt') }],
    ...(maxTokens === undefined ? {} : { max_completion_tokens: maxTokens }),
  };
  const headers = {
    authorization: \`Bearer \${setting('OPENAI_API_KEY')}\`,
    'content-type': 'application/json',
  };
  // To ask twice costs a little more, and does nothing else.
  const body = JSON.stringify(request);
  const response = await send(url, { method: 'POST', headers, body }, true, modelTimeoutMs);
  const answer = await answered(response, 'The model');
  return { text: text(part(answer, 'choices', 0, 'message', 'content')) };
}`,
};
