import { useInfiniteQuery, useQueryClient } from '@tanstack/react-query';
import { paymentsQuery } from '../api/queries.ts';
import type { ShownPayment } from '../api/shown-payments.ts';
import { PagedSection } from './paged-section.tsx';
import { PaymentRow } from './payment-row.tsx';

const words = {
  loading: 'Loading your payments',
  failed: 'Your payments could not be loaded.',
  moreFailed: 'Older payments could not be loaded.',
};

/** The money's side: what was paid, and what of it went back. */
export function Payments() {
  const client = useQueryClient();
  const { data, ...pages } = useInfiniteQuery(paymentsQuery);
  return (
    <PagedSection
      title="Payments"
      words={words}
      pages={pages}
      items={data?.pages.flatMap((page) => page.payments)}
      onReset={() => client.resetQueries({ queryKey: paymentsQuery.queryKey })}
      empty={<Empty />}
    >
      {(payments) => <Rows payments={payments} />}
    </PagedSection>
  );
}

const heading = 'pb-2 text-left font-normal';

function Rows({ payments }: { payments: ShownPayment[] }) {
  return (
    <table className="block w-full border-collapse sm:table">
      <thead className="sr-only sm:not-sr-only sm:table-header-group">
        <tr className="text-xs text-muted">
          <th scope="col" className={`${heading} w-40 pl-6`}>
            Date
          </th>
          <th scope="col" className={heading}>
            Bought
          </th>
          <th scope="col" className={heading}>
            State
          </th>
          <th scope="col" className={`${heading} pr-6 pl-4 text-right!`}>
            Amount
          </th>
        </tr>
      </thead>
      <tbody className="block sm:table-row-group">
        {payments.map((payment) => (
          <PaymentRow key={payment.id} payment={payment} />
        ))}
      </tbody>
    </table>
  );
}

function Empty() {
  return (
    <p className="border-t border-line px-4 py-6 text-center text-muted sm:px-6">
      No payments yet. What you pay, and what of it is refunded, becomes a line here.
    </p>
  );
}
