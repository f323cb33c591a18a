import { GetParametersCommand, SSMClient } from '@aws-sdk/client-ssm';
import { expect, test } from '@jest/globals';
import { mockClient } from 'aws-sdk-client-mock';
import { lambdaOutside } from './outside.ts';
import { parameterReader } from './parameters.ts';

test('parameters are asked for ten at a time, which is all that SSM takes, and answered by their own names', async () => {
  const ssm = mockClient(SSMClient);
  ssm.on(GetParametersCommand).callsFake(({ Names }: { Names: string[] }) => ({
    Parameters: Names.filter((Name) => !Name.endsWith('/C')).map((Name) => ({
      Name,
      Value: `value of ${Name}`,
    })),
    InvalidParameters: Names.filter((Name) => Name.endsWith('/C')),
  }));
  const names = ['A', 'B', 'C', 'D', 'E', 'F', 'G', 'H', 'I', 'J', 'K'];
  const found = await parameterReader('/cue/dev/', lambdaOutside)(names);
  expect(ssm.commandCalls(GetParametersCommand).map(({ args }) => args[0].input.Names?.length)).toEqual([
    10, 1,
  ]);
  expect(Object.keys(found)).toEqual(['A', 'B', 'D', 'E', 'F', 'G', 'H', 'I', 'J', 'K']);
  expect(found.K).toBe('value of /cue/dev/K');
});
