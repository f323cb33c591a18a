/** What a mail provider overlooks in the part of an address before the @. Case it overlooks as well. */
interface Spelling {
  domains: readonly string[];
  /** Stands for all of its domains where the same name at each of them is one mailbox; otherwise each is another. */
  oneDomain?: string;
  /** Characters that may stand in a name, or not, without another mailbox being meant. */
  overlooked?: RegExp;
}

/**
 * Only providers whose own word there is for it. All of these overlook what follows a plus. Where in doubt, two
 * spellings stay two mailboxes: a trial too many costs less than somebody who is refused theirs.
 * - Google: https://support.google.com/mail/answer/7436150 (dots), /22370 (plus), /10313 (googlemail.com)
 * - Microsoft: https://learn.microsoft.com/exchange/recipients-in-exchange-online/plus-addressing-in-exchange-online
 * - Apple: https://support.apple.com/118230: who has a name at mac.com or me.com has it at icloud.com too
 * - Proton: https://proton.me/support/addresses-and-aliases (plus); dots, hyphens and underscores as in
 *   `removeEmailAlias` of its own web client, https://github.com/ProtonMail/WebClients
 * - Fastmail: https://www.fastmail.help/hc/en-us/articles/360060591053
 */
const spellings: readonly Spelling[] = [
  { domains: ['gmail.com', 'googlemail.com'], oneDomain: 'gmail.com', overlooked: /\./g },
  { domains: ['outlook.com', 'hotmail.com', 'hotmail.co.uk', 'hotmail.fr', 'live.com', 'msn.com'] },
  { domains: ['icloud.com', 'me.com', 'mac.com'], oneDomain: 'icloud.com' },
  { domains: ['proton.me', 'protonmail.com', 'protonmail.ch', 'pm.me'], overlooked: /[._-]/g },
  { domains: ['fastmail.com', 'fastmail.fm'] },
];

/**
 * The mailbox that an address names: the same text for all spellings that lead to one mailbox. To be compared only,
 * never to be written to, and never what an account is found by: see `emailHash`.
 */
export function mailboxOf(email: string): string {
  const address = email.toLowerCase();
  const at = address.lastIndexOf('@');
  const domain = address.slice(at + 1);
  const spelling = spellings.find(({ domains }) => domains.includes(domain));
  if (!spelling) return address;
  const [name = ''] = address.slice(0, at).split('+');
  const bare = spelling.overlooked ? name.replaceAll(spelling.overlooked, '') : name;
  // What is nothing but tag and dots is no name that the provider gives out: left as it is.
  return bare === '' ? address : `${bare}@${spelling.oneDomain ?? domain}`;
}
