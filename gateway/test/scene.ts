import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { bootService, type Stage } from '@tradeloom/testing';
import { gatewayModule } from '../src/gateway.module.ts';
import { fileSizeLimit } from '../src/mailboxes/uploaded-file.ts';
import { migrations } from '../src/migrations/all.ts';
import { pages, prepareGateway } from '../src/prepare-gateway.ts';

const masterData = JSON.parse(
  readFileSync(new URL('../../deploy/demo/master-data/gateway.json', import.meta.url), 'utf8'),
);

export const isa = (control: string, sender = 'HARBORPINE'): string =>
  `ISA*00*          *00*          *ZZ*${sender.padEnd(15)}*ZZ*EASTBRIDGE     *261207*0930*U*00401*${control}*0*P*>~`;

/** One 850 of one line. @param group GS06 */
export const order = (control: string, number: string, item = 'HP-20018', group = Number(control)): string =>
  `${isa(control)}GS*PO*HARBORPINE*EASTBRIDGE*20261207*0930*${group}*X*004010~ST*850*0001~` +
  `BEG*00*SA*${number}**20261207~CUR*BY*USD~N1*ST*HARBOR DC LONG BEACH~N3*1400 PIER E ST~N4*LONG BEACH*CA*90802*US~` +
  `PO1*1*1200*EA*14.85**BP*${item}~PID*F****ELECTRIC KETTLE~SCH*1200*EA***002*20270125~CTT*1~SE*11*0001~` +
  `GE*1*${group}~IEA*1*${control}~`;

export interface Fate {
  status: string;
  messages: { verdict: string; orderId: string | null; errors: { code: string }[] }[];
  rows: { row: number; verdict: string; errors: { code: string; message: { en: string; zh: string } }[] }[];
  errors: { code: string; message: { en: string; zh: string } }[];
  acknowledgements: string[];
}

const keyOf = (name: string): string => `tl_test_${name}`;
export const keyRow = (name: string, organisation: string, kind: string, role: string | null) => ({
  key_hash: createHash('sha256').update(keyOf(name)).digest('hex'),
  organisation,
  organisation_kind: kind,
  login: role ? name : null,
  role,
  partner: role ? null : name,
});

const elsewhere = 'http://127.0.0.1:9';
const services = ['ORDERS', 'PRODUCTION', 'QUALITY', 'LOGISTICS_DOCUMENTS', 'FINANCE', 'SUPPLIER_PERFORMANCE'];

/** The gateway with its partners and some people, as they meet it. */
export class Scene {
  private constructor(
    readonly stage: Stage,
    private readonly app = stage.app,
  ) {}

  /** @param env where services are, e.g. `ORDERS_URL`; those not named are away */
  static async open(env: Readonly<Record<string, string>> = {}, trustedProxies?: string): Promise<Scene> {
    const stage = await bootService(gatewayModule('demo'), {
      service: 'gateway',
      migrations,
      options: { rawBodyLimit: fileSizeLimit, pages, trustedProxies },
      prepare: prepareGateway,
      env: { ...Object.fromEntries(services.map((name) => [`${name}_URL`, elsewhere])), ...env },
    });
    await stage.seed({
      ...masterData,
      'gateway.api_keys': [
        keyRow('harbor-pine', 'harbor-pine', 'customer', null),
        keyRow('jingsu', 'jingsu', 'supplier', null),
        keyRow('jinfeng', 'jinfeng', 'supplier', null),
        keyRow('chen.li', 'eastbridge', 'trader', 'sales'),
        keyRow('zhou.min', 'eastbridge', 'trader', 'sales-supervisor'),
        keyRow('ops.e', 'eastbridge', 'trader', 'operator'),
      ],
    });
    return new Scene(stage);
  }

  /** The same through one more gateway, on the same database and topics. */
  async beside(): Promise<Scene> {
    return new Scene(this.stage, await this.stage.replica());
  }

  close(): Promise<void> {
    return this.stage.close();
  }

  async call(
    method: 'GET' | 'POST' | 'PUT' | 'DELETE',
    url: string,
    key: string,
    payload?: Buffer | string,
    headers: Record<string, string> = {},
  ) {
    const answer = await this.app
      .getHttpAdapter()
      .getInstance()
      .inject({
        method,
        url,
        headers: { authorization: this.authorizationOf(key), ...headers },
        ...(payload !== undefined && { payload }),
      });
    return {
      status: answer.statusCode,
      headers: answer.headers,
      text: answer.payload,
      raw: answer.rawPayload,
      json: <T>(): T => JSON.parse(answer.payload) as T,
    };
  }

  authorizationOf(key: string): string {
    return `Bearer ${keyOf(key)}`;
  }

  /** Answers the id of the file, once it is kept. */
  async send(partner: string, file: Buffer | string, headers = {}): Promise<string> {
    const answer = await this.call('POST', `/api/v1/partners/${partner}/interchanges`, partner, file, {
      'content-type': 'application/edi-x12',
      ...headers,
    });
    if (answer.status !== 202) throw new Error(`the file was answered ${answer.status}: ${answer.text}`);
    return answer.json<{ id: string }>().id;
  }

  async fateOf(partner: string, id: string): Promise<Fate> {
    return (await this.call('GET', `/api/v1/partners/${partner}/interchanges/${id}`, partner)).json<Fate>();
  }

  /** The file's fate once it has been read. */
  async settled(partner: string, id: string): Promise<Fate> {
    const deadline = performance.now() + 15_000;
    for (;;) {
      const fate = await this.fateOf(partner, id);
      if (fate.status !== 'received') return fate;
      if (performance.now() > deadline) throw new Error('the file was not read in time');
      await new Promise((resolve) => setImmediate(resolve));
    }
  }

  async contentOf(partner: string, id: string): Promise<Buffer> {
    return (await this.call('GET', `/api/v1/partners/${partner}/interchanges/${id}/content`, partner)).raw;
  }
}
