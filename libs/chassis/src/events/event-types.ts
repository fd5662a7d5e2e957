import {
  createRegistry,
  type DescFile,
  type DescMessage,
  getOption,
  hasOption,
  type Message,
  toBinary,
} from '@bufbuild/protobuf';
import * as contracts from '@tradeloom/contracts';
import type { DomainEvent, Text } from '@tradeloom/kernel';

const isFile = (x: unknown): x is DescFile => (x as DescFile | undefined)?.kind === 'file';
const files = Object.values(contracts)
  .flatMap((namespace) => (typeof namespace === 'object' ? Object.values<unknown>(namespace) : []))
  .filter(isFile);
const registry = createRegistry(...files);
const { event: eventOption } = contracts.type;

/** Every message marked as a domain event in proto/, in the order of declaration. */
export const eventTypes: readonly DescMessage[] = files
  .flatMap((file) => file.messages)
  .filter((message) => hasOption(message, eventOption));

/** @throws Error when the type is not declared in proto/ */
export const schemaOf = (typeName: string): DescMessage => {
  const schema = registry.getMessage(typeName);
  if (!schema) throw new Error(`${typeName} is not declared in proto/`);
  return schema;
};

const texts = new Map<string, Text>();

/** How the event reads for people, with {placeholders}. Taking an option out of a schema decodes it anew: done once. */
export const textOf = (schema: DescMessage): Text => {
  const text = texts.get(schema.typeName) ?? getOption(schema, eventOption);
  texts.set(schema.typeName, text);
  return text;
};

/** `tradeloom.orders.v1.OrderChanged` travels on topic `tradeloom.orders.v1`. */
export const topicOf = (typeName: string): string => typeName.slice(0, typeName.lastIndexOf('.'));

const encodings = new WeakMap<DomainEvent, Uint8Array>();

/**
 * The event in protobuf's binary form; rules announce messages made by `create`, of which the kernel only knows the name.
 * Encoded once, whoever else measured it before: announced events do not change.
 */
export const encoded = (event: DomainEvent): Uint8Array => {
  const known = encodings.get(event) ?? toBinary(schemaOf(event.$typeName), event as Message);
  encodings.set(event, known);
  return known;
};
