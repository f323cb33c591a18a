import { createBrowserRouter } from 'react-router';
import { AccountPage } from './account/account-page.tsx';
import { CreditsPage } from './buy/credits-page.tsx';
import { HomePage } from './home/home-page.tsx';
import { PaymentCancelPage } from './payment-return/cancel-page.tsx';
import { PaymentSuccessPage } from './payment-return/success-page.tsx';
import { CrashPage } from './shell/crash-page.tsx';
import { Layout } from './shell/layout.tsx';
import { NotFoundPage } from './shell/not-found-page.tsx';
import { LoginPage } from './sign-in/login-page.tsx';

export const createAppRouter = () =>
  createBrowserRouter([
    {
      Component: Layout,
      ErrorBoundary: CrashPage,
      children: [
        { path: '/', Component: HomePage },
        { path: '/login', Component: LoginPage },
        { path: '/credits', Component: CreditsPage },
        // The name that earlier links use.
        { path: '/purchase', Component: CreditsPage },
        { path: '/account', Component: AccountPage },
        { path: '/payment/success', Component: PaymentSuccessPage },
        { path: '/payment/cancel', Component: PaymentCancelPage },
        { path: '*', Component: NotFoundPage },
      ],
    },
  ]);
