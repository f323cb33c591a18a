/** How much goes wrong at the AWS calls. */
export const profiles = ['none', 'few', 'storm'] as const;
export type Profile = (typeof profiles)[number];

export interface Buy {
  does: 'buy';
  /** Of the history's people, by number; too large a one counts around. So does `which` among the payments below. */
  who: number;
  credits: number;
  pays: 'card' | 'declined card' | 'debit' | 'not at all';
  code: 'none' | 'a third off' | 'all off';
  /** How often the button is pressed before the page changes. */
  clicks: number;
}

export interface Spending {
  does: 'spend';
  who: number;
  credits: number;
  hasKey: boolean;
  /** How often the request is sent. */
  sends: number;
}

/** Of what is left of a payment, in so many refunds one after the other. */
export interface Refunding {
  does: 'refund';
  which: number;
  percent: number;
  parts: number;
}

export type PlanName = 'CORE' | 'PRO' | 'PRO by the year' | 'STUDIO';

export interface Subscribe {
  does: 'subscribe';
  who: number;
  plan: PlanName;
  /** On the page that Cue opens; or made by the shop at Stripe, also beside another. */
  way: 'page' | 'shop';
  /** Of the shop's: Cue itself says where a trial applies. */
  hasTrial: boolean;
  /** On the page. */
  pays: 'card' | 'declined card' | 'not at all';
  code: 'none' | 'a third off' | 'all off';
}

/** What happens to a subscription, of those that there are by then. */
type Plan =
  | Subscribe
  | { does: 'change plan'; who: number; plan: PlanName }
  /** And the other way round again, as often as it says, a moment later each time. */
  | { does: 'cancel' | 'undo'; who: number; turns: number }
  | { does: 'cancel at once'; which: number }
  | { does: 'decline'; which: number; times: number }
  | { does: 'recover'; which: number }
  | { does: 'pause'; which: number; kind: 'collection' | 'subscription' }
  | { does: 'go on'; which: number }
  | { does: 'delete customer'; who: number };

/** What people, the shop and banks do. One that fits nothing of its moment does nothing. */
export type Action =
  | Buy
  | Spending
  | Plan
  | { does: 'settle debit'; which: number; outcome: 'succeeded' | 'failed' }
  | Refunding
  | { does: 'settle refund'; which: number; outcome: 'succeeded' | 'failed' | 'canceled' }
  | { does: 'dispute'; which: number; kind: 'chargeback' | 'inquiry'; percent: number }
  | { does: 'settle dispute'; which: number; outcome: 'won' | 'lost' | 'warning_closed' | 'escalated' };

export interface Step {
  /** What its chance goes by. */
  id: number;
  /** Since the step before. */
  afterSeconds: number;
  action: Action;
}

export interface History {
  steps: Step[];
  /** Decides deliveries, faults and whose turn it is. */
  seed: number;
  people: number;
  profile: Profile;
  /** Whether Stripe's deliveries keep their order. */
  isShuffled: boolean;
  /** The longest that a delivery is on its way. */
  longestDelaySeconds: number;
}

export const stepWords = ({ id, afterSeconds, action: { does, ...details } }: Step): string =>
  `${String(id).padStart(3)}  +${afterSeconds} s  ${does} ${JSON.stringify(details)}`;
