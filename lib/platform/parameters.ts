import { GetParametersCommand, SSMClient } from '@aws-sdk/client-ssm';
import type { Outside } from './outside.ts';

// What SSM takes in one call.
const namesPerCall = 10;

/** Reads SSM parameters under a path, decrypted; names without a value are left out. */
export function parameterReader(path: string, outside: Outside) {
  const client = new SSMClient({ requestHandler: outside.awsHttpHandler });
  return async (names: readonly string[]): Promise<Record<string, string>> => {
    const found: Record<string, string> = {};
    for (let start = 0; start < names.length; start += namesPerCall) {
      const Names = names.slice(start, start + namesPerCall).map((name) => path + name);
      const answer = await client.send(new GetParametersCommand({ Names, WithDecryption: true }));
      for (const { Name, Value } of answer.Parameters ?? []) {
        if (Name && Value) found[Name.slice(path.length)] = Value;
      }
    }
    return found;
  };
}
