import { KeysSection } from '../keys/keys-section.tsx';
import { WidgetSection } from '../widget/widget-section.tsx';

/** What other programs and sites may do in the person's name. */
export function KeysPage() {
  return (
    <div className="max-w-3xl space-y-6 pt-6 sm:space-y-8 sm:pt-8">
      <KeysSection />
      <WidgetSection />
    </div>
  );
}
