import type { ComponentType } from 'react';
import { DevicesSection } from '../devices/devices-section.tsx';
import { PreferencesSection } from '../preferences/preferences-section.tsx';
import { MethodsSection } from '../sign-in/methods-section.tsx';
import { Referrals } from './referrals.tsx';
import { YourData } from './your-data.tsx';

interface AccountSection {
  name: string;
  Section: ComponentType;
}

/** What a person settles about their account: in two columns, on a phone one after the other. */
export const settings: Record<'first' | 'second', readonly AccountSection[]> = {
  first: [{ name: 'preferences', Section: PreferencesSection }],
  second: [
    { name: 'sign-in-methods', Section: MethodsSection },
    { name: 'devices', Section: DevicesSection },
  ],
};

/** Below them, each as wide as the page; what cannot be undone comes last of all. */
export const wideSections: readonly AccountSection[] = [
  { name: 'referrals', Section: Referrals },
  { name: 'your-data', Section: YourData },
];
