import { fromBinary, fromJson, type JsonObject, type JsonValue, toBinary, toJson } from '@bufbuild/protobuf';
import { DomainError } from '@tradeloom/kernel';
import type { Envelope } from '../events/bus.ts';
import { schemaOf } from '../events/event-types.ts';

/** What an event says, as ProtoJSON; null when its bytes or its type cannot be read here. */
export const readablePayload = ({ type, body }: Envelope): JsonValue | null => {
  try {
    const schema = schemaOf(type);
    return toJson(schema, fromBinary(schema, body));
  } catch {
    return null;
  }
};

/** @throws DomainError when it is no event of the type */
export const payloadFrom = (type: string, json: object): Uint8Array => {
  const schema = schemaOf(type);
  try {
    return toBinary(schema, fromJson(schema, json as JsonObject));
  } catch (error) {
    const because = error instanceof Error ? error.message : String(error);
    throw new DomainError(
      'events.held.payload',
      { en: `The payload is no ${schema.name}: ${because}`, zh: `内容不是有效的 ${schema.name}：${because}` },
      { type },
    );
  }
};
