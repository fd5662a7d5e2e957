import { CheckedInput } from './checked-input.pipe.ts';
import {
  BoolField,
  DateField,
  InstantField,
  IntField,
  ListField,
  MoneyBody,
  MoneyField,
  ObjectField,
  TextField,
} from './fields.ts';
import { type InputError, InvalidInput } from './invalid-input.ts';

class Delivery {
  @DateField() date!: string;
  @IntField({ min: 1 }) cartons!: number;
}

class Request {
  @TextField({ max: 5, enum: ['a', 'b', 'longer'] }) code!: string;
  @TextField({ optional: true }) note?: string;
  @InstantField({ optional: true }) at?: string;
  @BoolField({ optional: true }) urgent?: boolean;
  @MoneyField() price!: MoneyBody;
  @ObjectField(() => Delivery, { optional: true }) first?: Delivery;
  @ListField(() => Delivery, { minSize: 1 }) deliveries!: Delivery[];
  @ListField(undefined, { optional: true }) marks?: string[];
}

const good = {
  code: 'a',
  price: { amount: '12.50', currency: 'USD' },
  deliveries: [{ date: '2026-12-01', cartons: 3 }],
};
const pipe = new CheckedInput();
const checked = (sent: unknown, metatype: unknown = Request): unknown =>
  pipe.transform(sent, { type: 'body', metatype: metatype as typeof Request });
const errorsOf = (sent: unknown): Pick<InputError, 'pointer' | 'code'>[] => {
  try {
    checked(sent);
    return [];
  } catch (error) {
    if (!(error instanceof InvalidInput)) throw error;
    return error.errors.map(({ pointer, code }) => ({ pointer, code }));
  }
};

// ASVS V1.4.2, V1.5.2, V2.2.1, V15.3.5
describe('the fields of a door', () => {
  it('answers an object of the class with the values as they were sent', () => {
    const body = checked({ ...good, marks: ['x', ''], at: '2026-12-01T08:00:00+08:00' });
    expect(body).toBeInstanceOf(Request);
    expect(body).toMatchObject({ ...good, marks: ['x', ''] });
    expect((body as Request).deliveries[0]).toBeInstanceOf(Delivery);
    expect((body as Request).price).toBeInstanceOf(MoneyBody);
  });

  it.each([
    ['a missing field', { ...good, code: undefined }, '/code', 'isDefined'],
    ['null where a value must be', { ...good, price: null }, '/price', 'isDefined'],
    ['another type', { ...good, code: 5 }, '/code', 'isString'],
    ['an empty text', { ...good, note: '' }, '/note', 'isNotEmpty'],
    ['a text that is too long', { ...good, code: 'longer' }, '/code', 'maxLength'],
    ['a value that is no choice', { ...good, code: 'c' }, '/code', 'isIn'],
    ['a text for a boolean', { ...good, urgent: 'true' }, '/urgent', 'isBoolean'],
    ['a number for a decimal', { ...good, price: { amount: 12.5, currency: 'USD' } }, '/price/amount', 'isString'],
    ['a decimal with a comma', { ...good, price: { amount: '12,5', currency: 'USD' } }, '/price/amount', 'matches'],
    ['a list for an object', { ...good, first: [] }, '/first', 'isObject'],
    ['an object for a list', { ...good, deliveries: {} }, '/deliveries', 'isArray'],
    ['a list that is too short', { ...good, deliveries: [] }, '/deliveries', 'arrayMinSize'],
    ['an entry that is none', { ...good, deliveries: [null] }, '/deliveries/0', 'isObject'],
    ['a list for an entry', { ...good, deliveries: [[]] }, '/deliveries/0', 'isObject'],
    ['a text for an object', { ...good, price: '12.50' }, '/price', 'isObject'],
    ['an instant of a day that does not exist', { ...good, at: '2026-02-30T08:00:00Z' }, '/at', 'isInstant'],
    ['an hour that does not exist', { ...good, at: '2026-02-01T25:00:00Z' }, '/at', 'isInstant'],
    ['an instant without an offset', { ...good, at: '2026-02-01T08:00:00' }, '/at', 'isInstant'],
    ['a day that does not exist', { ...good, first: { date: '2026-02-30', cartons: 1 } }, '/first/date', 'isIsoDate'],
    ['a broken number', { ...good, first: { date: '2026-02-28', cartons: 1.5 } }, '/first/cartons', 'isInt'],
    ['a number that is too small', { ...good, first: { date: '2026-02-28', cartons: 0 } }, '/first/cartons', 'min'],
    [
      'a number beyond the database’s',
      { ...good, first: { date: '2026-02-28', cartons: 2 ** 31 } },
      '/first/cartons',
      'max',
    ],
    ['a text the database cannot hold', { ...good, note: 'a\0' }, '/note', 'isStorable'],
    ['half a character', { ...good, marks: ['\ud800'] }, '/marks/0', 'isStorable'],
    ['an unknown field with a slash', { ...good, 'a/b~c': 1 }, '/a~1b~0c', 'whitelistValidation'],
    ['an unknown field', { ...good, constructor: 1 }, '/constructor', 'whitelistValidation'],
  ])('locates %s', (_, sent, pointer, code) => {
    expect(errorsOf(sent)).toEqual([{ pointer, code }]);
  });

  it('names every bad field at once, in the order of the class', () => {
    expect(errorsOf({ code: 'c', deliveries: [{ cartons: 1 }], more: 1 }).map(({ pointer }) => pointer)).toEqual([
      '/code',
      '/price',
      '/deliveries/0/date',
      '/more',
    ]);
  });

  it('takes no body for one without fields, and refuses one that is no object', () => {
    for (const sent of [undefined, null, {}]) {
      expect(errorsOf(sent).map(({ code }) => code)).toEqual(['isDefined', 'isDefined', 'isDefined']);
    }
    for (const sent of ['text', 5, []]) expect(errorsOf(sent)).toEqual([{ pointer: '', code: 'isObject' }]);
  });

  it('leaves alone what declares no fields', () => {
    expect(checked('id-1', String)).toBe('id-1');
    expect(checked({ any: 1 }, Object)).toEqual({ any: 1 });
  });
});
