import { labelOf, type Reading, type Scope, type Step } from '../plan.ts';

const digest = /\b(?:digest|summary|overview|roundup|recap|list of (?:them|these))\b/i;

/** A digest of what was brought, as values under names of their own. */
export function digestSteps(clause: string, scope: Scope, reading: Reading): Step[] {
  if (!digest.test(clause) || scope.text || scope.it === scope.about) return [];
  const { list } = scope;
  const id = reading.newId('digest');
  const fields: Record<string, string> = {
    title: list ? labelOf(list.noun) : labelOf(scope.it.noun),
    ...(scope.about.noun === 'schedule' && { date: '{{trigger.date}}' }),
    ...(list?.count && { count: list.count }),
    items: list?.items ?? `{{${scope.it.at}}}`,
  };
  scope.values = Object.fromEntries(Object.keys(fields).map((name) => [name, `{{${id}.${name}}}`]));
  scope.text = Object.keys(fields)
    .map((name) => `{{${id}.${name}}}`)
    .join('\n');
  return [{ id, type: 'logic.transform', label: 'Make the digest', params: { fields } }];
}
