import { AppError } from '../../contract/errors.ts';
import type { ModelClient, ModelMessage } from '../../platform/model-client.ts';
import type { Generation, Generator } from '../generator.ts';
import { drawingJsonSchema, readDrawing } from './drawing.ts';
import { instructions, question, repair } from './instructions.ts';

const defaultReason = 'This text does not describe a workflow that could be built.';

/** Both rounds together: the function has 28 seconds, and API Gateway waits 30. */
export const answerWithinMs = 20_000;

function parsed(answer: string): unknown {
  try {
    return JSON.parse(answer);
  } catch {
    // What is no JSON is no drawing either, and is sent back as one.
    return undefined;
  }
}

const unusable = () =>
  new AppError('upstream_failed', 'The model gave no workflow that works. Nothing was charged; try again.');

/**
 * A generator that asks a language model. A model only ever yields a graph: its answer is read by a schema and by the
 * checker, sent back once with what is wrong, and dropped when that does not mend it. Throws `upstream_failed` or
 * `dependency_unavailable` when it fails.
 */
export function modelGenerator(name: 'bedrock' | 'openai', client: ModelClient): Generator {
  return {
    name,
    generate: async (request): Promise<Generation> => {
      const signal = AbortSignal.timeout(answerWithinMs);
      const schema = drawingJsonSchema();
      const asked: ModelMessage[] = [{ role: 'user', text: question(request) }];
      for (const isLast of [false, true]) {
        const answer = await client.ask({ instructions: instructions(), messages: asked, schema }, signal);
        const read = readDrawing(parsed(answer));
        if (read.outcome === 'graph') return { ...read, template: 'model' };
        if (read.outcome === 'notAWorkflow') return { ...read, reason: read.reason || defaultReason };
        if (isLast) break;
        asked.push({ role: 'assistant', text: answer }, { role: 'user', text: repair(read.faults) });
      }
      throw unusable();
    },
  };
}
