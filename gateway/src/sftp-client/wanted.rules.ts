import { isGoodName, isTemporary } from '../sftp/place.rules.ts';

/** A file as the partner's server lists it. */
export interface Listed {
  readonly name: string;
  readonly isFile: boolean;
  /** bytes */
  readonly size: number;
  /** seconds since 1970: SFTP 3 knows no finer time */
  readonly mtime: number;
}

/** What we have noted of a file that lies there. */
export interface Sighting {
  readonly id: string;
  readonly name: string;
  readonly size: number;
  readonly mtime: number;
  /** Why it is not taken, as it stands. */
  readonly refused: string | null;
  /** The interchange that it has become. */
  readonly taken: string | null;
}

/** Which files are to be fetched. */
export interface Wanted {
  readonly matches: (name: string) => boolean;
  /** Ending of the marker that says that a file is complete; null where the partner sets none. */
  readonly doneSuffix: string | null;
  /** bytes */
  readonly longest: number;
}

/** What is to be done after a look into the folder. */
export interface Plan {
  /** Complete: to be read and kept. */
  readonly take: readonly Sighting[];
  /** Kept before: to be moved out of the way. */
  readonly settle: readonly Sighting[];
  /** Seen for the first time as it is now. */
  readonly note: readonly Listed[];
  /** Longer than any file may be. */
  readonly refuse: readonly Sighting[];
  /** Gone, and not by us. */
  readonly forget: readonly Sighting[];
}

export const isSame = (a: Pick<Listed, 'size' | 'mtime'>, b: Pick<Listed, 'size' | 'mtime'>): boolean =>
  a.size === b.size && a.mtime === b.mtime;

/** An empty file is one that is only being made. */
const isMeant = ({ name, isFile, size }: Listed, { matches, doneSuffix }: Wanted): boolean =>
  isFile &&
  size > 0 &&
  isGoodName(name) &&
  !isTemporary(name) &&
  !(doneSuffix !== null && name.endsWith(doneSuffix)) &&
  matches(name);

/**
 * A file is complete when it is the same as at the look before, or, where the partner sets markers, when its marker lies
 * beside it; then too it has been noted first, so that it can be claimed.
 */
export const planOf = (listed: readonly Listed[], sightings: readonly Sighting[], wanted: Wanted): Plan => {
  const names = new Set(listed.filter(({ isFile }) => isFile).map(({ name }) => name));
  const isMarked = (name: string): boolean => wanted.doneSuffix === null || names.has(`${name}${wanted.doneSuffix}`);
  const meant = listed.filter((file) => isMeant(file, wanted));
  const known = new Map(sightings.map((sighting) => [sighting.name, sighting]));
  const present = meant.flatMap((file) => {
    const sighting = known.get(file.name);
    return sighting && isSame(sighting, file) ? [sighting] : [];
  });
  const isPresent = new Set(present.map(({ name }) => name));
  const open = present.filter(({ taken, refused, name }) => taken === null && refused === null && isMarked(name));
  // One that was taken and is gone may have been moved by us a moment before we died: it is looked after too.
  const gone = sightings.filter(({ name }) => !isPresent.has(name));
  return {
    take: open.filter(({ size }) => size <= wanted.longest),
    refuse: open.filter(({ size }) => size > wanted.longest),
    settle: sightings.filter(({ taken }) => taken !== null),
    note: meant.filter(({ name }) => !isPresent.has(name) && (known.get(name)?.taken ?? null) === null),
    forget: gone.filter(({ name, taken }) => taken === null && !meant.some((file) => file.name === name)),
  };
};
