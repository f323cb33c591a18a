import { useId } from 'react';
import { browserZone, timeZones, zoneName } from './time-zones.ts';

interface Props {
  timezone: string | null;
  onChange: (timezone: string | null) => void;
}

export function TimeZoneChoice({ timezone, onChange }: Props) {
  const id = useId();
  return (
    <div>
      <label htmlFor={id} className="block pb-1.5 font-semibold">
        Time zone
      </label>
      <select
        id={id}
        value={timezone ?? ''}
        onChange={({ target }) => onChange(target.value === '' ? null : target.value)}
        className="h-9 w-full rounded-input border border-control bg-surface px-3 text-base leading-5 sm:text-sm pointer-coarse:h-10"
      >
        <option value="">As the device ({zoneName(browserZone())})</option>
        {timeZones(timezone).map((zone) => (
          <option key={zone} value={zone}>
            {zoneName(zone)}
          </option>
        ))}
      </select>
    </div>
  );
}
