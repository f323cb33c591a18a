import type { LocalCloud } from './cloud.ts';

function rowsFor({ addresses, web, settings }: LocalCloud): [string, string, string][] {
  return [
    ...(web ? [['Cue', web, 'the site'] as [string, string, string]] : []),
    ['API', addresses.api, 'GET /api/docs, GET /health'],
    ['DynamoDB', addresses.table, `table ${settings.TABLE_NAME}`],
    ['EventBridge, SQS', addresses.events, `bus ${settings.BUS_NAME}; npm run dlq -- list`],
    ['Mailbox', addresses.mailbox, 'what Cue has mailed'],
    ['Google sign-in', addresses.google, 'choose a person'],
    ['GitHub sign-in', addresses.github, 'choose a person'],
    ['Stripe', addresses.stripe, 'simulated; card 4242 4242 4242 4242 pays'],
  ];
}

/** What runs where, for the terminal. A part without an address of its own is the real thing. */
export function addressTable(cloud: LocalCloud): string {
  const rows = rowsFor(cloud).map(([name, url, note]): [string, string, string] =>
    url ? [name, url, note] : [name, 'the real one', ''],
  );
  const widthOf = (column: 0 | 1) => Math.max(...rows.map((row) => row[column].length));
  const [first, second] = [widthOf(0), widthOf(1)];
  return rows
    .map(([name, url, note]) => `  ${name.padEnd(first)}  ${url.padEnd(second)}  ${note}`.trimEnd())
    .join('\n');
}
