import { gateway } from '@tradeloom/contracts';
import { answered } from './answered.ts';
import type { Scene } from './scene.ts';

const json = { 'content-type': 'application/json' };
const operator = 'ops.e';

/** Partner profiles as the operator of our company works on them. */
export class Agreements {
  constructor(
    private readonly scene: Scene,
    readonly partner: string,
  ) {}

  private ask(method: 'GET' | 'PUT' | 'POST', path: string, body?: object, who = operator) {
    const url = `/api/v1/partners/${this.partner}/profile${path}`;
    return this.scene.call(method, url, who, body && JSON.stringify(body), json);
  }

  save = (profile: object, who?: string) => this.ask('PUT', '/draft', profile, who);
  try = (latest = 20, who?: string) => this.ask('POST', '/draft/trial', { latest }, who);
  activate = (who?: string) => this.ask('POST', '/draft/activation', {}, who);
  see = (path = '', who?: string) => this.ask('GET', path, undefined, who);

  /** Saves, tries and puts in force; answers the number of the version. */
  async agree(profile: object): Promise<number> {
    for (const step of [() => this.save(profile), () => this.try(1), () => this.activate()]) {
      const answer = await step();
      if (answer.status !== 200) throw new Error(`${answer.status}: ${answer.text}`);
    }
    return (await this.see()).json<{ number: number }>().number;
  }
}

/** What the partner's file came to. */
export const readAs = async (scene: Scene, partner: string, file: Buffer | string) =>
  scene.settled(partner, await scene.send(partner, file));

/** The bytes of the acknowledgements of a file, each as text. */
export const answersTo = async (
  scene: Scene,
  partner: string,
  { acknowledgements }: { acknowledgements: readonly string[] },
): Promise<string[]> => {
  const contents = await Promise.all(acknowledgements.map((id) => scene.contentOf(partner, id)));
  return contents.map((content) => content.toString('latin1'));
};

/** Has the seller answer an order of the customer's. Answers the order's id. */
export const answer = async (
  scene: Scene,
  customer: string,
  customerOrder: string,
  description = 'Kettle',
): Promise<string> => {
  const orderId = `o-${customerOrder}`;
  const event = answered(orderId, customerOrder, { customer, description });
  await scene.stage.publish('orders', event, { parties: [customer, 'eastbridge'] });
  return orderId;
};

/** The file that goes out for such an answer. */
export const answeredTo = async (
  scene: Scene,
  customer: string,
  customerOrder: string,
  description?: string,
): Promise<{ id: string; content: Buffer }> => {
  const orderId = await answer(scene, customer, customerOrder, description);
  const sent = await scene.stage.published(gateway.MessageSentSchema, (e) => e.orderId === orderId);
  const id = sent.ref?.interchangeId ?? '';
  return { id, content: await scene.contentOf(customer, id) };
};
