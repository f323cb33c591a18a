// A file of its own, because the Content-Security-Policy allows no inline script. `src/shell/theme.ts` writes the value.
try {
  const theme = localStorage.getItem('cue.theme');
  if (theme === 'light' || theme === 'dark') document.documentElement.dataset.theme = theme;
} catch {
  // Storage can be forbidden; then the system's preference stands.
}
