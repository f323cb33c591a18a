import type { Bug } from './bug.ts';
import { held, spends } from './credit-bugs.ts';
import { deliveries, mails } from './delivery-bugs.ts';
import { grants, reversals } from './payment-bugs.ts';
import { monthlyCredits, plans } from './plan-bugs.ts';

/** Mistakes that are easy to make, each as an edit of the sources. */
export const bugs: Bug[] = [
  ...grants,
  ...reversals,
  ...deliveries,
  ...spends,
  ...held,
  ...mails,
  ...plans,
  ...monthlyCredits,
];
