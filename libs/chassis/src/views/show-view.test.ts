import type { Actor } from '../access/actor.ts';
import { compileViews } from './compile-views.ts';
import { refusedFields } from './refuse-fields.ts';
import { showView } from './show-view.ts';
import { many, nobody, one, openMap, seenBy, setBy, type ViewTable } from './view-table.ts';

const as = (organisation: string, kind: Actor['kind'], role: Actor['role'] = 'owner'): Actor => ({
  login: 'x',
  organisation,
  kind,
  role,
});
const eastbridge = as('eastbridge', 'trader');
const clerk = as('eastbridge', 'trader', 'document-clerk');
const hengda = as('hengda', 'factory');
const harbor = as('harbor-pine', 'customer');

const table: ViewTable = {
  resources: {
    order: {
      'id note': seenBy('customer', 'trader', 'factory'),
      parties: nobody,
      legs: many('leg'),
      impact: one('impact', seenBy('trader')),
      suppliers: many('leg', seenBy('trader')),
      facts: openMap(seenBy('trader')),
    },
    leg: {
      'seller buyer': seenBy('customer', 'trader', 'factory'),
      price: { ...seenBy('customer'), ...setBy('trader') },
      account: { trader: { owner: 'write', others: 'masked' } },
    },
    impact: { cover: seenBy('trader') },
  },
  onlyFor: { leg: ['seller', 'buyer'] },
  routes: {},
};
const views = compileViews(table);
const untabled: string[] = [];
const show = (reader: Actor, answer: unknown): unknown =>
  showView(views, 'order', answer, reader, (field) => {
    untabled.push(field);
  });

const price = { amount: '14.85', currency: 'USD' };
const exportLeg = { seller: 'eastbridge', buyer: 'harbor-pine', price, account: '622202001234' };
const purchaseLeg = { seller: 'hengda', buyer: 'eastbridge', price: { amount: '88.00', currency: 'CNY' } };
const order = {
  id: 'o-1',
  note: { en: 'n', zh: '注' },
  parties: ['eastbridge', 'jingsu'],
  legs: [exportLeg, purchaseLeg],
  impact: { cover: 'hold' },
  suppliers: [],
  facts: { limit: 1, deep: { er: 2 } },
};

describe('an answer', () => {
  beforeEach(() => untabled.splice(0));

  it('shows each contract to its own two parties, and to each of them their fields', () => {
    expect(show(eastbridge, order)).toEqual({ ...order, parties: undefined });
    expect(show(harbor, order)).toEqual({
      id: 'o-1',
      note: order.note,
      legs: [{ seller: 'eastbridge', buyer: 'harbor-pine', price }],
      suppliers: [],
    });
    expect(show(hengda, order)).toEqual({
      id: 'o-1',
      note: order.note,
      legs: [{ seller: 'hengda', buyer: 'eastbridge' }],
      suppliers: [],
    });
  });

  it('leaves enough of a masked text to know it again, and nothing of an amount', () => {
    const account = (value: unknown): unknown =>
      (show(clerk, { legs: [{ ...exportLeg, account: value }] }) as typeof order).legs[0]?.['account' as 'price'];
    expect(account('622202001234')).toBe('***1234');
    expect(account('1234567')).toBe('***');
    expect(account(price)).toBeNull();
  });

  it.each([
    ['a field that no table names', { margin: '12' }, 'order.margin'],
    ['an object where the table has a plain value', { id: { cost: '9' } }, 'order.id'],
    ['a list of objects where the table has a plain value', { note: [{ cost: '9' }] }, 'order.note'],
    ['an object hidden in a value', { note: { en: { cost: '9' }, zh: '' } }, 'order.note'],
    ['a value where the table has an object', { impact: 'cover: 9' }, 'impact'],
    ['an object where the table has a list', { suppliers: { price } }, 'leg'],
  ])('does not show %s, and says so', (_, answer, field) => {
    expect(JSON.stringify(show(eastbridge, answer))).toMatch(/^\{("suppliers":\[\])?\}$/);
    expect(untabled).toEqual([field]);
  });

  it('shows nothing to a kind of organisation that the table does not name', () => {
    expect(show(as('sinolink', 'forwarder'), order)).toEqual({ legs: [], suppliers: [] });
  });

  it('keeps the absence of an object apart from its being hidden', () => {
    expect(show(eastbridge, { impact: null, legs: null })).toEqual({ impact: null, legs: null });
  });
});

describe('a body', () => {
  const refused = (by: Actor, body: unknown): string[] =>
    refusedFields(views, 'order', body, by).map(({ pointer }) => pointer);

  it('has only fields that its sender may set; the others are named where they stand', () => {
    expect(refused(eastbridge, { legs: [{ price, account: '1' }] })).toEqual([]);
    expect(refused(clerk, { legs: [{ price }, { account: '1' }] })).toEqual(['/legs/1/account']);
    expect(refused(hengda, { id: 'mine', legs: [{ price }] })).toEqual(['/id', '/legs/0/price']);
  });

  it('leaves what is no field at all, and what is no object, to validation', () => {
    expect(refused(hengda, { approvedPrice: '1' })).toEqual([]);
    expect(refused(hengda, 'text')).toEqual([]);
    expect(refused(hengda, { legs: 'text' })).toEqual([]);
  });
});

describe('a table', () => {
  it.each([
    ['a field twice', { resources: { a: { 'x y': nobody, 'y z': nobody } } }, 'a.y stands twice'],
    ['a part without a table', { resources: { a: { x: one('b') } } }, 'a.x names b'],
    ['a route that shows what has no table', { routes: { 'GET /a': { shows: 'a' } } }, 'GET /a names a'],
    [
      'a party field that is none',
      { resources: { a: { x: nobody } }, onlyFor: { a: ['y'] } },
      'a.y, which is no field',
    ],
  ])('with %s keeps the service from starting', (_, wrong: Partial<ViewTable>, message) => {
    expect(() => compileViews({ resources: {}, routes: {}, ...wrong })).toThrow(message);
  });
});
