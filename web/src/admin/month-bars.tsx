import { classNames } from '../components/class-names.ts';
import { topOf } from '../usage/scale.ts';
import { monthName } from './month-name.ts';

export interface MonthPart {
  name: string;
  value: number;
  color: string;
}

interface Props {
  title: string;
  months: { month: string; parts: MonthPart[] }[];
  /** How a value is written. */
  write: (value: number) => string;
}

const widestBarPx = 96;

const sumOf = (parts: MonthPart[]) => parts.reduce((sum, { value }) => sum + value, 0);

/** A bar for each month, of parts on top of one another; a table beside it says the same. */
export function MonthBars({ title, months, write }: Props) {
  const top = topOf(months.map(({ parts }) => sumOf(parts)));
  return (
    // A few months are not drawn as wide as a year.
    <div aria-hidden="true" style={{ maxWidth: `${Math.max(months.length, 4) * widestBarPx}px` }}>
      <p className="flex justify-between gap-3 pb-1 text-xs text-muted">
        <span className="font-semibold text-ink">{title}</span>
        <Legend parts={months[0]?.parts ?? []} />
        <span className="tabular-nums">{write(top)}</span>
      </p>
      <div className="flex h-32 items-end gap-1 border-t border-b border-t-line border-b-control">
        {months.map(({ month, parts }) => (
          <Bar key={month} month={month} parts={parts} top={top} write={write} />
        ))}
      </div>
      <p className="flex justify-between pt-1 text-xs text-muted">
        <span>{monthName(months[0]?.month ?? '')}</span>
        {months.length > 1 && <span>{monthName(months.at(-1)?.month ?? '')}</span>}
      </p>
    </div>
  );
}

/** What the colours of several parts mean. */
function Legend({ parts }: { parts: MonthPart[] }) {
  if (parts.length < 2) return null;
  return (
    <span className="flex flex-1 flex-wrap gap-x-3">
      {parts.map(({ name, color }) => (
        <span key={name} className="flex items-center gap-1.5">
          <span className={classNames('size-2.5 rounded-[2px]', color)} />
          {name}
        </span>
      ))}
    </span>
  );
}

interface BarProps {
  month: string;
  parts: MonthPart[];
  top: number;
  write: (value: number) => string;
}

function Bar({ month, parts, top, write }: BarProps) {
  const told = parts.map(({ name, value }) => `${write(value)} ${name}`).join(', ');
  return (
    <span
      title={`${monthName(month)}: ${told}`}
      className="flex h-full flex-1 flex-col justify-end hover:bg-sunken"
    >
      {parts.map(({ name, value, color }) => (
        <span
          key={name}
          // Something is never drawn as nothing.
          style={{ height: value === 0 ? 0 : `max(2px, ${(value / top) * 100}%)` }}
          className={classNames('w-full', color)}
        />
      ))}
    </span>
  );
}
