import { NodeHttpHandler } from '@smithy/node-http-handler';
import type { Outside } from '../../../lib/platform/outside.ts';
import type { Touches } from '../../manifest-entry.ts';

type Handle = NodeHttpHandler['handle'];

/** What a role must allow for a call to the table: of a transaction an action for each kind of item in it. */
function actionsOf(operation: string, body: string): string[] {
  if (operation !== 'TransactWriteItems') return [operation];
  const { TransactItems }: { TransactItems: object[] } = JSON.parse(body);
  const kinds = new Set(TransactItems.flatMap((item) => Object.keys(item)));
  return [...kinds].map((kind) => (kind === 'ConditionCheck' ? 'ConditionCheckItem' : `${kind}Item`));
}

const textOf = (body: unknown): string =>
  typeof body === 'string' ? body : new TextDecoder().decode(body as Uint8Array);

/** Carries calls to AWS, but those to the table only that the function's role allows: others fail here as they would there. */
class AllowedCalls extends NodeHttpHandler {
  readonly #allowed: readonly string[];
  readonly #carrier: Pick<NodeHttpHandler, 'handle'>;

  constructor(allowed: readonly string[], carrier: Pick<NodeHttpHandler, 'handle'>) {
    super();
    this.#allowed = allowed;
    this.#carrier = carrier;
  }

  override async handle(...[request, options]: Parameters<Handle>): ReturnType<Handle> {
    const [service = '', operation = ''] = String(request.headers['x-amz-target'] ?? '').split('.');
    const needed = service.startsWith('DynamoDB') ? actionsOf(operation, textOf(request.body)) : [];
    const refused = needed.filter((action) => !this.#allowed.includes(action));
    if (refused.length > 0) throw new TypeError(`The manifest does not allow ${refused.join(', ')}`);
    return this.#carrier.handle(request, options);
  }
}

/** The same outside for a function that may touch no more than this. */
export function asAllowed(outside: Outside, { table = [] }: Touches): Outside {
  const { awsHttpHandler: carrier } = outside;
  const calls = 'handle' in carrier ? carrier : new NodeHttpHandler(carrier);
  return { ...outside, awsHttpHandler: new AllowedCalls(table, calls) };
}
