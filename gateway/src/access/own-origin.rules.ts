interface Asked {
  readonly method: string;
  readonly headers: {
    readonly host?: string | undefined;
    readonly origin?: string | undefined;
    readonly 'sec-fetch-site'?: string | string[] | undefined;
  };
}

const harmless: ReadonlySet<string> = new Set(['GET', 'HEAD', 'OPTIONS']);
const ofOwn: ReadonlySet<unknown> = new Set(['same-origin', 'none']);

const hostOf = (origin: string): string | null => (URL.canParse(origin) ? new URL(origin).host : null);

/**
 * Whether another site made a browser send this. Browsers say so themselves: by `Sec-Fetch-Site`, older ones by
 * `Origin`; who sends neither is no browser, and acts on nobody's cookie (Filippo Valsorda, "Cross-Site Request
 * Forgery", 2025; net/http's CrossOriginProtection).
 * @param ownHost the public name, for where a proxy in front changes `Host`
 */
export const comesFromElsewhere = ({ method, headers }: Asked, ownHost: string): boolean => {
  if (harmless.has(method)) return false;
  const site = headers['sec-fetch-site'];
  if (site !== undefined) return !ofOwn.has(site);
  if (headers.origin === undefined) return false;
  const host = hostOf(headers.origin);
  return host === null || (host !== headers.host && host !== ownHost);
};
