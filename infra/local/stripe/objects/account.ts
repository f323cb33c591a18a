import type Stripe from 'stripe';

export const MERCHANT_NAME = 'Cue';

/** A test account with everything enabled; its settings hold only what health checks and pages read. */
export const account = {
  id: 'acct_1LaptopCloud0001',
  object: 'account',
  business_profile: {
    annual_revenue: null,
    estimated_worker_count: null,
    mcc: '5734',
    minority_owned_business_designation: null,
    name: MERCHANT_NAME,
    product_description: null,
    specified_commercial_transactions_act_url: null,
    support_address: null,
    support_email: 'support@cue.example',
    support_phone: null,
    support_url: null,
    url: 'http://localhost:5000',
  },
  business_type: 'company',
  capabilities: { card_payments: 'active', transfers: 'active', us_bank_account_ach_payments: 'active' },
  charges_enabled: true,
  country: 'US',
  created: 1_767_225_600,
  default_currency: 'usd',
  details_submitted: true,
  email: 'owner@cue.example',
  metadata: {},
  payouts_enabled: true,
  type: 'standard',
} satisfies Stripe.Account;
