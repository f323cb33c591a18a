import type { Json } from '../../../graph/graph.ts';
import { type FoundList, labelOf, type Reading, type ReadSteps, type Scope, type Step } from '../plan.ts';
import { literalsIn } from '../read-text.ts';
import { whole } from '../thing.ts';
import { knownAddress } from './known-addresses.ts';
import { isChannel } from './message.ts';

const asks =
  /^(?:fetch|get|download|pull|call|hit|request|check|retrieve|load|read|look|find|list|query|search|monitor|collect|send|post|put|patch|delete|submit|push|sync|forward|trigger|use|make|update|report|upload|deliver|ping|run|deploy|create|add|save|store|notify|register|remove|tell|share|do|start|give|summarize|summarise|for)\b/i;
const methods = /\b(GET|POST|PUT|PATCH|DELETE|HEAD)\b/;
const gives =
  /^(?:send|submit|push|sync|forward|post|report|upload|deliver|create|add|save|store|notify|register|tell|share|trigger|deploy|update|give)\b/i;

function methodOf(clause: string): string {
  const named = methods.exec(clause)?.[1] ?? /\b(get|post|put|patch|delete)[ -]request\b/i.exec(clause)?.[1];
  if (named) return named.toUpperCase();
  if (/^(?:delete|remove)\b/i.test(clause)) return 'DELETE';
  if (/^(?:put|patch)\b/i.test(clause)) return clause.slice(0, clause.indexOf(' ')).toUpperCase();
  return gives.test(clause) || /\bwith (?:it|the|this|them)\b/i.test(clause) ? 'POST' : 'GET';
}

export function bodyOf(scope: Scope): Json {
  if (scope.text && !scope.values) return { text: scope.text };
  if (scope.values) return { ...scope.values };
  return whole(scope.it);
}

function hostOf(url: string): string {
  return /^https?:\/\/([^/?#:]+)/i.exec(url)?.[1] ?? 'the address';
}

function fetched(
  id: string,
  noun: string,
  scope: Scope,
  { fields = {}, ...list }: Partial<FoundList> & { fields?: Record<string, string> | undefined } = {},
): void {
  scope.answerOf = id;
  scope.it = { noun, table: noun.replaceAll(' ', '-').toLowerCase(), at: `${id}.body`, fields };
  scope.list = { items: `{{${id}.body}}`, noun, ...list };
  scope.text = undefined;
  scope.values = undefined;
}

function request(clause: string, url: string, scope: Scope, reading: Reading): Step[] {
  const method = methodOf(clause);
  const hasBody = method !== 'GET' && method !== 'HEAD' && method !== 'DELETE';
  const id = reading.newId(method === 'GET' ? 'fetch' : 'call');
  const params = { method, url, ...(hasBody && { body: bodyOf(scope) }) };
  if (method === 'GET') fetched(id, nounOf(clause), scope);
  return [
    {
      id,
      type: 'http.request',
      label: labelOf(`${method === 'GET' ? 'Fetch' : method} ${hostOf(url)}`),
      params,
    },
  ];
}

const nounOf = (clause: string) =>
  /\b(orders?|issues?|users?|sales|prices?|invoices?|reports?|stock|items?|status|rates?|events?|leads?|contacts?|products?)\b/i
    .exec(clause)?.[1]
    ?.toLowerCase() ?? 'answer';

function knownRequest(clause: string, scope: Scope, reading: Reading): Step[] | undefined {
  const known = knownAddress(clause, literalsIn(clause, reading.read, 'address')[0]);
  if (!known) return undefined;
  const id = reading.newId('fetch');
  for (const sentence of known.remarks) reading.remark(sentence);
  fetched(id, known.noun, scope, {
    items: `{{${id}.body${known.items}}}`,
    count: known.count && `{{${id}.body${known.count}}}`,
    itemFields: known.itemFields,
    fields: known.fields,
  });
  const headers = known.headers && { headers: known.headers };
  return [
    { id, type: 'http.request', label: known.label, params: { method: 'GET', url: known.url, ...headers } },
  ];
}

/** Addresses on the web, asked or told; and what is well known enough to be fetched by its name. */
export const readHttp: ReadSteps = (clause, scope, reading) => {
  const [address = ''] = literalsIn(clause, reading.read, 'address');
  if (!asks.test(clause) || isChannel(address)) return undefined;
  const known = knownRequest(clause, scope, reading);
  if (known) return known;
  return address && !/\bwebhook\b/i.test(clause) ? request(clause, address, scope, reading) : undefined;
};

const literalMark = /⟨address\d+⟩/;
const takenFrom = /\bfrom ⟨address\d+⟩/i;
const savesAnswer =
  /^(?:save|store|copy|record|archive|log)\b.*⟨address\d+⟩.*\b(?:dynamo\w*|table|database)\b/i;

/** What a clause fetches on its way to do something else: `email me the weather`. */
export const readFetchedFirst: ReadSteps = (clause, scope, reading) =>
  savesAnswer.test(clause) || (takenFrom.test(clause) && scope.it === scope.about)
    ? readHttp(`fetch ${literalMark.exec(clause)?.[0]}`, scope, reading)
    : scope.it === scope.about && scope.about.noun === 'schedule' && !scope.text
      ? knownRequest(clause, scope, reading)
      : undefined;
