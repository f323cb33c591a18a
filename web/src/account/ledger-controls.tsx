import { Download } from 'lucide-react';
import { type ReactNode, useId } from 'react';
import type { LedgerEntry } from '../../../lib/contract/billing-routes.ts';
import { everything, isBackwards, isEverything, type LedgerFilter } from '../api/ledger-filter.ts';
import { Button } from '../components/button.tsx';
import { TextField } from '../components/text-field.tsx';
import { number } from '../format/credits.ts';

const types: [LedgerEntry['type'] | '', string][] = [
  ['', 'Everything'],
  ['Purchase', 'Purchases'],
  ['Grant', 'Grants'],
  ['Spend', 'Spends'],
  ['Refund', 'Refunds and disputes'],
];

interface Props {
  filter: LedgerFilter;
  onChange: (filter: LedgerFilter) => void;
}

/** What of the statement is looked at: a type, and days of UTC. */
export function LedgerControls({ filter, onChange }: Props) {
  const change = (part: Partial<LedgerFilter>) => onChange({ ...filter, ...part });
  return (
    <search className="grid grid-cols-2 items-start gap-3 px-4 pb-4 sm:flex sm:flex-wrap sm:items-end sm:px-6">
      <TypeChoice type={filter.type} onChange={(type) => change({ type })} />
      <TextField
        label="From"
        type="date"
        className="sm:w-40"
        value={filter.from}
        max={filter.to}
        onChange={(event) => change({ from: event.target.value })}
      />
      <TextField
        label="To"
        type="date"
        className="sm:w-40"
        value={filter.to}
        min={filter.from}
        onChange={(event) => change({ to: event.target.value })}
      />
      {!isEverything(filter) && (
        <Button look="quiet" className="col-span-full sm:col-auto" onClick={() => onChange(everything)}>
          Show everything
        </Button>
      )}
      {filter.from + filter.to !== '' && !isBackwards(filter) && (
        <p className="col-span-full w-full text-xs text-muted">Days of UTC, both included.</p>
      )}
      {isBackwards(filter) && (
        <p role="alert" className="col-span-full w-full text-xs text-danger">
          The first day is after the last.
        </p>
      )}
    </search>
  );
}

interface TypeProps {
  type: LedgerFilter['type'];
  onChange: (type: LedgerFilter['type']) => void;
}

function TypeChoice({ type, onChange }: TypeProps) {
  const id = useId();
  return (
    <div className="col-span-full sm:w-48">
      <label htmlFor={id} className="block pb-1.5 font-semibold">
        Show
      </label>
      <select
        id={id}
        value={type}
        onChange={({ target }) => onChange(types.find(([value]) => value === target.value)?.[0] ?? '')}
        className="h-9 w-full rounded-input border border-control bg-surface px-3 text-base pointer-coarse:h-10 sm:text-sm"
      >
        {types.map(([value, words]) => (
          <option key={value} value={value}>
            {words}
          </option>
        ))}
      </select>
    </div>
  );
}

interface DownloadProps {
  busy: boolean;
  fetched: number;
  onPress: () => void;
}

export function DownloadButton({ busy, fetched, onPress }: DownloadProps): ReactNode {
  return (
    <Button busy={busy} onClick={() => busy || onPress()}>
      {!busy && <Download className="size-4" aria-hidden="true" />}
      {busy && fetched > 0 ? `${number(fetched)} entries` : 'Download CSV'}
    </Button>
  );
}
