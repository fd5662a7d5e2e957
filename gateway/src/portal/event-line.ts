import type { Organisation } from '../partners/organisations.ts';
import { type Html, html } from './html.ts';
import { instant } from './instant.ts';
import type { Language } from './language.ts';

interface Line {
  readonly at: Date;
  readonly businessDate: string;
  readonly service: string;
  readonly text: Readonly<Record<Language, string>>;
  readonly actor: { readonly login: string; readonly organisation: string };
  readonly traceId: string | null;
  readonly digest: string | null;
}

const serviceNames: Readonly<Record<string, string>> = {
  orders: '订单',
  production: '生产',
  quality: '质量',
  'logistics-documents': '物流单证',
  finance: '财务',
  'supplier-performance': '供应商绩效',
  gateway: '网关',
};

/** An event as a line of a timeline: when, by whom, what, with its trace and the digest that its parties share. */
export const eventLine = (line: Line, language: Language, names: ReadonlyMap<string, Organisation>): Html => {
  const { at, businessDate, service, text, actor, traceId, digest } = line;
  return html`<li>
<div class="meta">${instant(at, language)}<span>${language === 'zh' ? '业务日期' : 'business date'} ${businessDate}</span><span>${language === 'zh' ? (serviceNames[service] ?? service) : service}</span></div>
<div>${text[language]}</div>
<div class="meta"><span>${actor.login}${names.has(actor.organisation) && html` · ${names.get(actor.organisation)?.name[language]}`}</span>${traceId && html`<code title="trace">${traceId}</code>`}${digest && html`<code title="SHA-256 ${digest}">${digest.slice(0, 12)}</code>`}</div>
</li>`;
};
