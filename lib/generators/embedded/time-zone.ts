import { isTimeZone } from '../../graph/time-zone.ts';

/** What people call zones, where that is not the name of a city of the time zone database. */
const names: Record<string, string> = {
  utc: 'UTC',
  gmt: 'UTC',
  et: 'America/New_York',
  est: 'America/New_York',
  edt: 'America/New_York',
  eastern: 'America/New_York',
  ct: 'America/Chicago',
  cst: 'America/Chicago',
  cdt: 'America/Chicago',
  central: 'America/Chicago',
  mt: 'America/Denver',
  mst: 'America/Denver',
  mountain: 'America/Denver',
  pt: 'America/Los_Angeles',
  pst: 'America/Los_Angeles',
  pdt: 'America/Los_Angeles',
  pacific: 'America/Los_Angeles',
  cet: 'Europe/Berlin',
  cest: 'Europe/Berlin',
  bst: 'Europe/London',
  uk: 'Europe/London',
  german: 'Europe/Berlin',
  ist: 'Asia/Kolkata',
  india: 'Asia/Kolkata',
  jst: 'Asia/Tokyo',
  japan: 'Asia/Tokyo',
  'san francisco': 'America/Los_Angeles',
  seattle: 'America/Los_Angeles',
  boston: 'America/New_York',
  miami: 'America/New_York',
  washington: 'America/New_York',
  beijing: 'Asia/Shanghai',
  mumbai: 'Asia/Kolkata',
  munich: 'Europe/Berlin',
  hamburg: 'Europe/Berlin',
  barcelona: 'Europe/Madrid',
  milan: 'Europe/Rome',
  geneva: 'Europe/Zurich',
};

let zonesByCity: Map<string, string> | undefined;

/** Made when a zone is first named: most sentences name none. */
function zoneOfCity(city: string): string | undefined {
  zonesByCity ??= new Map(
    Intl.supportedValuesOf('timeZone').map((zone) => [
      zone
        .slice(zone.lastIndexOf('/') + 1)
        .replaceAll('_', ' ')
        .toLowerCase(),
      zone,
    ]),
  );
  return zonesByCity.get(city);
}

const abbreviations = Object.keys(names).join('|');
const patterns: readonly RegExp[] = [
  /\(?\b(?:in |time ?zone:? )?((?:Africa|America|Antarctica|Asia|Atlantic|Australia|Europe|Indian|Pacific)\/[A-Za-z_/+-]+)\)?(?:\s+time\b)?/i,
  new RegExp(String.raw`\(?\b(?:in )?(${abbreviations})\s+(?:local |standard )?time(?:\s?zone)?\b\)?`, 'i'),
  /\b(?:in )?((?:\p{Lu}[\p{L}.]+ |(?:new|los|hong|sao|buenos|mexico|kuala|san|tel) )?\p{L}+)\s+(?:local |standard )?time(?:\s?zone)?\b/iu,
  new RegExp(String.raw`(?<=\d\s?(?:am|pm)?\s?|noon\s|midnight\s)\(?\b(${abbreviations})\b\)?`, 'i'),
];

export interface FoundZone {
  zone: string;
  /** The words that named it. */
  words: string;
}

export function findTimeZone(text: string): FoundZone | undefined {
  for (const pattern of patterns) {
    const [words, name = ''] = pattern.exec(text) ?? [];
    if (!words) continue;
    const key = name.toLowerCase();
    const zone = name.includes('/')
      ? isTimeZone(name)
        ? name
        : undefined
      : (names[key] ?? zoneOfCity(key) ?? zoneOfCity(key.split(' ').at(-1) ?? ''));
    if (zone) return { zone, words };
  }
  return undefined;
}
