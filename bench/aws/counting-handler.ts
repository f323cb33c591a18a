import { Readable } from 'node:stream';
import { NodeHttpHandler } from '@smithy/node-http-handler';

type Handle = NodeHttpHandler['handle'];

/** One call to DynamoDB, and what the engine says it consumed by AWS's rules. */
interface CountedCall {
  operation: string;
  units: number;
}

interface Consumed {
  CapacityUnits: number;
}

async function textOf(body: Readable): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of body) chunks.push(Buffer.from(chunk));
  return Buffer.concat(chunks).toString();
}

function unitsIn(answer: string): number {
  const { ConsumedCapacity = [] }: { ConsumedCapacity?: Consumed | Consumed[] } = JSON.parse(answer);
  return [ConsumedCapacity].flat().reduce((sum, { CapacityUnits }) => sum + CapacityUnits, 0);
}

/**
 * Carries calls to DynamoDB and has each tell what it consumed. The request is changed after it was signed, which
 * the engine does not mind.
 */
export class CountingHandler extends NodeHttpHandler {
  readonly calls: CountedCall[] = [];

  override async handle(...[request, options]: Parameters<Handle>): ReturnType<Handle> {
    const operation = String(request.headers['x-amz-target']).split('.').at(-1) ?? '';
    const input: unknown = JSON.parse(new TextDecoder().decode(request.body));
    request.body = JSON.stringify({ ...Object(input), ReturnConsumedCapacity: 'TOTAL' });
    request.headers['content-length'] = String(Buffer.byteLength(request.body));
    const answer = await super.handle(request, options);
    const text = await textOf(answer.response.body);
    this.calls.push({ operation, units: unitsIn(text) });
    answer.response.body = Readable.from([Buffer.from(text)]);
    return answer;
  }
}
