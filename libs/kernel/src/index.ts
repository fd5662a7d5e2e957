export {
  addDays,
  addMonths,
  addWorkingDays,
  dateAt,
  daysBetween,
  earliest,
  hasCome,
  type IsoDate,
  isIsoDate,
  latest,
} from './calendar.ts';
export { DomainError, type Facts, must, notFound, type Text } from './domain-error.ts';
export { digitsOf, isZero, type Money, minus, money, plus, splitByPercent, sumOf } from './money.ts';
export { type Announcement, announce, type Decision, type DomainEvent, type Outcome, unchanged } from './outcome.ts';
export { decimal, type Quantity, quantity, total } from './quantity.ts';
