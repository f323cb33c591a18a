import { NavLink, Route, Routes } from 'react-router';
import { NotFoundPage } from '../shell/not-found-page.tsx';
import { AuditPage } from './audit-page.tsx';
import { EventPage } from './event-page.tsx';
import { EventsPage } from './events-page.tsx';
import { MetricsPage } from './metrics-page.tsx';
import { PeoplePage } from './people-page.tsx';
import { PersonPage } from './person-page.tsx';

/** The pages of admins, with the way between them. */
export function AdminArea() {
  return (
    <div className="page-width py-8 sm:py-12">
      <Sections />
      <Routes>
        <Route index Component={PeoplePage} />
        <Route path="users/:id" Component={PersonPage} />
        <Route path="events" Component={EventsPage} />
        <Route path="events/:id" Component={EventPage} />
        <Route path="metrics" Component={MetricsPage} />
        <Route path="audit" Component={AuditPage} />
        <Route path="*" Component={NotFoundPage} />
      </Routes>
    </div>
  );
}

const sections = [
  { to: '/admin', name: 'People', end: true },
  { to: '/admin/events', name: 'Events', end: false },
  { to: '/admin/metrics', name: 'Metrics', end: false },
  { to: '/admin/audit', name: 'Audit trail', end: false },
] as const;

function Sections() {
  return (
    <nav aria-label="Admin" className="flex gap-6 overflow-x-auto border-b border-line">
      {sections.map(({ to, name, end }) => (
        <NavLink
          key={to}
          to={to}
          end={end}
          className="-mb-px flex h-11 items-center border-b-2 border-transparent whitespace-nowrap text-muted transition-colors duration-150 hover:text-ink aria-[current=page]:border-accent aria-[current=page]:font-semibold aria-[current=page]:text-ink"
        >
          {name}
        </NavLink>
      ))}
    </nav>
  );
}
