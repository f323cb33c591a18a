import { labelOf, type Reading, type Scope, type Step } from './plan.ts';
import { readSteps } from './steps/read-steps.ts';
import { tableIn } from './steps/table.ts';

export interface Opened {
  /** What brings the list. */
  before: Step[];
  loop: Step;
  /** What the body can refer to. */
  scope: Scope;
}

function fetchList(words: string, scope: Scope, reading: Reading): Step[] {
  const isTable =
    /\b(?:table|dynamo\w*|database)\b/i.test(words) &&
    tableIn(words) !== undefined &&
    !/⟨address/.test(words);
  const isElsewhere = /⟨address\d+⟩/.test(words) || /\bgithub\b/i.test(words) || isTable;
  if (isElsewhere) return readSteps(`${isTable ? 'query' : 'fetch'} ${words}`, scope, reading) ?? [];
  if (scope.list || scope.about.noun !== 'schedule') return [];
  reading.remark('The sentence does not say where the list comes from: the setting ITEMS_URL says it.');
  const id = reading.newId('fetch');
  scope.list = { items: `{{${id}.body}}`, noun: 'item' };
  return [
    {
      id,
      type: 'http.request',
      label: 'Fetch the list',
      params: { method: 'GET', url: '{{env.ITEMS_URL}}' },
    },
  ];
}

/** One of those that words name: `open issue` of `open issues in the list`. */
function nounOf(words: string): string {
  const [named = 'item'] =
    /^(?:(?:open|new|unpaid|single|closed|Git[Hh]ub|pull) )*[A-Za-z]+/.exec(
      words.replace(/^(?:the|of the|of|an?) /i, ''),
    ) ?? [];
  return named.replace(/ies$/, 'y').replace(/(?<=[^s])s$/, '');
}

/** A loop over the list that a clause names, or over the one that was brought last. */
export function openLoop(words: string, scope: Scope, reading: Reading): Opened {
  const before = fetchList(words, scope, reading);
  const noun = nounOf(words || scope.list?.noun || 'item');
  const hasItems = !scope.about.only || scope.about.only.includes('items');
  const items =
    scope.list?.items ??
    (hasItems ? `{{${scope.about.at}.items}}` : `{{${scope.about.at}.${scope.about.only?.[0]}}}`);
  const id = reading.newId('each');
  const item = {
    noun,
    table: `${noun}s`,
    at: `${id}.item`,
    fields: { amount: 'total', ...scope.list?.itemFields },
  };
  const loop: Step = {
    id,
    type: 'logic.forEach',
    label: labelOf(`For each ${noun}`),
    params: { items },
    ways: { item: [] },
  };
  return { before, loop, scope: { about: item, it: item } };
}
