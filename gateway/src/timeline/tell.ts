import type { DescMessage, Message } from '@bufbuild/protobuf';
import { textOf } from '@tradeloom/chassis';
import type { Text } from '@tradeloom/kernel';
import type { Organisation } from '../partners/organisations.ts';
import { inChinese } from './words.ts';

const placeholder = /\{(\w+)\}/g;

/** A word, several, or a text that says it in both languages itself. */
const wordsOf = (event: Message, name: string): string[] | Text => {
  const value: unknown = Reflect.get(event, name);
  if (value === undefined || value === null) return [];
  if (typeof value !== 'object') return [String(value)];
  if (Array.isArray(value)) return value.map(String);
  return 'en' in value && 'zh' in value ? { en: String(value.en), zh: String(value.zh) } : [];
};

/** How an event reads on the timeline, in both languages, with the names of companies instead of their ids. */
export const tell = (schema: DescMessage, event: Message, organisations: ReadonlyMap<string, Organisation>): Text => {
  const { en, zh } = textOf(schema);
  const said = (language: keyof Text, otherwise: (word: string) => string) => (_: string, name: string) => {
    const words = wordsOf(event, name);
    if (!Array.isArray(words)) return words[language];
    return words.map((word) => organisations.get(word)?.name[language] ?? otherwise(word)).join(', ');
  };
  return {
    en: en.replace(
      placeholder,
      said('en', (word) => word),
    ),
    zh: zh.replace(placeholder, said('zh', inChinese)),
  };
};
