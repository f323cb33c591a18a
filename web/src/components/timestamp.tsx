import { fullTime, shortTime } from '../format/time.ts';

/** A moment in the reader's locale; everything about it on hover. */
export function Timestamp({ iso }: { iso: string }) {
  return (
    <time dateTime={iso} title={fullTime(iso)} className="tabular-nums">
      {shortTime(iso, new Date())}
    </time>
  );
}
