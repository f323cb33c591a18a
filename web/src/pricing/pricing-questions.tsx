const questions = [
  {
    asked: 'Can I change plans?',
    answer:
      'Any time, on your account page. A larger plan is yours at once: you pay for the rest of the period, and see the amount first. A smaller one follows when what you paid for is over, and so does any change from the year to the month.',
  },
  {
    asked: 'Can I cancel?',
    answer:
      'Any time, on your account page. You keep the plan to the end of what you paid for, and can change your mind until then. A trial that is canceled in time costs nothing.',
  },
  {
    asked: 'What becomes of credits I do not use?',
    answer:
      'They stay. Neither bought credits nor those of a plan expire, also when the plan changes or ends.',
  },
  {
    asked: 'What if a payment fails?',
    answer:
      'You keep your plan for some days while Stripe tries again. You get an email with a link to pay, and your account says until when.',
  },
  {
    asked: 'What about refunds?',
    answer:
      'When a payment is refunded, the credits that it brought go back with it, in the same proportion.',
  },
  {
    asked: 'Who sees my card?',
    answer: 'Only Stripe. You pay, change your card and find your invoices on Stripe\u2019s pages.',
  },
];

export function PricingQuestions() {
  return (
    <section aria-labelledby="questions" className="pt-10">
      <h2 id="questions" className="text-base">
        Questions
      </h2>
      <dl className="grid gap-x-10 gap-y-6 pt-4 sm:grid-cols-2 lg:grid-cols-3">
        {questions.map(({ asked, answer }) => (
          <div key={asked}>
            <dt className="font-semibold">{asked}</dt>
            <dd className="pt-1 text-muted">{answer}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
