import { Fragment } from 'react';
import type { Phrase } from '../format/phrase.ts';
import { dayInWords, fullTime } from '../format/time.ts';
import { useTimeZone } from '../preferences/use-preferences.ts';

/** A sentence whose dates tell everything about themselves on hover. */
export function Words({ children }: { children: Phrase }) {
  const timeZone = useTimeZone();
  return children.map((part, index) => (
    // The parts of a sentence have no identity but their place.
    // biome-ignore lint/suspicious/noArrayIndexKey: see above
    <Fragment key={index}>
      {typeof part === 'string' ? (
        part
      ) : (
        <time dateTime={part.at} title={fullTime(part.at, undefined, timeZone)} className="whitespace-nowrap">
          {dayInWords(part.at, new Date(), undefined, timeZone)}
        </time>
      )}
    </Fragment>
  ));
}
