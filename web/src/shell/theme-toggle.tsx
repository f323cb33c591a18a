import { Moon, Sun } from 'lucide-react';
import { Button } from '../components/button.tsx';
import { classNames } from '../components/class-names.ts';
import { useThemeToggle } from '../preferences/use-preferences.ts';

export function ThemeToggle({ className }: { className?: string }) {
  const { theme, toggle } = useThemeToggle();
  const label = theme === 'dark' ? 'Switch to the light theme' : 'Switch to the dark theme';
  const Icon = theme === 'dark' ? Sun : Moon;
  return (
    <Button
      look="quiet"
      size="icon"
      onClick={toggle}
      aria-label={label}
      title={label}
      className={classNames('text-muted', className)}
    >
      <Icon className="size-4" aria-hidden="true" />
    </Button>
  );
}
