import { createBrowserRouter, redirect } from 'react-router';
import { AccountLayout } from './account/account-layout.tsx';
import { AccountPage } from './account/account-page.tsx';
import { BillingPage } from './account/billing-page.tsx';
import { CredentialsPage } from './account/credentials-page.tsx';
import { GoodbyePage } from './account/goodbye-page.tsx';
import { KeysPage } from './account/keys-page.tsx';
import { LazyAdminArea } from './admin/lazy-admin-area.tsx';
import { ChangePlanPage } from './billing/change-plan-page.tsx';
import { CreditsPage } from './buy/credits-page.tsx';
import { DevelopersPage } from './developers/developers-page.tsx';
import { HomePage } from './home/home-page.tsx';
import { PaymentCancelPage } from './payment-return/cancel-page.tsx';
import { PaymentSuccessPage } from './payment-return/success-page.tsx';
import { PricingPage } from './pricing/pricing-page.tsx';
import { CrashPage } from './shell/crash-page.tsx';
import { fillsScreen, Layout } from './shell/layout.tsx';
import { movedTo } from './shell/moved-links.ts';
import { NotFoundPage } from './shell/not-found-page.tsx';
import { LoginPage } from './sign-in/login-page.tsx';
import { LazyEditorPage } from './workflows/lazy-editor-page.tsx';
import { NewWorkflowPage } from './workflows/new-workflow-page.tsx';
import { WorkflowsPage } from './workflows/workflows-page.tsx';

const moved =
  (path: string, said?: Record<string, string>) =>
  ({ request }: { request: Request }) =>
    redirect(movedTo(path, request.url, said));

export const createAppRouter = () =>
  createBrowserRouter([
    {
      Component: Layout,
      ErrorBoundary: CrashPage,
      children: [
        { path: '/', Component: HomePage },
        { path: '/login', Component: LoginPage },
        { path: '/pricing', Component: PricingPage },
        { path: '/credits', Component: CreditsPage },
        // The names that earlier links use.
        { path: '/subscription', Component: PricingPage },
        { path: '/purchase', Component: CreditsPage },
        { path: '/billing', loader: moved('/account/billing') },
        { path: '/billing/success', loader: moved('/account/billing', { payment: 'success' }) },
        { path: '/billing/cancel', loader: moved('/pricing', { payment: 'canceled' }) },
        { path: '/keys', loader: moved('/account/keys') },
        {
          path: '/account',
          Component: AccountLayout,
          children: [
            { index: true, Component: AccountPage },
            { path: 'billing', Component: BillingPage },
            { path: 'keys', Component: KeysPage },
            { path: 'credentials', Component: CredentialsPage },
          ],
        },
        { path: '/admin/*', Component: LazyAdminArea },
        { path: '/goodbye', Component: GoodbyePage },
        { path: '/dashboard', Component: WorkflowsPage },
        { path: '/workflows', loader: moved('/dashboard') },
        { path: '/workflows/new', Component: NewWorkflowPage },
        { path: '/workflows/:id', Component: LazyEditorPage, handle: fillsScreen },
        { path: '/account/plan', Component: ChangePlanPage },
        { path: '/developers', Component: DevelopersPage },
        { path: '/payment/success', Component: PaymentSuccessPage },
        { path: '/payment/cancel', Component: PaymentCancelPage },
        { path: '*', Component: NotFoundPage },
      ],
    },
  ]);
