import { Moon, Sun } from 'lucide-react';
import { Button } from '../components/button.tsx';
import { useTheme } from './theme.ts';

export function ThemeToggle() {
  const { theme, toggle } = useTheme();
  const label = theme === 'dark' ? 'Switch to the light theme' : 'Switch to the dark theme';
  const Icon = theme === 'dark' ? Sun : Moon;
  return (
    <Button look="quiet" size="icon" onClick={toggle} aria-label={label} title={label} className="text-muted">
      <Icon className="size-4" aria-hidden="true" />
    </Button>
  );
}
