interface Props {
  groupBy: 'day' | 'action';
  onChoose: (groupBy: 'day' | 'action') => void;
}

const names = { day: 'By day', action: 'By action' } as const;

/** Two radio buttons that look like a switch. */
export function GroupSwitch({ groupBy, onChoose }: Props) {
  return (
    <fieldset className="flex rounded-card border border-line bg-sunken p-1">
      <legend className="sr-only">Show usage</legend>
      {(['day', 'action'] as const).map((value) => (
        <label
          key={value}
          className="flex h-8 cursor-pointer items-center rounded-input border border-transparent px-3 text-muted transition-colors duration-150 has-checked:border-line has-checked:bg-surface has-checked:font-semibold has-checked:text-ink has-focus-visible:outline-2 has-focus-visible:outline-offset-2 has-focus-visible:outline-accent pointer-coarse:h-10"
        >
          <input
            type="radio"
            name="usage-by"
            value={value}
            checked={groupBy === value}
            onChange={() => onChoose(value)}
            className="sr-only"
          />
          {names[value]}
        </label>
      ))}
    </fieldset>
  );
}
