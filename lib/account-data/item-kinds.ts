import {
  holdPrefix,
  ledgerPrefix,
  subscriptionPrefix,
  usageDayPrefix,
  workflowPrefixes,
} from '../platform/keys.ts';
import type { Item } from '../platform/table.ts';
import { parseUsageDay } from '../usage/usage-item.ts';
import { parseBody } from '../workflows/workflow-body.ts';

interface ItemKind {
  /** The sort key, or what it begins with where it ends in `#`. */
  sk: string;
  /** What it is called in an export; undefined for what is only ours: copies, counts and locks. */
  name?: string;
  /** The attributes that its person may see; or what becomes of them. None that is a secret, a hash or an index. */
  shown?: readonly string[] | ((item: Item) => object);
  /** When the account is erased it goes, unless it is `kept`: what money did, under an id that names nobody. */
  kept?: true;
}

/** What follows the kind in a sort key. */
const restOf = (item: Item): string[] => String(item.sk).split('#').slice(1);
const picked = (item: Item, names: readonly string[]) =>
  Object.fromEntries(names.flatMap((name) => (item[name] === undefined ? [] : [[name, item[name]]])));

function shownMail(item: Item) {
  const [template, ...cause] = restOf(item);
  return { template, cause: cause.join('#'), ...picked(item, ['state', 'startedAt', 'sentAt']) };
}

const shownBody = (item: Item) => ({ workflowId: restOf(item)[0], ...parseBody(item).body });

function shownDay(item: Item) {
  const { requests, credits, done, byKey, ...day } = parseUsageDay(item);
  const counts = { requests, credits, done, requestsByKey: byKey };
  return {
    ...day,
    ...Object.fromEntries(Object.entries(counts).map(([name, map]) => [name, Object.fromEntries(map)])),
  };
}

/**
 * Every kind of item that is held about a person, with what they may see of it and what becomes of it when they go. A
 * kind that is not here is never shown, and is erased.
 */
const itemKinds: readonly ItemKind[] = [
  {
    sk: 'PROFILE',
    name: 'profile',
    shown: [
      ...['userId', 'email', 'firstName', 'lastName', 'profileImageUrl', 'companyName', 'industry', 'role'],
      ...['usagePurpose', 'isAdmin', 'identities', 'stripeCustomerId', 'createdAt', 'updatedAt'],
      ...['theme', 'language', 'timezone', 'mailsReceipts', 'mailsProduct', 'referralCode'],
    ],
  },
  {
    sk: 'SESSION#',
    name: 'session',
    shown: ['device', 'createdAt', 'lastSeenAtEpochSeconds', 'expiresAtEpochSeconds'],
  },
  {
    sk: 'BALANCE',
    name: 'balance',
    shown: ['available', 'held', 'purchased', 'granted', 'spent', 'refunded'],
    kept: true,
  },
  {
    sk: ledgerPrefix,
    name: 'ledgerEntry',
    shown: [
      ...['cause', 'causedAt', 'type', 'creditsDelta', 'notes'],
      ...['sourceKind', 'sourceId', 'eventId', 'parts'],
    ],
    kept: true,
  },
  {
    sk: holdPrefix,
    name: 'hold',
    shown: [
      ...['holdId', 'credits', 'heldCredits', 'reason', 'status', 'settledCredits'],
      ...['createdAt', 'expiresAt', 'closedAt'],
    ],
  },
  {
    sk: 'PAYMENT#',
    name: 'payment',
    shown: [
      ...['paymentId', 'status', 'credits', 'description', 'amountCents', 'currency', 'checkoutSessionId'],
      ...['creditsGranted', 'amountPaidCents', 'paidAt', 'reversals', 'creditsClawedBack', 'createdAt'],
    ],
    kept: true,
  },
  {
    sk: subscriptionPrefix,
    name: 'subscription',
    shown: [
      ...['subscriptionId', 'customerId', 'status', 'tier', 'interval', 'priceId', 'amountCents', 'currency'],
      ...[
        'createdAt',
        'currentPeriodStart',
        'currentPeriodEnd',
        'cancelAtPeriodEnd',
        'cancelAt',
        'canceledAt',
      ],
      ...['endedAt', 'trialStart', 'trialEnd', 'overdueSince', 'pendingChange', 'duplicateOf'],
    ],
    kept: true,
  },
  // Of an invoice that is refunded later it tells what the invoice had brought.
  { sk: 'LEVEL#', kept: true },
  { sk: 'YEAR#', name: 'paidYear', shown: ['subscriptionId', 'tier', 'periodStart', 'periodEnd'] },
  {
    sk: 'KEY#',
    name: 'apiKey',
    shown: ['keyId', 'name', 'prefix', 'last4', 'scopes', 'createdAt', 'expiresAt', 'lastUsedAt'],
  },
  {
    sk: 'WIDGET',
    name: 'widget',
    shown: [
      ...['publishableKey', 'enabled', 'title', 'greeting', 'accentColor', 'position', 'allowedOrigins'],
      ...['createdAt', 'updatedAt'],
    ],
  },
  {
    sk: 'CREDENTIAL#',
    name: 'credential',
    shown: ['service', 'name', 'status', 'last4', 'checkedAt'],
  },
  { sk: 'CREDENTIALS' },
  // Who invited them is somebody else's affair. It is kept so that a reward goes back with the money that brought it.
  { sk: 'REFERRED_BY', name: 'referral', shown: ['createdAt', 'paymentId', 'invitedCredits'], kept: true },
  { sk: 'REFERRALS', name: 'invitations', shown: ['invited', 'rewarded', 'creditsEarned'] },
  {
    sk: 'WORKFLOW#',
    name: 'workflow',
    shown: [
      ...['workflowId', 'name', 'description', 'status', 'language', 'nodeCount'],
      ...['createdAt', 'updatedAt', 'version'],
    ],
  },
  { sk: 'WORKFLOW_BODY#', name: 'workflowContent', shown: shownBody },
  { sk: workflowPrefixes.updated_at },
  { sk: workflowPrefixes.name },
  { sk: 'WORKFLOWS' },
  { sk: 'MAIL#', name: 'mail', shown: shownMail },
  { sk: 'DUE_MAIL#' },
  { sk: usageDayPrefix, name: 'usageDay', shown: shownDay },
  { sk: 'OPEN_SUBSCRIPTION' },
  { sk: 'IDEMPOTENCY#' },
  // Goes when Stripe has confirmed that the person pays nothing more.
  { sk: 'ENDING', kept: true },
  { sk: 'ERASURE', kept: true },
];

export function kindOf(sk: string): ItemKind | undefined {
  return itemKinds.find((kind) => (kind.sk.endsWith('#') ? sk.startsWith(kind.sk) : sk === kind.sk));
}

export const isKept = (sk: string): boolean => kindOf(sk)?.kept ?? false;

/** What its person sees of an item; undefined for what is only ours, or is of no kind that is known. */
export function shownItem(item: Item): { kind: string; data: object } | undefined {
  const { name, shown } = kindOf(String(item.sk)) ?? {};
  if (name === undefined || shown === undefined) return undefined;
  return { kind: name, data: typeof shown === 'function' ? shown(item) : picked(item, shown) };
}
