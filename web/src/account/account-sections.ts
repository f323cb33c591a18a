import type { ComponentType } from 'react';
import { DevicesSection } from '../devices/devices-section.tsx';
import { PreferencesSection } from '../preferences/preferences-section.tsx';
import { MethodsSection } from '../sign-in/methods-section.tsx';
import { Referrals } from './referrals.tsx';

interface AccountSection {
  name: string;
  Section: ComponentType;
}

/** What a person settles about their account, in two columns, on a phone one after the other. A section joins the end of either. */
export const accountSections: Record<'first' | 'second', readonly AccountSection[]> = {
  first: [
    { name: 'preferences', Section: PreferencesSection },
    { name: 'sign-in-methods', Section: MethodsSection },
  ],
  second: [
    { name: 'devices', Section: DevicesSection },
    { name: 'referrals', Section: Referrals },
  ],
};
