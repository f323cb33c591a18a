import { Fragment } from 'react';
import type { ShownPayment } from '../api/shown-payments.ts';
import { classNames } from '../components/class-names.ts';
import { Tag } from '../components/tag.tsx';
import { Timestamp } from '../components/timestamp.tsx';
import { money } from '../format/money.ts';
import { paymentState, wentBack } from './payment-words.ts';

// A table row from the `sm` width on; below it a grid: what and amount, then what went back, then date and state.
const row =
  'grid grid-cols-[minmax(0,1fr)_auto] items-center gap-x-3 gap-y-1 border-t border-line px-4 py-3 sm:table-row sm:p-0';

export function PaymentRow({ payment }: { payment: ShownPayment }) {
  const back = wentBack(payment);
  const state = paymentState(payment);
  return (
    <tr className={row}>
      <td className="row-start-2 text-xs text-muted sm:py-3 sm:pl-6 sm:align-top sm:text-sm sm:whitespace-nowrap">
        <Timestamp iso={payment.created_at} />
      </td>
      <td className="col-span-full row-start-1 min-w-0 sm:py-3 sm:pr-4 sm:align-top">
        <span className="font-semibold">{payment.description}</span>
        {back.length > 0 && <WentBack parts={back} />}
      </td>
      <td className="row-start-2 text-right sm:py-3 sm:text-left sm:align-top">
        <Tag tone={state.tone}>{state.words}</Tag>
      </td>
      <td
        className={classNames(
          'col-start-2 row-start-1 self-start text-right font-semibold tabular-nums sm:py-3 sm:pr-6 sm:pl-4 sm:align-top',
          payment.status !== 'paid' && 'font-normal text-muted',
        )}
      >
        {money(payment.amount, payment.currency)}
      </td>
    </tr>
  );
}

/** Breaks between its parts where it does not fit. */
function WentBack({ parts }: { parts: string[] }) {
  return (
    <span className="block text-muted">
      {parts.map((part, index) => (
        <Fragment key={part}>
          {index > 0 && ' \u00b7 '}
          <span className="inline-block">{part}</span>
        </Fragment>
      ))}
    </span>
  );
}
