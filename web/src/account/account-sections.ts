import type { ComponentType } from 'react';
import { DevicesSection } from '../devices/devices-section.tsx';
import { PreferencesSection } from '../preferences/preferences-section.tsx';
import { MethodsSection } from '../sign-in/methods-section.tsx';

interface AccountSection {
  name: string;
  Section: ComponentType;
}

/** What a person settles about their account, in the order of the page; what cannot be undone comes last. */
export const accountSections: readonly AccountSection[] = [
  { name: 'preferences', Section: PreferencesSection },
  { name: 'sign-in-methods', Section: MethodsSection },
  { name: 'devices', Section: DevicesSection },
];
