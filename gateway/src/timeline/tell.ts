import type { DescMessage, Message } from '@bufbuild/protobuf';
import { textOf } from '@tradeloom/chassis';
import type { Text } from '@tradeloom/kernel';
import type { Organisation } from '../partners/organisations.ts';
import { inChinese } from './words.ts';

const placeholder = /\{(\w+)\}/g;

const fieldOf = (event: Message, name: string): string => {
  const value: unknown = Reflect.get(event, name);
  if (value === undefined || value === null) return '';
  if (typeof value !== 'object') return String(value);
  return Array.isArray(value) ? value.map(String).join(', ') : '';
};

/** How an event reads on the timeline, in both languages, with the names of companies instead of their ids. */
export const tell = (schema: DescMessage, event: Message, organisations: ReadonlyMap<string, Organisation>): Text => {
  const { en, zh } = textOf(schema);
  return {
    en: en.replace(placeholder, (_, name: string) => {
      const value = fieldOf(event, name);
      return organisations.get(value)?.name.en ?? value;
    }),
    zh: zh.replace(placeholder, (_, name: string) => {
      const value = fieldOf(event, name);
      return organisations.get(value)?.name.zh ?? inChinese(value);
    }),
  };
};
