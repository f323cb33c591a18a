import type { Payment } from '../../../lib/contract/billing-routes.ts';
import { paymentState, wentBack } from '../account/payment-words.ts';
import { Panel } from '../components/panel.tsx';
import { Tag } from '../components/tag.tsx';
import { Timestamp } from '../components/timestamp.tsx';
import { money } from '../format/money.ts';

export function PersonPayments({ payments }: { payments: Payment[] }) {
  return (
    <Panel title="Payments" about="Of credits and products, checkouts that came to nothing included.">
      {payments.length === 0 && (
        <p className="border-t border-line px-4 py-6 text-center text-muted">None so far.</p>
      )}
      <ul className="divide-y divide-line border-t border-line empty:hidden">
        {payments.map((payment) => (
          <PaymentLine key={payment.id} payment={payment} />
        ))}
      </ul>
    </Panel>
  );
}

function PaymentLine({ payment }: { payment: Payment }) {
  return (
    <li className="flex flex-wrap items-start justify-between gap-x-6 gap-y-1 px-4 py-3 sm:px-6">
      <div className="min-w-0">
        <p className="font-semibold">{payment.description}</p>
        <p className="text-xs text-muted">
          <Timestamp iso={payment.created_at} />{' '}
          <code className="font-mono break-all">{payment.checkout_session_id ?? payment.id}</code>
        </p>
        <State payment={payment} />
      </div>
      <p className="font-semibold tabular-nums">{money(payment.amount, payment.currency)}</p>
    </li>
  );
}

function State({ payment }: { payment: Payment }) {
  const { status } = payment;
  if (status === 'open' || status === 'expired') return <Tag tone="neutral">{`Checkout ${status}`}</Tag>;
  const { tone, words } = paymentState({ ...payment, status });
  return (
    <p className="flex flex-wrap items-center gap-x-2 pt-1 text-xs text-muted">
      <Tag tone={tone}>{words}</Tag>
      {wentBack(payment).join(' · ')}
    </p>
  );
}
