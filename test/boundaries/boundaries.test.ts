import { join } from 'node:path';
import configuration from '../../.dependency-cruiser.mjs';
import { type Crossing, cruise } from './cruise.ts';
import { plantHouse, razeHouse } from './planted-house.ts';
import { plantings } from './plantings.ts';

const patience = 120_000;
const root = join(import.meta.dirname, '../..');

describe('the boundaries of the house', () => {
  let house: string;
  let found: readonly Crossing[];

  beforeAll(async () => {
    house = await plantHouse(root);
    found = await cruise(root, house, ['services', 'libs', 'gateway', 'test']);
  }, patience);

  afterAll(() => razeHouse(house));

  it.each(plantings.filter(({ crosses }) => crosses !== null))(
    'cross $crosses when $file imports $imports',
    ({ file, crosses }) => {
      expect(found.filter((crossing) => crossing.file === file)).toEqual([{ rule: crosses, file }]);
    },
  );

  it.each(plantings.filter(({ crosses }) => crosses === null))('let $file import $imports', ({ file }) => {
    expect(found.filter((crossing) => crossing.file === file)).toEqual([]);
  });

  it('are each crossed by a planting', () => {
    const named = new Set(plantings.map(({ crosses }) => crosses));
    expect(configuration.forbidden?.map(({ name }) => name).filter((name) => !named.has(name ?? null))).toEqual([]);
  });

  it(
    'are crossed nowhere in this checkout',
    async () => {
      expect(await cruise(root, root)).toEqual([]);
    },
    patience,
  );
});
