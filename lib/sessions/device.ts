type Mark = readonly [name: string, mark: RegExp];

/** Nearly every browser also calls itself Chrome or Safari, so the first that fits counts. */
const browsers: readonly Mark[] = [
  ['Edge', /\b(Edg|EdgA|EdgiOS)\//],
  ['Opera', /\b(OPR|OPiOS)\//],
  ['Samsung Internet', /\bSamsungBrowser\//],
  ['Vivaldi', /\bVivaldi\//],
  ['DuckDuckGo', /\b(DuckDuckGo|Ddg)\//],
  ['Firefox', /\b(Firefox|FxiOS)\//],
  ['Chrome', /\b(Chrome|HeadlessChrome|CriOS)\//],
  ['Safari', /\bVersion\/[\d.]+.* Safari\//],
];

/** An iPad that asks for desktop pages, as they do by themselves, says that it is a Mac. */
const systems: readonly Mark[] = [
  ['iPhone', /\biPhone\b/],
  ['iPad', /\biPad\b/],
  ['Android', /\bAndroid\b/],
  ['Windows', /\bWindows\b/],
  ['ChromeOS', /\bCrOS\b/],
  ['macOS', /\bMacintosh\b/],
  ['Linux', /\bLinux\b/],
];

const nameIn = (marks: readonly Mark[], text: string) => marks.find(([, mark]) => mark.test(text))?.[0];

/**
 * A browser in a few words, `Chrome on Windows`, from its `User-Agent`. Only our own words: the header may say anything.
 * Versions, frozen by most browsers as it is, would tell nobody which device is meant.
 */
export function deviceWords(userAgent: string): string {
  const browser = nameIn(browsers, userAgent);
  const system = nameIn(systems, userAgent);
  if (browser && system) return `${browser} on ${system}`;
  if (system) return `A browser on ${system}`;
  return browser ?? 'An unknown device';
}
