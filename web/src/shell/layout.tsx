import { useEffect, useRef } from 'react';
import { Outlet, ScrollRestoration, useLocation, useMatches } from 'react-router';
import { classNames } from '../components/class-names.ts';
import { Toasts } from '../components/toasts.tsx';
import { usePreferredTheme } from '../preferences/use-preferences.ts';
import { Footer } from './footer.tsx';
import { Header } from './header.tsx';
import { OfflineBar } from './offline-bar.tsx';
import { ReturnNotice } from './return-notice.tsx';

/** A route's `handle`: its page takes the screen as it is, without a footer, and scrolls inside. */
export const fillsScreen = 'fillsScreen';

export function Layout() {
  const main = useRef<HTMLElement>(null);
  useFocusOnNavigation(main);
  usePreferredTheme();
  const fills = useMatches().some(({ handle }) => handle === fillsScreen);
  return (
    <Toasts>
      <a
        href="#main"
        className="absolute left-4 z-50 -translate-y-20 rounded-input bg-ink px-4 py-2 text-ground focus:translate-y-3"
      >
        Skip to content
      </a>
      <div className={classNames('flex flex-col', fills ? 'h-dvh' : 'min-h-dvh')}>
        <OfflineBar />
        <Header />
        <ReturnNotice />
        <main
          id="main"
          ref={main}
          tabIndex={-1}
          className={classNames(
            'flex flex-1 flex-col outline-none',
            fills ? 'relative min-h-0 overflow-y-auto' : '',
          )}
        >
          <Outlet />
        </main>
        {!fills && <Footer />}
      </div>
      <ScrollRestoration />
    </Toasts>
  );
}

/** A screen reader hears the new page's heading; the first page is the browser's own affair. */
function useFocusOnNavigation(main: React.RefObject<HTMLElement | null>) {
  const { pathname } = useLocation();
  const before = useRef(pathname);
  useEffect(() => {
    if (before.current === pathname) return;
    before.current = pathname;
    return focusHeading(main.current);
  }, [pathname, main]);
}

/** Of a page that is still loading the heading comes later, and the focus with it, unless it was moved meanwhile. */
function focusHeading(page: HTMLElement | null): (() => void) | undefined {
  const heading = () => page?.querySelector('h1');
  if (!page || heading()) {
    heading()?.focus({ preventScroll: true });
    return undefined;
  }
  const before = document.activeElement;
  const watch = new MutationObserver(() => {
    const isMoved = ![before, document.body].includes(document.activeElement);
    if (!(isMoved || heading())) return;
    if (!isMoved) heading()?.focus({ preventScroll: true });
    watch.disconnect();
  });
  watch.observe(page, { childList: true, subtree: true });
  return () => watch.disconnect();
}
