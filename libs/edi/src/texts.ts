/**
 * Long texts go into several segments. A piece shorter than the element's length ends at a blank, which is given back
 * when the pieces are joined; a piece of full length was cut inside a word.
 */
export const piecesOf = (text: string, length: number): string[] => {
  const characters = [...text];
  const pieces: string[] = [];
  while (characters.length > length) {
    const blank = characters.lastIndexOf(' ', length - 1);
    pieces.push(characters.splice(0, blank > 0 ? blank : length).join(''));
    if (blank > 0) characters.shift();
  }
  return [...pieces, characters.join('')];
};

export const joinPieces = (pieces: readonly string[], length: number): string =>
  pieces.reduce((text, piece, i) => {
    if (i === 0) return piece;
    return [...(pieces[i - 1] as string)].length === length ? text + piece : `${text} ${piece}`;
  }, '');
