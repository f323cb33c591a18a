import { Route, Routes } from 'react-router';
import { NotFoundPage } from '../shell/not-found-page.tsx';
import { SectionTabs } from '../shell/section-tabs.tsx';
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
      <SectionTabs label="Admin" sections={sections} />
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
  { to: '/admin', name: 'People', within: '/admin/users/' },
  { to: '/admin/events', name: 'Events', within: '/admin/events/' },
  { to: '/admin/metrics', name: 'Metrics' },
  { to: '/admin/audit', name: 'Audit trail' },
] as const;
