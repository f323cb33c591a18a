import { ChevronDown } from 'lucide-react';
import { type ReactNode, useId, useState } from 'react';
import type { LedgerEntry } from '../../../lib/contract/billing-routes.ts';
import { classNames } from '../components/class-names.ts';
import { Timestamp } from '../components/timestamp.tsx';
import { number, signed } from '../format/credits.ts';
import { fullTime } from '../format/time.ts';
import { useTimeZone } from '../preferences/use-preferences.ts';
import { entryWords } from './entry-words.ts';
import { sourceName } from './source-name.ts';

// A table row from the `sm` width on; below it a grid: what and credits, then date and balance.
const row =
  'relative grid grid-cols-[minmax(0,1fr)_auto_auto_2rem] items-center gap-x-3 gap-y-0.5 border-t border-line px-4 py-3 transition-colors duration-150 hover:bg-sunken/60 sm:table-row sm:p-0';

export function EntryRow({ entry }: { entry: LedgerEntry }) {
  const [open, setOpen] = useState(false);
  const id = useId();
  const { what, detail } = entryWords(entry);
  return (
    <>
      <tr className={row}>
        <td className="row-start-2 text-xs text-muted sm:py-3 sm:pl-6 sm:text-sm sm:whitespace-nowrap">
          <Timestamp iso={entry.created_at} />
        </td>
        <td className="col-span-2 row-start-1 min-w-0 sm:py-3 sm:pr-4">
          <span className="font-semibold">{what}</span>{' '}
          <span className="block text-muted wrap-anywhere sm:inline">{detail}</span>
        </td>
        <td
          className={classNames(
            'col-start-3 row-start-1 text-right font-semibold tabular-nums sm:py-3',
            entry.credits_delta > 0 && 'text-accent',
          )}
        >
          {signed(entry.credits_delta)}
        </td>
        <td className="col-span-2 row-start-2 text-right text-xs text-muted tabular-nums sm:py-3 sm:pr-3 sm:pl-6 sm:text-sm sm:text-ink">
          <span className="sm:hidden">Balance </span>
          <span className={classNames(entry.balance_after < 0 && 'text-warn')}>
            {number(entry.balance_after)}
          </span>
        </td>
        <td className="col-start-4 row-span-2 row-start-1 self-center sm:pr-4">
          <button
            type="button"
            aria-expanded={open}
            aria-controls={id}
            aria-label={`Cause of ${what.toLowerCase()} ${signed(entry.credits_delta)}`}
            onClick={() => setOpen(!open)}
            // The whole row opens it; the button is what is focused and named.
            className="grid size-8 place-items-center rounded-input text-muted after:absolute after:inset-0 after:content-['']"
          >
            <ChevronDown
              className={classNames('size-4 transition-transform duration-150', open && 'rotate-180')}
              aria-hidden="true"
            />
          </button>
        </td>
      </tr>
      <tr id={id} hidden={!open} className="block bg-sunken/60 not-[[hidden]]:sm:table-row [[hidden]]:hidden">
        <td colSpan={5} className="block px-4 pt-1 pb-4 sm:table-cell sm:px-6">
          <Cause entry={entry} />
        </td>
      </tr>
    </>
  );
}

function Cause({ entry: { source, created_at } }: { entry: LedgerEntry }) {
  const timeZone = useTimeZone();
  return (
    <dl className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-6 gap-y-1.5">
      <Detail name="When">{fullTime(created_at, undefined, timeZone)}</Detail>
      <Detail name="Cause">{sourceName(source.kind)}</Detail>
      <Detail name="Its id">
        <code className="font-mono text-xs break-all">{source.id}</code>
      </Detail>
      {source.event_id !== null && (
        <Detail name="Told by event">
          <code className="font-mono text-xs break-all">{source.event_id}</code>
        </Detail>
      )}
    </dl>
  );
}

function Detail({ name, children }: { name: string; children: ReactNode }) {
  return (
    <>
      <dt className="text-muted">{name}</dt>
      <dd>{children}</dd>
    </>
  );
}
