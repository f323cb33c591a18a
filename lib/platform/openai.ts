import * as z from 'zod/mini';
import {
  type ModelClient,
  type ModelQuestion,
  maximumAnswerTokens,
  modelBusy,
  modelFailed,
  modelLate,
} from './model-client.ts';

interface OpenAiSettings {
  OPENAI_BASE_URL: string;
  OPENAI_API_KEY: string | undefined;
  OPENAI_MODEL: string | undefined;
}

const completion = z.object({
  choices: z
    .array(z.object({ message: z.object({ content: z.nullable(z.string()) }) }))
    .check(z.minLength(1)),
});

// `strict` would want every field required and no free-form parameters; the answer is checked here anyway.
const bodyOf = (model: string, { instructions, messages, schema }: ModelQuestion) => ({
  model,
  messages: [
    { role: 'system', content: instructions },
    ...messages.map(({ role, text }) => ({ role, content: text })),
  ],
  temperature: 0,
  max_tokens: maximumAnswerTokens,
  response_format: { type: 'json_schema', json_schema: { name: 'workflow', schema, strict: false } },
});

/** A model behind an endpoint that speaks OpenAI's chat completions. Throws when key or model is not named. */
export function connectOpenAi(settings: OpenAiSettings): ModelClient {
  const { OPENAI_API_KEY: key, OPENAI_MODEL: model, OPENAI_BASE_URL: baseUrl } = settings;
  if (!key || !model)
    throw new Error(`Settings: ${key ? 'OPENAI_MODEL' : 'OPENAI_API_KEY'} is missing. See .env.example.`);
  const send = async (question: ModelQuestion, signal: AbortSignal): Promise<string> => {
    const answer = await fetch(`${baseUrl.replace(/\/+$/, '')}/chat/completions`, {
      method: 'POST',
      headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
      body: JSON.stringify(bodyOf(model, question)),
      redirect: 'error',
      signal,
    });
    if (answer.status === 429) throw modelBusy(new Error('The endpoint answered 429'));
    if (!answer.ok) throw modelFailed(new Error(`The endpoint answered ${answer.status}`));
    return completion.parse(await answer.json()).choices[0]?.message.content ?? '';
  };
  return {
    ask: async (question, signal) => {
      try {
        return await send(question, signal);
      } catch (error) {
        if (signal.aborted) throw modelLate(error);
        throw error instanceof Error && error.name === 'AppError' ? error : modelFailed(error);
      }
    },
  };
}
