import { userInfo } from 'node:os';
import { parseArgs } from 'node:util';
import type { AuditDeps } from '../../lib/admin/audit.ts';
import { setAdmin } from '../../lib/admin/set-admin.ts';
import { parseSettings } from '../../lib/platform/settings.ts';
import { createTable, type Item, type Table } from '../../lib/platform/table.ts';
import { parseUser, type UserItem } from '../../lib/users/user-item.ts';
import { StartFault } from '../local/ports.ts';
import { outsideOf } from './command-outside.ts';
import { runCommand } from './run-command.ts';

const usage = `Usage: npm run admin -- list [--stage <stage>]
       npm run admin -- grant <address> [--stage <stage>]
       npm run admin -- revoke <address> [--stage <stage>]
  Who may open the admin pages; nothing else makes an admin. The person must have signed in before. Effective with
  their next request, and noted in the audit trail with your login on this machine. Works on the running laptop cloud;
  with --stage on that deployment on AWS, by your AWS credentials.`;

const options = {
  stage: { type: 'string' },
  help: { type: 'boolean', default: false },
} as const;

/** Reads through the whole table, as only a command may: there are too few admins for an index. */
async function admins(table: Table): Promise<UserItem[]> {
  const found: UserItem[] = [];
  let from: Item | undefined;
  do {
    const page = await table.scan({
      FilterExpression: 'sk = :profile AND isAdmin = :yes',
      ExpressionAttributeValues: { ':profile': 'PROFILE', ':yes': true },
      ...(from ? { ExclusiveStartKey: from } : {}),
    });
    found.push(...page.items.map(parseUser));
    from = page.lastKey && { ...page.lastKey };
  } while (from);
  return found.sort((a, b) => (a.userId < b.userId ? -1 : 1));
}

async function list({ table }: AuditDeps): Promise<void> {
  const all = await admins(table);
  for (const { email, userId } of all) console.log(`${email ?? 'without an address'}  ${userId}`);
  if (all.length === 0) console.log('There is no admin');
}

async function change(deps: AuditDeps, email: string, isAdmin: boolean): Promise<void> {
  const actor = { who: `operator:${userInfo().username}` };
  const result = await setAdmin(deps, actor, { email, isAdmin });
  if (result.outcome === 'unknownAddress')
    throw new StartFault(`Nobody with the address ${email} has signed in here`);
  console.log(`${email}  ${result.userId}  is ${isAdmin ? 'an admin' : 'no admin any more'}`);
}

async function run(): Promise<number> {
  const { positionals, values } = parseArgs({ options, allowPositionals: true });
  const [command = 'list', email, ...more] = positionals;
  const takesAddress = { list: false, grant: true, revoke: true }[command];
  if (values.help || takesAddress !== (email !== undefined) || more.length > 0) {
    console.log(usage);
    return values.help ? 0 : 2;
  }
  const outside = await outsideOf(values.stage);
  const settings = parseSettings(['TABLE_NAME', 'DYNAMODB_ENDPOINT'], outside.environment);
  const deps = { outside, table: createTable(settings, outside) };
  if (email === undefined) await list(deps);
  else await change(deps, email, command === 'grant');
  return 0;
}

await runCommand(usage, run);
