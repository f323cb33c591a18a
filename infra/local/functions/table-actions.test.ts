import { expect, test } from '@jest/globals';
import { NodeHttpHandler } from '@smithy/node-http-handler';
import { keys } from '../../../lib/platform/keys.ts';
import { lambdaOutside } from '../../../lib/platform/outside.ts';
import { createTable } from '../../../lib/platform/table.ts';
import { asAllowed } from './table-actions.ts';

/** Every call that gets through fails, and is told from one that does not. */
class Through extends NodeHttpHandler {
  override handle(): ReturnType<NodeHttpHandler['handle']> {
    throw new RangeError('It got through');
  }
}

test('a function does nothing to the table that the manifest does not list for it', async () => {
  const outside = asAllowed(
    { ...lambdaOutside, awsHttpHandler: new Through() },
    { table: ['GetItem', 'PutItem'] },
  );
  const table = createTable({ TABLE_NAME: 'cue-test', DYNAMODB_ENDPOINT: 'http://table.invalid' }, outside);
  const Key = keys.user('usr_1');
  const Put = { Item: Key };
  const ConditionCheck = { Key, ConditionExpression: 'attribute_exists(pk)' };
  await expect(table.get(Key)).rejects.toThrow('It got through');
  await expect(table.transact([{ Put }])).rejects.toThrow('It got through');
  await expect(table.remove({ Key })).rejects.toThrow('The manifest does not allow DeleteItem');
  await expect(table.transact([{ Put }, { ConditionCheck }])).rejects.toThrow(
    'The manifest does not allow ConditionCheckItem',
  );
});
