import { useId } from 'react';
import { type Preferences, themes } from '../../../lib/contract/preference-routes.ts';

const words: Record<Preferences['theme'], string> = {
  light: 'Light',
  dark: 'Dark',
  system: 'As the device',
};

interface Props {
  theme: Preferences['theme'];
  onChange: (theme: Preferences['theme']) => void;
}

export function ThemeChoice({ theme, onChange }: Props) {
  const name = useId();
  return (
    <fieldset>
      <legend className="font-semibold">Theme</legend>
      <div className="flex flex-wrap gap-x-6">
        {themes.map((one) => (
          <label key={one} className="flex h-11 cursor-pointer items-center gap-2">
            <input
              type="radio"
              name={name}
              className="size-4 accent-accent"
              checked={theme === one}
              onChange={() => onChange(one)}
            />
            {words[one]}
          </label>
        ))}
      </div>
    </fieldset>
  );
}
