import { labelOf, type ReadSteps } from '../plan.ts';
import { literalsIn } from '../read-text.ts';
import { camelCase, fieldsOf } from '../thing.ts';

const set = /^set (?:the |its |their )?([a-z][\w ]{0,40}?) (?:to|as|=) (.{1,200})$/i;
const keep = /^(?:keep|pick|select|take|extract) only (.{3,200})$/i;

/** New values under names: `set status to "new"`, `keep only id and total`. */
export const readTransform: ReadSteps = (clause, scope, reading) => {
  const [, name, value] = set.exec(clause) ?? [];
  const kept = keep
    .exec(clause)?.[1]
    ?.split(/,|\band\b/)
    .map(camelCase)
    .filter((one) => one && (!scope.it.only || scope.it.only.includes(one)));
  if (!name && !kept?.length) return undefined;
  const id = reading.newId('values');
  const fields: Record<string, string> = name
    ? {
        ...(scope.about.noun === 'schedule' ? {} : fieldsOf(scope.it)),
        [camelCase(name) || 'value']:
          literalsIn(value ?? '', reading.read, 'quote')[0] ?? value?.replaceAll(/⟨\w+⟩/g, '').trim() ?? '',
      }
    : Object.fromEntries(
        (kept ?? []).map((one) => [one, `{{${scope.it.at}.${scope.it.fields[one] ?? one}}}`]),
      );
  scope.it = { ...scope.it, at: id, fields: {}, only: Object.keys(fields) };
  return [{ id, type: 'logic.transform', label: labelOf(clause), params: { fields } }];
};
