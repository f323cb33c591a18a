import { quoted } from '../literal.ts';
import type { Beginning, Trigger } from './trigger.ts';

export const scheduleTrigger = ({ params }: Beginning): Trigger => ({
  imports: [
    'import logging',
    'import time',
    'from datetime import UTC, datetime',
    'from zoneinfo import ZoneInfo',
  ],
  // Windows and small images have no time zones of their own.
  requirements: ['croniter==6.2.4', 'tzdata==2026.6'],
  settings: `CRON = ${quoted(String(params.cron))}\nTIMEZONE = ${quoted(String(params.timezone))}`,
  text: `def firing() -> Json:
    now = datetime.now(UTC)
    fired_at = now.isoformat(timespec="milliseconds").replace("+00:00", "Z")
    date = now.astimezone(ZoneInfo(TIMEZONE)).date()
    return {"firedAt": fired_at, "date": date.isoformat()}


def keep_schedule() -> None:
    """Runs at each time of the schedule until the process is told to end."""
    from croniter import croniter

    while True:
        begun = datetime.now(ZoneInfo(TIMEZONE))
        due = croniter(CRON, begun).get_next(datetime)
        logging.info("Runs next at %s", due.isoformat())
        while (left := due.timestamp() - time.time()) > 0:
            # Short sleeps keep step with a clock that is set or a laptop that slept.
            time.sleep(min(left, 60))
        try:
            run(firing(), Services())
        except Exception:
            logging.exception("The workflow failed; it runs again at its next time")`,
});
