import { createServer } from 'node:http';
import { SSMClient } from '@aws-sdk/client-ssm';
import * as z from 'zod/mini';
import { type Action, AwsError, awsJsonListener, type Call, inputOf } from '../../local/aws-json.ts';
import { listen } from '../../local/listen.ts';

interface Kept {
  Value: string;
  Type: string;
}

/** SSM as far as commands use it, over its own protocol, in memory. */
export interface ParameterServer extends AsyncDisposable {
  url: string;
  client: SSMClient;
  kept: Map<string, Kept>;
  /** The next write of a parameter whose name ends so is refused. */
  refuseNextWriteOf(ending: string): void;
}

const getInput = z.object({
  Names: z.array(z.string()).check(z.maxLength(10)),
  WithDecryption: z.literal(true),
});
const putInput = z.object({
  Name: z.string().check(z.startsWith('/')),
  // SSM's limit for a parameter that costs nothing.
  Value: z.string().check(z.minLength(1), z.maxLength(4_096)),
  Type: z.enum(['String', 'SecureString']),
  Overwrite: z.optional(z.boolean()),
});

export async function startParameterServer(present: Record<string, string> = {}): Promise<ParameterServer> {
  const kept = new Map(Object.entries(present).map(([name, Value]) => [name, { Value, Type: 'String' }]));
  let refused: string | undefined;
  const get = (call: Call) => {
    const { Names } = inputOf(getInput, call);
    return {
      Parameters: Names.filter((Name) => kept.has(Name)).map((Name) => ({ Name, ...kept.get(Name) })),
    };
  };
  const put = (call: Call) => {
    const { Name, Value, Type, Overwrite } = inputOf(putInput, call);
    const isRefused = refused !== undefined && Name.endsWith(refused);
    refused = isRefused ? undefined : refused;
    if (isRefused) throw new AwsError('AccessDeniedException', 'not authorized to perform ssm:PutParameter');
    if (kept.has(Name) && !Overwrite) throw new AwsError('ParameterAlreadyExists', 'The parameter exists.');
    kept.set(Name, { Value, Type });
    return { Version: 1 };
  };
  const actions = new Map<string, Action>([
    ['AmazonSSM.GetParameters', get],
    ['AmazonSSM.PutParameter', put],
  ]);
  const { url, close } = await listen(createServer(awsJsonListener(actions)), 0);
  const client = new SSMClient({ endpoint: url, maxAttempts: 1 });
  return {
    url,
    client,
    kept,
    refuseNextWriteOf: (ending) => {
      refused = ending;
    },
    [Symbol.asyncDispose]: async () => {
      client.destroy();
      await close();
    },
  };
}
