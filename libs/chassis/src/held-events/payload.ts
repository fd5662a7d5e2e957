import {
  type DescMessage,
  fromBinary,
  fromJson,
  type JsonObject,
  type JsonValue,
  toBinary,
  toJson,
} from '@bufbuild/protobuf';
import { DomainError } from '@tradeloom/kernel';
import type { Envelope } from '../events/bus.ts';
import { schemaOf } from '../events/event-types.ts';
import { type Corrections, correctedPayload } from './correct-payload.rules.ts';

/** What an event says, as ProtoJSON with every field; null when its bytes or its type cannot be read here. */
export const readablePayload = ({ type, body }: Envelope): JsonValue | null => {
  try {
    const schema = schemaOf(type);
    return toJson(schema, fromBinary(schema, body), { alwaysEmitImplicit: true });
  } catch {
    return null;
  }
};

/** @throws DomainError when a place is none, or it is no event of the type any more */
export const correctedBody = (envelope: Envelope, corrections: Corrections): Uint8Array =>
  bodyFrom(schemaOf(envelope.type), correctedPayload(readablePayload(envelope), corrections));

const bodyFrom = (schema: DescMessage, json: JsonValue): Uint8Array => {
  try {
    return toBinary(schema, fromJson(schema, json as JsonObject));
  } catch (error) {
    const because = error instanceof Error ? error.message : String(error);
    throw new DomainError(
      'events.held.payload',
      { en: `The payload is no ${schema.name}: ${because}`, zh: `内容不是有效的 ${schema.name}：${because}` },
      { type: schema.typeName },
    );
  }
};
