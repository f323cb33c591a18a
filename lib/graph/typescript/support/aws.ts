import type { Code } from '../../program.ts';
import type { Piece } from '../piece.ts';

const region: Code['environment'] = [
  { name: 'AWS_REGION', reason: 'where your tables and mail are' },
  { name: 'AWS_ACCESS_KEY_ID', reason: 'signs calls to AWS; not needed where AWS gives a role' },
  { name: 'AWS_SECRET_ACCESS_KEY', reason: 'belongs to the key above' },
  { name: 'AWS_ENDPOINT_URL', reason: 'where AWS is, for tests; the region’s own unless set' },
];

/** Both clients give an answer the time that other services have. */
export const awsTimes: Piece = {
  environment: region,
  text: `// Of each try; a client makes three of them where that does no harm.
const awsTimes = { connectionTimeout: 2_000, requestTimeout: 10_000, throwOnRequestTimeout: true };`,
};

export const tables: Piece = {
  needs: [awsTimes],
  requirements: ['@aws-sdk/client-dynamodb@3.1162.0', '@aws-sdk/lib-dynamodb@3.1162.0'],
  text: `let openedTables: ReturnType<typeof openTables> | undefined;

/** DynamoDB, opened when it is first used. */
function tables(): ReturnType<typeof openTables> {
  openedTables ??= openTables();
  return openedTables;
}

async function openTables() {
  const [{ DynamoDBClient }, library] = await Promise.all([
    import('@aws-sdk/client-dynamodb'),
    import('@aws-sdk/lib-dynamodb'),
  ]);
  const client = new DynamoDBClient({ maxAttempts: 3, requestHandler: awsTimes });
  return { ...library, client: library.DynamoDBDocumentClient.from(client) };
}`,
};
