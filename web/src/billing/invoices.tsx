import { useInfiniteQuery, useQuery, useQueryClient } from '@tanstack/react-query';
import type { Invoice } from '../../../lib/contract/subscription-routes.ts';
import { LinesTable } from '../account/lines-table.tsx';
import { PagedSection } from '../account/paged-section.tsx';
import { buyingQuery, invoicesQuery, subscriptionQuery, subscriptionStatusQuery } from '../api/queries.ts';
import { InvoiceRow } from './invoice-row.tsx';
import { isPayable } from './invoice-words.ts';

const words = {
  loading: 'Loading your invoices',
  failed: 'Your invoices could not be loaded.',
  moreFailed: 'Older invoices could not be loaded.',
};

/** What the plan has cost, with Stripe's pages to see, pay and keep each. */
export function Invoices() {
  const client = useQueryClient();
  const { data, ...pages } = useInfiniteQuery(invoicesQuery);
  return (
    <PagedSection
      title="Invoices"
      words={words}
      pages={pages}
      items={data?.pages.flatMap((page) => page.invoices)}
      onReset={() => client.resetQueries({ queryKey: invoicesQuery.queryKey })}
      empty={<Empty />}
    >
      {(invoices) => <Rows invoices={invoices} />}
    </PagedSection>
  );
}

const headings = [
  { words: 'Date', place: 'w-40 pl-6' },
  { words: 'For' },
  { words: 'State' },
  { words: 'Amount', place: 'text-right!' },
  { words: 'Pages', place: 'w-32', unseen: true },
];

function Rows({ invoices }: { invoices: Invoice[] }) {
  const subscription = useQuery(subscriptionQuery).data;
  const status = useQuery(subscriptionStatusQuery).data?.status;
  return (
    <LinesTable headings={headings}>
      {invoices.map((invoice) => (
        <InvoiceRow
          key={invoice.id}
          invoice={invoice}
          payable={isPayable(invoice, { subscription, status })}
        />
      ))}
    </LinesTable>
  );
}

function Empty() {
  const buying = useQuery(buyingQuery).data;
  return (
    <p className="border-t border-line px-4 py-6 text-center text-muted sm:px-6">
      {buying === false
        ? 'Payments are switched off here, so invoices cannot be shown now.'
        : 'No invoices yet. Each payment for a plan becomes a line here, with a PDF to keep.'}
    </p>
  );
}
