/** Real sentences to begin with, each with a few words for its button. */
export const examples = [
  {
    name: 'Receipt after a payment',
    sentence: 'When a Stripe payment succeeds, save it to DynamoDB and email the customer a receipt',
  },
  {
    name: 'Digest of GitHub issues',
    sentence: 'Every weekday at 9 fetch open GitHub issues and post a digest to a webhook',
  },
  {
    name: 'Approval of large orders',
    sentence: 'If an order is over $500, ask for approval, else ship',
  },
] as const;
