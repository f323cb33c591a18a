import * as z from 'zod/mini';
import { nodeType } from '../node-type.ts';
import { line, longText, params, serviceCall, wholeNumber } from './param.ts';

export const aiPrompt = nodeType({
  type: 'ai.prompt',
  family: 'ai',
  title: 'Ask a model',
  summary: 'Sends a prompt to a language model and goes on with its answer.',
  params: params({
    prompt: longText(),
    model: z.optional(line(120)),
    maxTokens: z.optional(wholeNumber(1, 32_000)),
  }),
  fields: [
    { name: 'prompt', label: 'Prompt', input: 'longText' },
    { name: 'model', label: 'Model', input: 'text', hint: 'OPENAI_MODEL when empty.', optional: true },
    { name: 'maxTokens', label: 'Longest answer in tokens', input: 'number', optional: true },
  ],
  credentials: () => ['openai'],
  handles: () => [''],
  call: ({ prompt, model, maxTokens }) => serviceCall('promptModel', { prompt, model, maxTokens }),
  example: { prompt: 'Summarize in one sentence:\n\n{{trigger.message}}', maxTokens: 300 },
  sampleOutput: { text: 'A customer asks where their order is.' },
  seconds: () => 5,
});
