import { useEffect, useRef } from 'react';
import { Link, useLocation } from 'react-router';

interface Section {
  to: string;
  name: string;
  /** What the addresses of pages within it begin with. */
  within?: string;
}

interface Props {
  /** What they are the sections of. */
  label: string;
  sections: readonly Section[];
}

/** The way between the pages of an area; where the screen is too narrow for all of them they scroll sideways. */
export function SectionTabs({ label, sections }: Props) {
  const { pathname } = useLocation();
  const isHere = ({ to, within }: Section) =>
    pathname === to || (within !== undefined && pathname.startsWith(within));
  const nav = useScrolledTo(sections.find(isHere)?.to);
  return (
    // The line is a shadow: over a border of its own what scrolls could not draw.
    <nav
      ref={nav}
      aria-label={label}
      className="flex gap-4 overflow-x-auto inset-shadow-[0_-1px_0_var(--color-line)] sm:gap-6"
    >
      {sections.map((section) => (
        <Link
          key={section.to}
          to={section.to}
          aria-current={isHere(section) ? 'page' : undefined}
          className="flex h-11 shrink-0 items-center border-b-2 border-transparent whitespace-nowrap text-muted transition-colors duration-150 hover:text-ink focus-visible:-outline-offset-2 aria-[current=page]:border-accent aria-[current=page]:font-semibold aria-[current=page]:text-ink"
        >
          {section.name}
        </Link>
      ))}
    </nav>
  );
}

/** Brings the section that is shown into sight, where the tabs scroll. */
function useScrolledTo(here: string | undefined) {
  const nav = useRef<HTMLElement>(null);
  useEffect(() => {
    const tab = nav.current?.querySelector<HTMLElement>(`[href="${here}"]`);
    if (nav.current && tab) nav.current.scrollLeft = tab.offsetLeft - nav.current.offsetLeft;
  }, [here]);
  return nav;
}
