import { fullTime, shortTime } from '../format/time.ts';
import { useTimeZone } from '../preferences/use-preferences.ts';

/** A moment in the reader's locale and time zone; everything about it on hover. */
export function Timestamp({ iso }: { iso: string }) {
  const timeZone = useTimeZone();
  return (
    <time dateTime={iso} title={fullTime(iso, undefined, timeZone)} className="tabular-nums">
      {shortTime(iso, new Date(), undefined, timeZone)}
    </time>
  );
}
