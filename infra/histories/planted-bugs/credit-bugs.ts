import { type Bug, bug, edit } from './bug.ts';

const spend = 'lib/credits/spend.ts';
const hold = 'lib/credits/hold.ts';
const holdItem = 'lib/credits/hold-item.ts';

export const spends: Bug[] = [
  bug(
    'A spend does not ask for the balance',
    edit(spend, `'available >= :needed'`, `'available >= :needed OR attribute_not_exists(nothing)'`),
  ),
  bug(
    'A spend asks for twice what it takes',
    edit(spend, `':needed': -entry.creditsDelta`, `':needed': -2 * entry.creditsDelta`),
  ),
  bug(
    'The key of a spend is claimed after it',
    edit(
      spend,
      `    ...(identity ? [claimRequest(userId, identity, resultId, now)] : []),\n  ]);`,
      `  ]);\n  if (identity) await deps.table.transact([claimRequest(userId, identity, resultId, now)]);`,
    ),
  ),
  bug(
    'The key of a spend is claimed before it',
    edit(
      spend,
      '  const result = await deps.table.transact([',
      `  const claim = identity && (await deps.table.transact([claimRequest(userId, identity, resultId, now)]));\n` +
        `  if (identity && claim?.outcome === 'refused') return earlierSpend(deps, command, identity);\n` +
        '  const result = await deps.table.transact([',
    ),
    edit(spend, `    ...(identity ? [claimRequest(userId, identity, resultId, now)] : []),\n`, ''),
  ),
];

export const held: Bug[] = [
  bug(
    'A hold is closed without the condition that it is open',
    edit(holdItem, '#status = :open AND ', '(#status = :open OR NOT #status = :open) AND '),
    edit(holdItem, `'held >= :credits'`, `'held >= :credits OR attribute_exists(pk)'`),
  ),
  bug(
    'A hold does not ask for the balance',
    edit(hold, `'available >= :credits'`, `'available >= :credits OR attribute_not_exists(nothing)'`),
  ),
  bug(
    'A settled hold keeps what was not used',
    edit('lib/credits/settle-hold.ts', `':rest': heldCredits + entry.creditsDelta`, `':rest': 0`),
  ),
];
