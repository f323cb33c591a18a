import { useInfiniteQuery, useQueryClient } from '@tanstack/react-query';
import { paymentsQuery } from '../api/queries.ts';
import type { ShownPayment } from '../api/shown-payments.ts';
import { LinesTable } from './lines-table.tsx';
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

const headings = [
  { words: 'Date', place: 'w-40 pl-6' },
  { words: 'Bought' },
  { words: 'State' },
  { words: 'Amount', place: 'pr-6 pl-4 text-right!' },
];

function Rows({ payments }: { payments: ShownPayment[] }) {
  return (
    <LinesTable headings={headings}>
      {payments.map((payment) => (
        <PaymentRow key={payment.id} payment={payment} />
      ))}
    </LinesTable>
  );
}

function Empty() {
  return (
    <p className="border-t border-line px-4 py-6 text-center text-muted sm:px-6">
      No payments yet. What you pay, and what of it is refunded, becomes a line here.
    </p>
  );
}
