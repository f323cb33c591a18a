import type { Preferences, PreferencesChange } from '../../../lib/contract/preference-routes.ts';

/** What is to be sent so that what was saved becomes what is shown; null when that is nothing. */
export function changesIn(saved: Preferences, shown: Preferences): PreferencesChange | null {
  const emails = {
    ...(shown.emails.receipts === saved.emails.receipts ? {} : { receipts: shown.emails.receipts }),
    ...(shown.emails.product === saved.emails.product ? {} : { product: shown.emails.product }),
  };
  const change = {
    ...(shown.theme === saved.theme ? {} : { theme: shown.theme }),
    ...(shown.timezone === saved.timezone ? {} : { timezone: shown.timezone }),
    ...(Object.keys(emails).length === 0 ? {} : { emails }),
  };
  return Object.keys(change).length === 0 ? null : change;
}
