import { environment, labelOf, type ReadSteps } from '../plan.ts';
import { bodyOf } from './http.ts';

/** What only the person's own programs can do: each has the setting that says where it is. */
const works: readonly (readonly [sign: RegExp, id: string, label: string, setting: string])[] = [
  [/^(?:ship|dispatch|deliver)\b|^fulfil/i, 'ship', 'Ship the order', 'SHIPPING_URL'],
  [/\b(?:google )?(?:sheets?|spreadsheet)\b/i, 'sheet', 'Add to the sheet', 'SHEET_URL'],
  [/\bhubspot\b/i, 'hubspot', 'Tell HubSpot', 'HUBSPOT_URL'],
  [/\bsalesforce\b/i, 'salesforce', 'Tell Salesforce', 'SALESFORCE_URL'],
  [/\bcrm\b/i, 'crm', 'Tell the CRM', 'CRM_URL'],
  [/\bnotion\b/i, 'notion', 'Tell Notion', 'NOTION_URL'],
  [/\bairtable\b/i, 'airtable', 'Tell Airtable', 'AIRTABLE_URL'],
  [/\btrello\b/i, 'trello', 'Tell Trello', 'TRELLO_URL'],
  [/\bjira\b/i, 'jira', 'Tell Jira', 'JIRA_URL'],
  [/\blinear\b/i, 'linear', 'Tell Linear', 'LINEAR_URL'],
  [/\bmailchimp\b/i, 'mailchimp', 'Tell Mailchimp', 'MAILCHIMP_URL'],
  [/\b(?:sms|text message|whatsapp)\b|^text\b/i, 'sms', 'Send a text message', 'SMS_URL'],
  [/\btelegram\b/i, 'telegram', 'Post to Telegram', 'TELEGRAM_URL'],
  [/^create (?:a |an )?(?:support )?(?:ticket|task|issue)\b/i, 'ticket', 'Create a ticket', 'TICKETS_URL'],
  [/^(?:print)\b/i, 'print', 'Print it', 'PRINTER_URL'],
  [
    /^(?:assign|book|schedule|escalate|tag|sync|deploy|process|release|reserve)\b|^(?:cancel|delete|remove|update|reject|decline|approve|register)\b/i,
    'act',
    '',
    'API_URL',
  ],
];

export const readBusiness: ReadSteps = (clause, scope, reading) => {
  const work = works.find(([sign]) => sign.test(clause));
  if (!work) return undefined;
  const [, id, label, setting] = work;
  const shown = labelOf(
    id === 'ship' && !['order', 'schedule'].includes(scope.about.noun) ? clause : label || clause,
  );
  reading.remark(`“${shown}” is a call to a program of yours: the setting ${setting} says its address.`);
  const body =
    scope.about.noun === 'schedule' && scope.it === scope.about
      ? { date: '{{trigger.date}}' }
      : bodyOf(scope);
  return [
    {
      id: reading.newId(id),
      type: 'http.request',
      label: shown,
      params: { method: 'POST', url: environment(setting), body },
    },
  ];
};
