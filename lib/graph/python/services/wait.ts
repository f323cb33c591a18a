import type { ServicePiece } from '../piece.ts';
import { number, text } from '../support/values.ts';

export const wait: ServicePiece = {
  imports: ['import time'],
  needs: [
    {
      needs: [number, text],
      text: `LONGEST_WAIT_SECONDS = 604_800


def seconds_of(value: Json) -> float:
    seconds = number_of(value)
    if seconds is None or seconds < 0:
        raise RuntimeError(f"{text(value)!r} is no number of seconds")
    return min(seconds, LONGEST_WAIT_SECONDS)`,
    },
  ],
  text: `def wait(self, seconds: Json) -> None:
    """Waits, a week at most."""
    time.sleep(seconds_of(seconds))`,
};
