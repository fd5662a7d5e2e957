/** Follows redirects and keeps cookies as a browser does, one step at a time. */
export class WalkingBrowser {
  private readonly cookies = new Map<string, Map<string, string>>();

  /** @param to absolute */
  async get(to: string): Promise<Response> {
    return this.step(to, {});
  }

  async post(to: string, form: Readonly<Record<string, string>>): Promise<Response> {
    return this.step(to, { method: 'POST', body: new URLSearchParams({ ...form }) });
  }

  /** Goes on while it is redirected to where `stops` says no. */
  async walk(to: string, stops: (url: string) => boolean = () => false): Promise<{ url: string; answer: Response }> {
    let url = to;
    for (let steps = 0; steps < 12; steps += 1) {
      const answer = await this.get(url);
      const location = answer.headers.get('location');
      if (location === null || answer.status < 300 || answer.status > 399) return { url, answer };
      url = new URL(location, url).href;
      if (stops(url)) return { url, answer };
    }
    throw new Error(`redirected without end, at last to ${url}`);
  }

  private async step(to: string, init: RequestInit): Promise<Response> {
    const { host } = new URL(to);
    const jar = this.cookies.get(host) ?? new Map<string, string>();
    this.cookies.set(host, jar);
    const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join('; ');
    const answer = await fetch(to, { ...init, redirect: 'manual', headers: { cookie, accept: 'text/html' } });
    for (const set of answer.headers.getSetCookie()) {
      const [name = '', value = ''] = (set.split(';')[0] ?? '').split(/=(.*)/s);
      if (value === '' || /max-age=0/i.test(set)) jar.delete(name);
      else jar.set(name, value);
    }
    return answer;
  }
}
