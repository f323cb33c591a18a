import type { Json } from '../../../graph/graph.ts';
import { environment, type Reading, type ReadSteps, type Scope, type Step } from '../plan.ts';
import { literalsIn } from '../read-text.ts';
import { fieldsOf } from '../thing.ts';
import { readEmail } from './email.ts';
import { factsOf, quotedIn, toldIn } from './wording.ts';

const channels = [
  {
    sign: /\bslack\b/i,
    shape: 'slack',
    name: 'Slack',
    url: 'SLACK_WEBHOOK_URL',
    address: /hooks\.slack\.com/i,
  },
  {
    sign: /\bdiscord\b/i,
    shape: 'discord',
    name: 'Discord',
    url: 'DISCORD_WEBHOOK_URL',
    address: /discord(?:app)?\.com\/api/i,
  },
  {
    sign: /\b(?:microsoft |ms )?teams\b(?! mate)/i,
    shape: 'json',
    name: 'Teams',
    url: 'TEAMS_WEBHOOK_URL',
    address: /webhook\.office\.com/i,
  },
  { sign: /\bwebhooks?\b/i, shape: 'json', name: 'the webhook', url: 'WEBHOOK_URL', address: /(?!)/ },
] as const;

type Channel = (typeof channels)[number];

/** Whether an address takes messages in a shape of its own, and is secret. */
export const isChannel = (url: string) => channels.some(({ address }) => address.test(url));

/** The address of a webhook is as good as a password, so it never stands in a graph. */
function urlOf(channel: Channel, clause: string, reading: Reading): string {
  const [address] = literalsIn(clause, reading.read, 'address');
  if (address && channel.name === 'the webhook') return address;
  reading.remark(
    address && channel.address.test(address)
      ? `The address of the ${channel.name} webhook is a secret: keep it in the setting ${channel.url}.`
      : `The address of ${channel.name === 'the webhook' ? 'the webhook' : `your ${channel.name} webhook`} is the setting ${channel.url}.`,
  );
  return environment(channel.url);
}

function contentOf(channel: Channel, clause: string, scope: Scope, reading: Reading): Record<string, Json> {
  const said = quotedIn(clause, reading).body ?? toldIn(clause);
  if (channel.shape === 'json' && channel.name !== 'Teams') {
    if (said) return { body: { message: said } };
    if (scope.values) return { body: { ...scope.values } };
    if (scope.text) return { body: { text: scope.text } };
    return {
      body:
        scope.about.noun === 'schedule' && scope.it === scope.about
          ? { date: '{{trigger.date}}' }
          : fieldsOfIt(scope),
    };
  }
  const heading =
    scope.about.noun === 'schedule' || scope.text || scope.it !== scope.about ? '' : `${headingOf(scope)}\n`;
  return { message: said ?? `${heading}${factsOf(scope)}`.slice(0, 3_900) };
}

const fieldsOfIt = (scope: Scope): Record<string, string> =>
  scope.it === scope.about ? fieldsOf(scope.it) : { data: `{{${scope.it.at}}}` };
const headingOf = ({ about }: Scope) =>
  about.isStripes ? `News from Stripe: ${about.noun}` : `New ${about.noun}`;

function messageTo(channel: Channel, clause: string, scope: Scope, reading: Reading): Step {
  const url = urlOf(channel, clause, reading);
  const params = { url, shape: channel.shape, ...contentOf(channel, clause, scope, reading) };
  const id = reading.newId(channel.shape === 'json' ? 'send' : channel.shape);
  return {
    id,
    type: 'webhook.send',
    label: `Post ${scope.values ? 'the digest ' : ''}to ${channel.name}`,
    params,
  };
}

/** `to Discord and to ann@example.com`. */
const alsoByMail = /\band (?:also )?(?:to )?⟨mail\d+⟩|⟨mail\d+⟩ and\b/i;

/** Messages to Slack, Discord and other programs that take them by a webhook. */
export const readMessage: ReadSteps = (clause, scope, reading) => {
  const addresses = literalsIn(clause, reading.read, 'address').join(' ');
  const found = channels.filter(({ sign, address }) => sign.test(clause) || address.test(addresses));
  const isOnlyWebhook = found.length > 1 ? found.filter(({ name }) => name !== 'the webhook') : found;
  if (isOnlyWebhook.length === 0) return undefined;
  const isSaved = /^(?:save|store|fetch|get|call|summari|translate|classify|create a stripe)\b/i.test(clause);
  if (isSaved) return undefined;
  const mails = alsoByMail.test(clause) ? (readEmail(clause, scope, reading) ?? []) : [];
  return [...isOnlyWebhook.map((channel) => messageTo(channel, clause, scope, reading)), ...mails];
};
