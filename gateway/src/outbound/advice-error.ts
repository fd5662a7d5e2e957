import type { type } from '@tradeloom/contracts';
import type { ApplicationAdvice } from '@tradeloom/edi';
import type { ProfiledPartner } from '../profiles/profiled-partner.ts';

type AdviceError = ApplicationAdvice['errors'][number];
export type AdviceLanguage = 'en' | 'both';

/** Where companies read Chinese. */
const readChinese = ['CN', 'HK', 'MO', 'TW', 'SG'];
const chineseCharsets = ['utf-8', 'gb18030'];
const chineseSyntaxes = ['UNOW', 'UNOX', 'UNOY'];

/** Whether the files that are agreed with him can hold Chinese: of EDIFACT the syntax identifier says so. */
const canHoldChinese = ({ format, profile: { charsets, edifact } }: ProfiledPartner): boolean => {
  if (format === 'x12') return chineseCharsets.includes(charsets.out);
  return format !== 'edifact' || edifact.syntax === null || chineseSyntaxes.includes(edifact.syntax.slice(0, 4));
};

export const languageOf = (country: string | undefined, partner: ProfiledPartner): AdviceLanguage =>
  country !== undefined && readChinese.includes(country) && canHoldChinese(partner) ? 'both' : 'en';

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
