import { Plus, X } from 'lucide-react';
import { useId } from 'react';
import type { GraphNode, Json } from '../../../lib/graph/graph.ts';
import { Button } from '../components/button.tsx';
import { FieldFrame, inputLook } from './field-frame.tsx';
import type { ParamProps } from './param-props.ts';
import { ReferencePicker } from './reference-picker.tsx';
import { useWritten } from './use-written.ts';
import { shownValue, typedCell } from './written-values.ts';

interface Row {
  name: string;
  shown: string;
  value: Json | undefined;
}

/** Names with values: headers, the parts of an item. */
export function PairsField({ node, field, value, error, onChange }: ParamProps) {
  const id = useId();
  const [rows, write] = useWritten(value, rowsOf, (written) => pairsOf(written, field.optional ?? false));
  const change = (written: Row[]) => onChange(write(written));
  const replace = (index: number, row: Partial<Row>) =>
    change(rows.map((old, at) => (at === index ? { ...old, ...row } : old)));
  return (
    <FieldFrame field={field} error={error} id={id} grouped>
      <div className="space-y-2">
        {rows.map((row, index) => (
          <PairRow
            // Rows have no identity but their place.
            // biome-ignore lint/suspicious/noArrayIndexKey: see above
            key={index}
            number={index + 1}
            what={field.label}
            node={node}
            row={row}
            onChange={(changed) => replace(index, changed)}
            onRemove={() => change(rows.filter((_, at) => at !== index))}
          />
        ))}
        <Button onClick={() => change([...rows, { name: '', shown: '', value: undefined }])}>
          <Plus className="size-4" aria-hidden="true" />
          Add a value
        </Button>
      </div>
    </FieldFrame>
  );
}

interface RowProps {
  number: number;
  what: string;
  node: GraphNode;
  row: Row;
  onChange: (row: Partial<Row>) => void;
  onRemove: () => void;
}

function PairRow({ number, what, node, row, onChange, onRemove }: RowProps) {
  const named = row.name === '' ? `${what} ${number}` : row.name;
  const set = (shown: string) => onChange({ shown, value: typedCell(row.value, shown) });
  return (
    <div className="rounded-input border border-line bg-ground p-2">
      <div className="flex items-center gap-1">
        <input
          aria-label={`Name of ${what} ${number}`}
          placeholder="Name"
          value={row.name}
          autoComplete="off"
          spellCheck={false}
          onChange={({ target }) => onChange({ name: target.value })}
          className={`${inputLook(false)} h-8 flex-1 font-mono text-xs sm:text-xs pointer-coarse:h-10`}
        />
        <ReferencePicker node={node} label={named} onPick={(reference) => set(row.shown + reference)} />
        <Button
          look="quiet"
          size="icon"
          className="-mr-1 shrink-0"
          onClick={onRemove}
          aria-label={`Remove ${named}`}
        >
          <X className="size-4" aria-hidden="true" />
        </Button>
      </div>
      <textarea
        aria-label={`Value of ${named}`}
        placeholder="Value"
        rows={1}
        value={row.shown}
        spellCheck={false}
        onChange={({ target }) => set(target.value)}
        className={`${inputLook(false)} mt-1 field-sizing-content max-h-40 min-h-8 py-1.5 pointer-coarse:min-h-10`}
      />
    </div>
  );
}

function rowsOf(value: Json | undefined): Row[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).map(([name, part]) => ({ name, shown: shownValue(part), value: part }));
}

/** A row without a name is not yet one. */
function pairsOf(rows: readonly Row[], optional: boolean): Json | undefined {
  const named = rows.filter(({ name }) => name !== '');
  if (named.length === 0 && optional) return undefined;
  return Object.fromEntries(named.map(({ name, value }) => [name, value ?? '']));
}
