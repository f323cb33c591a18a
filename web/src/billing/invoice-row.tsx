import { ExternalLink, FileDown } from 'lucide-react';
import type { ReactNode } from 'react';
import type { Invoice } from '../../../lib/contract/subscription-routes.ts';
import { Tag } from '../components/tag.tsx';
import { Timestamp } from '../components/timestamp.tsx';
import { money } from '../format/money.ts';
import { daySpan } from '../format/time.ts';
import { invoiceAmount, invoiceState } from './invoice-words.ts';

// A table row from the `sm` width on; below it a grid: span and amount, then date and state, then its pages.
const row =
  'grid grid-cols-[minmax(0,1fr)_auto] items-center gap-x-3 gap-y-1 border-t border-line px-4 py-3 sm:table-row sm:p-0';

interface Props {
  invoice: Invoice;
  payable: boolean;
}

export function InvoiceRow({ invoice, payable }: Props) {
  const { created_at, period_start, period_end, number, currency } = invoice;
  const state = invoiceState(invoice, payable);
  return (
    <tr className={row}>
      <td className="row-start-2 text-xs text-muted sm:py-3 sm:pl-6 sm:text-sm sm:whitespace-nowrap">
        <Timestamp iso={created_at} />
      </td>
      <td className="row-start-1 min-w-0 sm:py-3 sm:pr-4">
        <span className="font-semibold">{daySpan(period_start, period_end)}</span>
        {number && <span className="block text-xs text-muted">{number}</span>}
      </td>
      <td className="row-start-2 text-right sm:py-3 sm:text-left">
        <Tag tone={state.tone}>{state.words}</Tag>
      </td>
      <td className="col-start-2 row-start-1 text-right font-semibold tabular-nums sm:py-3">
        {money(invoiceAmount(invoice), currency)}
      </td>
      <td className="col-span-full sm:py-1 sm:pr-4 sm:pl-2 sm:text-right">
        <Pages invoice={invoice} payable={payable} />
      </td>
    </tr>
  );
}

function Pages({ invoice: { hosted_invoice_url, invoice_pdf, number, id }, payable }: Props) {
  const which = ` invoice ${number ?? id}`;
  return (
    <span className="-ml-2 flex gap-1 sm:ml-0 sm:justify-end">
      {hosted_invoice_url && (
        <PageLink to={hosted_invoice_url}>
          {payable ? 'Pay' : 'View'}
          <span className="sr-only">{which}, in another tab</span>
          <ExternalLink className="size-3.5 text-muted" aria-hidden="true" />
        </PageLink>
      )}
      {invoice_pdf && (
        <PageLink to={invoice_pdf}>
          PDF
          <span className="sr-only"> of{which}</span>
          <FileDown className="size-3.5 text-muted" aria-hidden="true" />
        </PageLink>
      )}
    </span>
  );
}

function PageLink({ to, children }: { to: string; children: ReactNode }) {
  return (
    <a
      href={to}
      target="_blank"
      rel="noopener"
      className="flex h-9 items-center gap-1.5 rounded-input px-2 underline decoration-line underline-offset-3 hover:bg-sunken pointer-coarse:h-11"
    >
      {children}
    </a>
  );
}
