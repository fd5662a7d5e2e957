/** An ISO 8601 calendar date, `2026-12-01`. */
export type IsoDate = string;

const dayInMs = 86_400_000;
const asUtc = (date: IsoDate): number => Date.parse(`${date}T00:00:00Z`);
const asIso = (ms: number): IsoDate => new Date(ms).toISOString().slice(0, 10);

export const addDays = (date: IsoDate, days: number): IsoDate => asIso(asUtc(date) + days * dayInMs);

/** The same day of the month so many months on; the month's last day where there is no such day. */
export const addMonths = (date: IsoDate, months: number): IsoDate => {
  const [year = 0, month = 1, day = 1] = date.split('-').map(Number);
  const lastDay = new Date(Date.UTC(year, month + months, 0)).getUTCDate();
  return asIso(Date.UTC(year, month - 1 + months, Math.min(day, lastDay)));
};

/** The date itself when it is a Monday, else the next one. */
export const mondayFrom = (date: IsoDate): IsoDate => addDays(date, (8 - new Date(asUtc(date)).getUTCDay()) % 7);

export const monthOf = (date: IsoDate): string => date.slice(0, 7);

/**
 * How partners write a date: `yyyymmdd`, `yymmdd`, `yyyy-mm-dd`, `yyyy/m/d`, `yyyy年m月d日`. A single `m` or `d`
 * drops the leading zero, as Excel in China does.
 */
export const writtenAs = (date: IsoDate, form: string): string => {
  const [year = '', month = '', day = ''] = date.split('-');
  return form
    .replace('yyyy', year)
    .replace('yy', year.slice(2))
    .replace(/mm|m/, (m) => (m === 'mm' ? month : String(Number(month))))
    .replace(/dd|d/, (d) => (d === 'dd' ? day : String(Number(day))));
};
