import { labelOf, type Reading, type ReadSteps, type Scope, type Step } from '../plan.ts';
import { fieldsOf, part, type Thing } from '../thing.ts';

const saves =
  /^(?:save|store|record|log|persist|write|put|insert|add|keep|archive|create|append|collect|copy|move|upload|register|track|dynamo\w*|update)\b/i;
const inTable = /\b(?:dynamo\w*|databases?|db|tables?|rows?|records?)\b/i;
const finds = /^(?:look ?up|lookup|find|get|fetch|load|read|retrieve|check|pull|search)\b/i;
const queries = /^(?:query|list|find all|get all|fetch all|load all|read all|scan)\b/i;
const notTables = new Set([
  'the',
  'a',
  'an',
  'our',
  'my',
  'this',
  'that',
  'dynamodb',
  'dynamo',
  'database',
  'of',
  'new',
  'in',
  'to',
  'from',
  'into',
  'right',
  'same',
  'it',
  'db',
  'row',
  'for',
  'where',
  'with',
  'whose',
  'by',
  'and',
  'every',
  'each',
]);

const names: readonly RegExp[] = [
  /\btable (?:called |named |=|: )?(?:⟨quote\d+⟩ )?([a-z][\w.-]{2,60})\b(?! table)/i,
  /\b([a-z][\w.-]{2,60}) (?:dynamo\w* )?(?:table|database)\b/i,
  /\b(?:in|to|into|from) (?:the |our |my )?(?:dynamo\w* )?([a-z][\w.-]{2,60})$/i,
  /\bdynamo\w*[ :]+(?:in |as |under )?(?:the )?([a-z][\w.-]{2,60})\b/i,
];

/** The table that a clause names. */
export function tableIn(clause: string): string | undefined {
  const bare = clause.replaceAll(/⟨[a-z]+\d+⟩/g, ' ').trim();
  for (const pattern of names) {
    const name = pattern.exec(bare)?.[1];
    if (name && !notTables.has(name.toLowerCase())) return name.replace(/[.-]+$/, '');
  }
  return undefined;
}

/** A table's name of the thing's: DynamoDB wants three characters. */
const tableOf = ({ table }: Thing) => (/^[a-z][a-z0-9_.-]{2,60}$/i.test(table) ? table : 'items');

function itemOf(scope: Scope): Record<string, string> {
  const { it, about } = scope;
  const item = fieldsOf(it);
  const written: Record<string, string> = scope.text && !scope.values ? { text: scope.text } : {};
  if (it.only && !it.only.includes('id'))
    return {
      id: it.only.includes('email') ? part(it, 'email') : part(it, it.only[0] ?? 'id'),
      ...item,
      ...written,
    };
  return it !== about && about.noun === 'schedule' && it.at.endsWith('.body')
    ? { id: '{{trigger.firedAt}}', data: `{{${it.at}}}`, ...written }
    : { ...item, ...written };
}

function save(clause: string, scope: Scope, reading: Reading): Step[] {
  const own = tableIn(clause);
  const table = own ?? tableOf(scope.it.table === '' ? scope.about : scope.it);
  if (!own) reading.remark(`No table was named, so “${table}” is taken.`);
  const item = itemOf(scope);
  reading.remark(`The key of the table “${table}” is taken to be “id”.`);
  const id = reading.newId('save');
  return [{ id, type: 'dynamodb.put', label: labelOf(`Save the ${scope.it.noun}`), params: { table, item } }];
}

const conditioned =
  /\b(?:where|with|whose|by|for(?= status)) (?:the |their |its )?([a-z][\w-]{1,40}) (?:is |equals |= ?|of )?(?:"|')?([\w.-]{1,80})/i;

function query(clause: string, scope: Scope, reading: Reading): Step[] {
  const table = tableIn(clause) ?? tableOf(scope.it);
  const [, keyName = 'status', keyValue = 'open'] = conditioned.exec(clause) ?? [];
  if (!conditioned.test(clause))
    reading.remark(
      `A query needs a partition key: “${keyName}” is “${keyValue}” is assumed for the table “${table}”.`,
    );
  const id = reading.newId('find');
  scope.list = { items: `{{${id}.items}}`, noun: table, count: `{{${id}.count}}` };
  scope.it = { noun: 'result', table, at: `${id}.items`, fields: {} };
  return [
    {
      id,
      type: 'dynamodb.query',
      label: labelOf(`Query ${table}`),
      params: { table, keyName, keyValue, limit: 100 },
    },
  ];
}

function lookUp(clause: string, scope: Scope, reading: Reading): Step[] {
  const table = tableIn(clause) ?? tableOf(scope.it);
  const byEmail =
    /\bby (?:their |the |his |her )?e-?mail\b/i.test(clause) || scope.about.only?.includes('email');
  const ofCustomer =
    /\bcustomers?\b/i.test(clause) && (scope.about.fields.customer ? 'customer' : 'customerId');
  const field = byEmail ? 'email' : ofCustomer && scope.about.noun !== 'customer' ? ofCustomer : 'id';
  const value = scope.about.noun === 'schedule' ? '{{env.ITEM_ID}}' : part(scope.about, field);
  const id = reading.newId('find');
  reading.remark(`The item is looked up by the table’s key “${byEmail ? 'email' : 'id'}”.`);
  if (/\b(?:customer|user|client|member|subscriber|contact)s?\b/i.test(clause))
    scope.email = `{{${id}.email}}`;
  scope.it = { noun: 'item', table, at: id, fields: {} };
  return [
    {
      id,
      type: 'dynamodb.get',
      label: labelOf(`Look up in ${table}`),
      params: { table, key: { [byEmail ? 'email' : 'id']: value } },
    },
  ];
}

/** Rows of tables: saved, looked up, queried. */
export const readTable: ReadSteps = (clause, scope, reading) => {
  const isOther =
    /\bstripe\b(?!.*\b(?:dynamo|table|database))|⟨address|\b(?:google )?sheets?\b|\b(?:slack|discord|airtable|notion|hubspot|crm|trello)\b/i.test(
      clause,
    );
  if (isOther) return undefined;
  if (queries.test(clause)) return query(clause, scope, reading);
  if (finds.test(clause) && inTable.test(clause)) {
    const isMany =
      /\b(?:all|every|each|open|items|rows|unpaid|pending|due|new) |\b(?:rows|items|records)\b/i.test(
        clause,
      ) ||
      (scope.about.noun === 'schedule' && !/\bcustomer in\b/i.test(clause));
    return isMany ? query(clause, scope, reading) : lookUp(clause, scope, reading);
  }
  const isBare =
    /^(?:save|store|record|log|persist|archive|dynamo\w*|keep (?:it|a record|track|the))\b/i.test(clause);
  return saves.test(clause) && (isBare || inTable.test(clause)) ? save(clause, scope, reading) : undefined;
};
