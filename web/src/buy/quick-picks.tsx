import { ToggleGroup } from 'radix-ui';
import { number } from '../format/credits.ts';

const picks = [25, 50, 100, 250, 500];

export function QuickPicks({ count, onPick }: { count: number; onPick: (count: number) => void }) {
  return (
    <ToggleGroup.Root
      type="single"
      aria-label="Usual amounts"
      value={String(count)}
      // Pressing the chosen one again answers '' and changes nothing.
      onValueChange={(value) => value !== '' && onPick(Number(value))}
      className="grid grid-cols-5 gap-2"
    >
      {picks.map((pick) => (
        <ToggleGroup.Item
          key={pick}
          value={String(pick)}
          className="h-9 rounded-input border border-line bg-surface transition-colors duration-150 hover:bg-sunken data-[state=on]:border-accent data-[state=on]:bg-accent-soft data-[state=on]:font-semibold pointer-coarse:h-10"
        >
          {number(pick)}
        </ToggleGroup.Item>
      ))}
    </ToggleGroup.Root>
  );
}
