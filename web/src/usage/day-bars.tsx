import type { Usage } from '../../../lib/contract/billing-routes.ts';
import { classNames } from '../components/class-names.ts';
import { number } from '../format/credits.ts';
import { dayName } from './day-name.ts';
import { topOf } from './scale.ts';

type Series = Usage['series'];

/** A bar for each day's credits, and one for its requests; a table says the same to who does not see them. */
export function DayBars({ series }: { series: Series }) {
  return (
    <div className="grid gap-6 sm:grid-cols-2">
      <Chart title="Credits" series={series} value={({ credits }) => credits} color="bg-accent" />
      <Chart title="Requests" series={series} value={({ requests }) => requests} color="bg-ai" />
      <DayTable series={series} />
    </div>
  );
}

interface ChartProps {
  title: string;
  series: Series;
  value: (day: Series[number]) => number;
  color: string;
}

function Chart({ title, series, value, color }: ChartProps) {
  const top = topOf(series.map(value));
  return (
    <div aria-hidden="true">
      <p className="flex justify-between pb-1 text-xs text-muted">
        <span className="font-semibold text-ink">{title}</span>
        <span className="tabular-nums">{number(top)}</span>
      </p>
      <div className="flex h-32 items-end gap-[2px] border-t border-b border-t-line border-b-control">
        {series.map((day) => (
          <Bar key={day.date} title={title} day={day} value={value(day)} top={top} color={color} />
        ))}
      </div>
      <p className="flex justify-between pt-1 text-xs text-muted tabular-nums">
        <span>{dayName(series[0]?.date)}</span>
        <span>{dayName(series.at(-1)?.date)}</span>
      </p>
    </div>
  );
}

interface BarProps {
  title: string;
  day: Series[number];
  value: number;
  top: number;
  color: string;
}

function Bar({ title, day, value, top, color }: BarProps) {
  return (
    <span
      title={`${dayName(day.date)}: ${number(value)} ${title.toLowerCase()}`}
      className="flex h-full flex-1 items-end hover:bg-sunken"
    >
      <span
        // Something is never drawn as nothing.
        style={{ height: value === 0 ? 0 : `max(2px, ${(value / top) * 100}%)` }}
        className={classNames('w-full rounded-t-[2px]', color)}
      />
    </span>
  );
}

function DayTable({ series }: { series: Series }) {
  return (
    <table className="sr-only">
      <caption>Usage by day</caption>
      <thead>
        <tr>
          <th scope="col">Day</th>
          <th scope="col">Credits</th>
          <th scope="col">Requests</th>
        </tr>
      </thead>
      <tbody>
        {series
          .filter(({ credits, requests }) => credits > 0 || requests > 0)
          .map(({ date, credits, requests }) => (
            <tr key={date}>
              <th scope="row">{dayName(date)}</th>
              <td>{number(credits)}</td>
              <td>{number(requests)}</td>
            </tr>
          ))}
      </tbody>
    </table>
  );
}
