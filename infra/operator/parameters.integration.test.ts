import { expect, test } from '@jest/globals';
import { stageParameters } from './parameters.ts';
import { startParameterServer } from './testing/parameter-server.ts';

test('more parameters than SSM gives at once are all read, and what is not there is left out', async () => {
  const names = Array.from({ length: 25 }, (_, index) => `SETTING_${index}`);
  const present = Object.fromEntries(
    names.slice(0, 24).map((name) => [`/cue/prod/${name}`, `value of ${name}`]),
  );
  await using ssm = await startParameterServer({ ...present, '/cue/dev/SETTING_24': 'of another stage' });
  const read = await stageParameters(ssm.client, 'prod').read(names);
  expect(Object.keys(read)).toEqual(names.slice(0, 24));
  expect(read.SETTING_23).toBe('value of SETTING_23');
});
