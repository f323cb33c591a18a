import { GetParametersCommand, PutParameterCommand, type SSMClient } from '@aws-sdk/client-ssm';
import { parameterPath } from '../aws/names.ts';

/** `secret` is encrypted where it is kept. */
export type Kept = 'parameter' | 'secret';

/** Where functions look for settings that are not in their environment. */
export interface Parameters {
  /** When they see what was written. */
  seen: string;
  /** Those of the names that are there. */
  read(names: readonly string[]): Promise<Record<string, string>>;
  write(name: string, value: string, kept: Kept): Promise<void>;
  /** What a setting is called there. */
  placeOf(name: string): string;
}

// SSM's own limit for one call.
const namesPerCall = 10;

async function readSome(client: SSMClient, path: string, names: string[]): Promise<[string, string][]> {
  const Names = names.map((name) => path + name);
  const { Parameters = [] } = await client.send(new GetParametersCommand({ Names, WithDecryption: true }));
  return Parameters.flatMap(({ Name, Value }) => (Name && Value ? [[Name.slice(path.length), Value]] : []));
}

/** The parameters of a stage on AWS. */
export function stageParameters(client: SSMClient, stage: string): Parameters {
  const path = parameterPath(stage);
  return {
    seen: 'within five minutes',
    placeOf: (name) => path + name,
    read: async (names) => {
      const found: [string, string][] = [];
      for (let from = 0; from < names.length; from += namesPerCall)
        found.push(...(await readSome(client, path, names.slice(from, from + namesPerCall))));
      return Object.fromEntries(found);
    },
    write: async (name, Value, kept) => {
      const Type = kept === 'secret' ? 'SecureString' : 'String';
      await client.send(new PutParameterCommand({ Name: path + name, Value, Type, Overwrite: true }));
    },
  };
}
