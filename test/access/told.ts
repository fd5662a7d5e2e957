import type { Receiver } from '../../gateway/test/receiver.ts';
import type { RunningPlatform } from '../flows/running-platform.ts';
import type { Output } from './canaries.ts';

const mayRegister: readonly string[] = ['system', 'owner', 'operator'];

interface Endpoint {
  readonly organisation: string;
  readonly who: string;
  readonly id: string;
}

/** An endpoint for each organisation, which answers well. */
export const listenForAll = async (platform: RunningPlatform, receiver: Receiver): Promise<Endpoint[]> => {
  const endpoints = new Map<string, Endpoint>();
  for (const { name, organisation, role } of platform.callers) {
    if (!mayRegister.includes(role) || endpoints.has(organisation)) continue;
    const url = receiver.at(`/${organisation}`, () => 204);
    const { status, body } = await platform.call<{ id: string }>(name, 'POST', '/webhooks', JSON.stringify({ url }));
    if (status !== 201) throw new Error(`an endpoint for ${organisation} was answered ${status}`);
    endpoints.set(organisation, { organisation, who: name, id: body.id });
  }
  return [...endpoints.values()];
};

/** Everything that was posted to them, once nothing waits any more. */
export const toldToAll = async (
  platform: RunningPlatform,
  endpoints: readonly Endpoint[],
  receiver: Receiver,
): Promise<Output[]> => {
  for (const { who, id, organisation } of endpoints) {
    await platform.until(async () => {
      const { body } = await platform.get<{ items: unknown[] }>(who, `/webhooks/${id}/deliveries?status=waiting`);
      return body.items.length === 0 ? true : undefined;
    }, `${organisation} has been told everything`);
  }
  return endpoints.flatMap(({ organisation }) =>
    receiver
      .on(`/${organisation}`)
      .map(({ body }) => ({ organisation, from: `webhook of ${organisation}`, text: body })),
  );
};
