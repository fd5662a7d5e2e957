/** Which service answers which resource of `/api/v1`. The first pattern that fits wins. */
const routes: readonly (readonly [pattern: RegExp, service: ServiceName])[] = [
  [/^orders\/[^/]+\/payment-plan/, 'finance'],
  [/^orders\/[^/]+\/samples/, 'quality'],
  [/^(orders|changes|quotes|exchange-rates|items|price-lists|price-changes)(\/|$|\?)/, 'orders'],
  [
    /^(atp|capacities|stocks|reported-stocks|forecasts|outsourcing-orders|material-issues|goods-receipts|progress-reports|warnings|releases|promises)(\/|$|\?)/,
    'production',
  ],
  [/^(samples|inspections|inspection-regimes|lots|certificates|manuals|incidents)(\/|$|\?)/, 'quality'],
  [/^(shipments|document-sets|documents)(\/|$|\?)/, 'logistics-documents'],
  [
    /^(payments-received|payment-advices|credit-limits|statements|supplier-invoices|supplier-payments|ledger|fx-sharings|receivables|bank-accounts|bank-account-changes)(\/|$|\?)/,
    'finance',
  ],
  [/^(suppliers|rectifications|scoring-policy)(\/|$|\?)/, 'supplier-performance'],
];

export const serviceNames = [
  'orders',
  'production',
  'quality',
  'logistics-documents',
  'finance',
  'supplier-performance',
] as const;
export type ServiceName = (typeof serviceNames)[number];

/** Every service has doors to the events that it holds. */
const quarantine = /^quarantine\/([^/?]+)/;

/** @param path below `/api/v1/`, with its query */
export const serviceFor = (path: string): ServiceName | undefined => {
  const named = quarantine.exec(path)?.[1];
  if (named !== undefined) return serviceNames.find((name) => name === named);
  return routes.find(([pattern]) => pattern.test(path))?.[1];
};

/** Where each service listens, from `ORDERS_URL` and its siblings. */
export const serviceUrls = (env: NodeJS.ProcessEnv): Readonly<Record<ServiceName, string>> =>
  Object.fromEntries(
    serviceNames.map((name) => {
      const variable = `${name.replaceAll('-', '_').toUpperCase()}_URL`;
      const url = env[variable];
      if (!url) throw new Error(`${variable} is missing`);
      return [name, url];
    }),
  ) as Record<ServiceName, string>;
