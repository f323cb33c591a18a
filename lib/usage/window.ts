/** A stretch of the clock in which something may be done so often; what is counted in it goes by its number in the day. */
export interface Window {
  /** The attribute that counts it. */
  attribute: string;
  /** Those of the windows before, to be cleared with the next write: what the last ones counted is of no use any more. */
  before: string;
  /** Until the next one begins. */
  secondsLeft: number;
}

const daySeconds = 86_400;
// What a pause outlasts stays in the item until its day is over: of minutes at most 46 such counts, some 500 bytes.
const cleared = 30;

/** The one of `seconds` that it is now. Two windows' worth can fall close together at their border: they cost less. */
export function windowAt(now: Date, name: string, seconds: number): Window {
  const nowMs = now.getTime();
  const inDay = daySeconds / seconds;
  const number = Math.floor(nowMs / (seconds * 1_000)) % inDay;
  const attributeOf = (which: number) => `${name}${(which + inDay) % inDay}`;
  const others = Math.min(cleared, inDay - 1);
  return {
    attribute: attributeOf(number),
    before: Array.from({ length: others }, (_, before) => attributeOf(number - 1 - before)).join(', '),
    secondsLeft: Math.ceil(seconds - ((nowMs / 1_000) % seconds)),
  };
}
