import { booking, contentFor, loadedShipment, withDraft } from '../../test/scene.ts';
import type { PrintedKind } from './document.rules.ts';
import { printsOf } from './print.rules.ts';
import { Typesetter } from './typesetter.ts';

const typesetter = new Typesetter();
const prints = printsOf(contentFor(withDraft(loadedShipment())), booking);
const kinds = Object.keys(prints) as PrintedKind[];

describe('the typesetter', () => {
  it.each(kinds)('sets a %s on one page with the Chinese font inside', async (kind) => {
    const pdf = (await typesetter.pdf(kind, prints[kind])).toString('latin1');
    expect(pdf.startsWith('%PDF-1.')).toBe(true);
    expect(pdf.match(/\/Type \/Page\b/g)).toHaveLength(1);
    expect(pdf).toContain('/FontFile');
    expect(pdf).toMatch(/\/BaseFont \/[A-Z]{6}\+NotoSansSC/);
  });

  it('sets the same values to the same bytes', async () => {
    const [once, twice] = [
      await typesetter.pdf('packing-list', prints['packing-list']),
      await typesetter.pdf('packing-list', prints['packing-list']),
    ];
    expect(once.equals(twice)).toBe(true);
  });

  it('names the fault when a value is missing', async () => {
    const { rows: _, ...broken } = contentFor(loadedShipment()).packingList;
    await expect(typesetter.pdf('packing-list', broken as never)).rejects.toThrow(/rows/);
  });
});
