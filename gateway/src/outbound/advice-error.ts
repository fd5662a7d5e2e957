import type { type } from '@tradeloom/contracts';
import type { ApplicationAdvice } from '@tradeloom/edi';

type AdviceError = ApplicationAdvice['errors'][number];
export type AdviceLanguage = 'en' | 'both';

/** Where companies read Chinese, and their systems are made for it; elsewhere a character set seldom has it. */
const readChinese = ['CN', 'HK', 'MO', 'TW', 'SG'];

export const languageOf = (country: string | undefined): AdviceLanguage =>
  country !== undefined && readChinese.includes(country) ? 'both' : 'en';

const textOf = ({ code, text }: type.Finding, language: AdviceLanguage): string => {
  if (!text?.en) return code;
  return language === 'both' && text.zh ? `${text.zh} / ${text.en}` : text.en;
};

/** One reason of a refusal as an application advice says it; its place is the finding's own, else the document's line. */
export const adviceErrorOf = (finding: type.Finding, language: AdviceLanguage): AdviceError => {
  const { code, facts } = finding;
  const position = facts['position'] || facts['line'];
  return {
    code,
    text: textOf(finding, language),
    ...(position && { position }),
    ...(facts['value'] && { value: facts['value'] }),
  };
};
