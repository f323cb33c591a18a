interface Known {
  url: string;
  label: string;
  noun: string;
  /** Where in the answer the list lies. */
  items: string;
  count?: string;
  itemFields?: Record<string, string>;
  /** Where in the answer its parts lie. */
  fields?: Record<string, string>;
  headers?: Record<string, string>;
  remarks: string[];
}

// GitHub refuses requests without a user agent: https://docs.github.com/en/rest/using-the-rest-api/getting-started-with-the-rest-api
const gitHubHeaders = { Accept: 'application/vnd.github+json', 'User-Agent': 'workflow' };

/**
 * The search, not the list of a repository: only it leaves pull requests out, and says how many there are.
 * https://docs.github.com/en/rest/search/search#search-issues-and-pull-requests
 */
function gitHubSearch(clause: string, address: string | undefined): Known | undefined {
  const of =
    /github\.com\/([\w.-]+\/[\w.-]+)/i.exec(address ?? '')?.[1] ??
    /\b(?:of|from|in|for) ([\w.-]+\/[\w.-]+)/i.exec(clause)?.[1];
  if (!/\bgithub\b/i.test(`${clause} ${address ?? ''}`)) return undefined;
  const isPulls = /\bpull requests?\b|\bPRs?\b/.test(clause);
  if (!isPulls && !/\bissues?\b|\bbugs?\b/i.test(clause)) return undefined;
  const state = /\bclosed\b/i.test(clause) ? 'closed' : 'open';
  const kind = isPulls ? 'pull-request' : 'issue';
  const noun = `${state} GitHub ${isPulls ? 'pull requests' : 'issues'}`;
  const repository = of?.replace(/\.git$/, '') ?? '{{env.GITHUB_REPOSITORY}}';
  return {
    url: `https://api.github.com/search/issues?q=repo:${repository}+is:${kind}+is:${state}&per_page=100`,
    label: `Fetch ${noun}`,
    noun,
    items: '.items',
    count: '.total_count',
    itemFields: { title: 'title', url: 'html_url' },
    headers: gitHubHeaders,
    remarks: of ? [] : ['Which repository is asked, the setting GITHUB_REPOSITORY says: owner/name.'],
  };
}

const places: Record<string, readonly [latitude: number, longitude: number]> = {
  berlin: [52.52, 13.41],
  london: [51.51, -0.13],
  paris: [48.85, 2.35],
  'new york': [40.71, -74.01],
  'san francisco': [37.77, -122.42],
  madrid: [40.42, -3.7],
  rome: [41.89, 12.51],
  vienna: [48.21, 16.37],
  zurich: [47.37, 8.55],
  amsterdam: [52.37, 4.89],
  tokyo: [35.69, 139.69],
  sydney: [-33.87, 151.21],
  toronto: [43.7, -79.42],
  chicago: [41.85, -87.65],
};

/** https://open-meteo.com/en/docs needs no key. */
function weather(clause: string): Known | undefined {
  if (!/\b(?:weather|forecast)\b/i.test(clause) || /\bsales forecast/i.test(clause)) return undefined;
  const place = Object.keys(places).find((name) => clause.toLowerCase().includes(name));
  const [latitude, longitude] = (place && places[place]) || ['{{env.LATITUDE}}', '{{env.LONGITUDE}}'];
  return {
    url: `https://api.open-meteo.com/v1/forecast?latitude=${latitude}&longitude=${longitude}&daily=temperature_2m_max,temperature_2m_min,precipitation_sum&timezone=auto&forecast_days=1`,
    label: 'Fetch the weather',
    noun: 'weather',
    items: '.daily.time',
    remarks: place ? [] : ['For which place, the settings LATITUDE and LONGITUDE say.'],
  };
}

const fixed: readonly (readonly [sign: RegExp, known: Omit<Known, 'remarks'>])[] = [
  [
    /\bhacker ?news\b/i,
    {
      url: 'https://hn.algolia.com/api/v1/search?tags=front_page',
      label: 'Fetch Hacker News',
      noun: 'Hacker News',
      items: '.hits',
      count: '.nbHits',
      itemFields: { title: 'title', url: 'url' },
    },
  ],
  [
    /\b(?:exchange|currency) rates?\b/i,
    {
      url: 'https://api.frankfurter.dev/v1/latest',
      label: 'Fetch exchange rates',
      noun: 'exchange rates',
      items: '.rates',
    },
  ],
  [
    /\b(?:bitcoin|btc)\b/i,
    {
      url: 'https://api.coinbase.com/v2/prices/BTC-USD/spot',
      label: 'Fetch the Bitcoin price',
      noun: 'Bitcoin price',
      items: '.data',
      fields: { amount: 'data.amount' },
    },
  ],
];

/** What can be fetched by its name alone. */
export function knownAddress(clause: string, address: string | undefined): Known | undefined {
  const gitHub = gitHubSearch(clause, address);
  if (gitHub || address) return gitHub;
  const found = fixed.find(([sign]) => sign.test(clause))?.[1];
  return weather(clause) ?? (found && { ...found, remarks: [] });
}
