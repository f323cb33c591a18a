import type { Catalog } from '../contract/catalog.ts';
import type { MailContent } from './layout.ts';
import { creditsText } from './wording.ts';

interface LowBalanceFacts {
  catalog: Catalog;
  /** When the mail is made. */
  balance: number;
  site: string;
}

/** "Generating a workflow takes 1 credit, exporting one takes 3 credits." */
const costsSentence = (catalog: Catalog) =>
  `Generating a workflow takes ${creditsText(catalog.costs.generate, catalog)}, exporting one ${creditsText(catalog.costs.export, catalog)}.`;

export function lowBalance({ catalog, balance, site }: LowBalanceFacts): MailContent {
  const { plural } = catalog.unit;
  const left = balance === 0 ? `no ${plural}` : creditsText(balance, catalog);
  return {
    subject: `You have ${left} left`,
    preview: `What ${plural} are for, and how to get more.`,
    heading: `You have ${left} left`,
    paragraphs: [
      costsSentence(catalog),
      `When they are used up, what takes ${plural} is refused until there are more. What you have made stays as it is.`,
    ],
    action: { label: `Get more ${plural}`, url: `${site}/credits` },
    footer: `You receive this mail because your ${plural} at Cue fell below ${catalog.low_balance_threshold}. Answer it if something is not right.`,
  };
}
