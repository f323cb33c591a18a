import {
  BedrockRuntimeClient,
  ConverseCommand,
  type ConverseCommandInput,
  type ConverseCommandOutput,
  ThrottlingException,
} from '@aws-sdk/client-bedrock-runtime';
import { NodeHttpHandler } from '@smithy/node-http-handler';
import {
  type ModelClient,
  type ModelQuestion,
  maximumAnswerTokens,
  modelBusy,
  modelFailed,
  modelLate,
} from './model-client.ts';
import type { Outside } from './outside.ts';

interface BedrockSettings {
  BEDROCK_MODEL_ID: string | undefined;
  BEDROCK_ENDPOINT: string | undefined;
}

const tool = 'draw_workflow';

/**
 * The answer as the input of a tool that must be used, which of Bedrock's models only Claude and Nova can be made to.
 * https://docs.aws.amazon.com/bedrock/latest/APIReference/API_runtime_ToolChoice.html
 */
function commandOf(modelId: string, { instructions, messages, schema }: ModelQuestion): ConverseCommandInput {
  return {
    modelId,
    system: [{ text: instructions }],
    messages: messages.map(({ role, text }) => ({ role, content: [{ text }] })),
    inferenceConfig: { maxTokens: maximumAnswerTokens, temperature: 0 },
    toolConfig: {
      // The SDK's type of any JSON document; a schema is one.
      tools: [{ toolSpec: { name: tool, inputSchema: { json: JSON.parse(JSON.stringify(schema)) } } }],
      toolChoice: { tool: { name: tool } },
    },
  };
}

function answerOf({ output }: ConverseCommandOutput): string {
  const blocks = output?.message?.content ?? [];
  const used = blocks.find(({ toolUse }) => toolUse?.name === tool)?.toolUse;
  return used ? JSON.stringify(used.input) : blocks.map(({ text }) => text ?? '').join('');
}

/** A model thinks longer than other services answer: its only deadline is the question's. */
function handlerOf({ awsHttpHandler }: Outside, waitMs: number) {
  return 'handle' in awsHttpHandler
    ? awsHttpHandler
    : new NodeHttpHandler({ ...awsHttpHandler, requestTimeout: waitMs });
}

/** A model on Amazon Bedrock, by the Converse API. Throws when no model is named. */
export function connectBedrock(settings: BedrockSettings, outside: Outside, waitMs: number): ModelClient {
  const modelId = settings.BEDROCK_MODEL_ID;
  if (!modelId) throw new Error('Settings: BEDROCK_MODEL_ID is missing. See .env.example.');
  const client = new BedrockRuntimeClient({
    endpoint: settings.BEDROCK_ENDPOINT,
    requestHandler: handlerOf(outside, waitMs),
    maxAttempts: 2,
  });
  return {
    ask: async (question, abortSignal) => {
      try {
        return answerOf(
          await client.send(new ConverseCommand(commandOf(modelId, question)), { abortSignal }),
        );
      } catch (error) {
        if (abortSignal.aborted) throw modelLate(error);
        throw error instanceof ThrottlingException ? modelBusy(error) : modelFailed(error);
      }
    },
  };
}
