/** Whether an element counts so many. Counts are numbers: leading zeros say nothing. */
export const sameNumber = (text: string, n: number): boolean => /^\d{1,9}$/.test(text) && Number(text) === n;
