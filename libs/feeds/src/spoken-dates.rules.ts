const digits: Readonly<Record<string, number>> = Object.fromEntries([...'〇一二三四五六七八九'].map((c, n) => [c, n]));
const inWords = /^([〇○零一二三四五六七八九]{4})年([一二三四五六七八九十]{1,2})月([一二三四五六七八九十]{1,3})日$/;

/** `二〇二六`, digit by digit. */
const year = (words: string): string => [...words].map((c) => digits[/[○零]/.test(c) ? '〇' : c] ?? '').join('');

/** `十一`, `二十`, `三十一`: below 100. */
const count = (words: string): number => {
  const [tens, ones] = words.split('十');
  if (ones === undefined) return digits[words] ?? 0;
  return (tens === '' ? 1 : (digits[tens ?? ''] ?? 0)) * 10 + (ones === '' ? 0 : (digits[ones] ?? 0));
};

const months = 'jan feb mar apr may jun jul aug sep oct nov dec'.split(' ');
const dayMonthYear = /^(\d{1,2})[- ]([a-z]{3})[a-z]*\.?[-, ]+(\d{4})$/i;
const monthDayYear = /^([a-z]{3})[a-z]*\.? (\d{1,2}),? (\d{4})$/i;

const byMonthName = (text: string): string | undefined => {
  const [, day, month = '', yearLast] = dayMonthYear.exec(text) ?? [];
  const [, monthFirst = '', dayLater, yearLater] = monthDayYear.exec(text) ?? [];
  const at = months.indexOf((month || monthFirst).toLowerCase());
  return at < 0 ? undefined : `${yearLast ?? yearLater}-${at + 1}-${day ?? dayLater}`;
};

/** 下午2:30 and 2:30 PM as 14:30. */
const onTheClock = (text: string): string => {
  const half = /(上午|下午|中午|晚上|am|pm)/i.exec(text)?.[1]?.toLowerCase();
  if (!half) return text;
  const isLater = half !== '上午' && half !== 'am';
  return text
    .replace(/\s*(上午|下午|中午|晚上|am|pm)\s*/gi, ' ')
    .trim()
    .replace(/ (\d{1,2})(?=:)/, (whole, hour: string) => {
      const said = Number(hour);
      if (said > 12) return whole;
      return ` ${(said % 12) + (isLater ? 12 : 0)}`;
    });
};

/**
 * A date in the words of Chinese and English Excel formats, in figures: `二〇二六年十一月五日`, `2026年11月5日星期四`,
 * `2026/11/5 下午2:30`, `5-Nov-2026`. Anything else stays as it is.
 */
export const inFigures = (text: string): string => {
  const bare = onTheClock(text.replace(/\s*[(（]?(星期|周|礼拜)[一二三四五六日天][)）]?/, ''));
  const [, y, m, d] = inWords.exec(bare) ?? [];
  if (y && m && d) return `${year(y)}-${count(m)}-${count(d)}`;
  return byMonthName(bare) ?? bare;
};
