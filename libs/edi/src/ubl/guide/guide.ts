import type { Problems } from '../../findings/problem.ts';
import { parseUsed, type Used } from '../schema/grammar.ts';
import type { XmlElement } from '../xml-element.ts';
import { validateUse } from './validate-use.ts';

export type Rule = (root: XmlElement, problems: Problems) => void;

/** One transaction of a Peppol BIS: what it uses of UBL and the rules beyond. */
export interface Guide {
  /** How a finding names it. */
  readonly name: string;
  /** What CustomizationID begins with; written as it stands. */
  readonly customization: string;
  /** ProfileIDs; the first is written. */
  readonly profiles: readonly string[];
  /** Further ProfileIDs, where a process may have a number. */
  readonly profileForm?: RegExp;
  check(root: XmlElement, problems: Problems): void;
}

export const guideOf = (description: Omit<Guide, 'check'>, table: string, ...rules: readonly Rule[]): Guide => {
  let used: Used | undefined;
  return {
    ...description,
    check(root, problems) {
      used ??= parseUsed(table);
      validateUse(root, used, description.name, problems);
      checkProfile(root, description, problems);
      for (const rule of rules) rule(root, problems);
    },
  };
};

const checkProfile = (root: XmlElement, { profiles, profileForm }: Omit<Guide, 'check'>, problems: Problems): void => {
  const profile = root.find('ProfileID');
  if (!profile || profiles.includes(profile.value) || profileForm?.test(profile.value)) return;
  problems.at('BIS_PROFILE_WRONG', profile, { value: profile.value, expected: profiles.join(', ') });
};
