import { useEffect, useRef } from 'react';
import { Outlet, ScrollRestoration, useLocation } from 'react-router';
import { Toasts } from '../components/toasts.tsx';
import { Footer } from './footer.tsx';
import { Header } from './header.tsx';
import { OfflineBar } from './offline-bar.tsx';
import { ReturnNotice } from './return-notice.tsx';

export function Layout() {
  const main = useRef<HTMLElement>(null);
  useFocusOnNavigation(main);
  return (
    <Toasts>
      <a
        href="#main"
        className="absolute left-4 z-50 -translate-y-20 rounded-input bg-ink px-4 py-2 text-ground focus:translate-y-3"
      >
        Skip to content
      </a>
      <div className="flex min-h-dvh flex-col">
        <OfflineBar />
        <Header />
        <ReturnNotice />
        <main id="main" ref={main} tabIndex={-1} className="flex flex-1 flex-col outline-none">
          <Outlet />
        </main>
        <Footer />
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
    main.current?.querySelector('h1')?.focus({ preventScroll: true });
  }, [pathname, main]);
}
