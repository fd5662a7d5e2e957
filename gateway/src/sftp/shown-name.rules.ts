/** A file as a folder shows it. */
export interface Named {
  readonly id: string;
  readonly fileName: string | null;
}

/** `orders.0193….edi`: a name that is never given twice. */
export const unmistakable = ({ id, fileName }: Named): string => {
  const name = fileName ?? id;
  const dot = name.lastIndexOf('.');
  return dot > 0 ? `${name.slice(0, dot)}.${id}${name.slice(dot)}` : `${name}.${id}`;
};

/** A name made of a document's number, which may have what would be a path, or is not seen. */
export const pathless = (name: string): string => name.replace(/[/\\\p{Cc}\p{Cf}]/gu, '-');

/**
 * What became of an upload is looked for under its own name, so the latest of a name bears it; earlier ones bear their id
 * too.
 * @param files the latest first
 */
export const fateNames = <File extends Named>(files: readonly File[]): ReadonlyMap<string, File> => {
  const named = new Map<string, File>();
  for (const file of files) {
    const own = file.fileName ?? file.id;
    named.set(named.has(own) ? unmistakable(file) : own, file);
  }
  return named;
};

/** Every name under which one of them is found: the one that is shown, and always the one with its id. */
export const findableNames = <File extends Named>(files: readonly File[]): ReadonlyMap<string, File> =>
  new Map([...files.map((file) => [unmistakable(file), file] as const), ...fateNames(files)]);

/**
 * A file of ours keeps its name for ever: who fetched one and then deletes it must not delete the next. A control number
 * makes the name unique, with the id where the number comes again; without one the id does.
 */
export const outboundName = (file: Named & { readonly control: string | null }): string =>
  file.control !== null && file.fileName !== null ? file.fileName : unmistakable(file);
