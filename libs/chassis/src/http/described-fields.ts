import type { ApiProperty } from '@nestjs/swagger';

type Description = NonNullable<Parameters<typeof ApiProperty>[0]>;

interface DescribedField {
  readonly of: object;
  readonly name: string | symbol;
  readonly description: Description;
}

const waiting: DescribedField[] = [];

/** What the API's description is to say of a field. Most processes are never asked for it. */
export const Described =
  (description: Description): PropertyDecorator =>
  (of, name) => {
    waiting.push({ of, name, description });
  };

/** Says it of all fields that were declared since it was last asked for. */
export const describeFields = (say: (description: Description) => PropertyDecorator): void => {
  for (const { of, name, description } of waiting.splice(0)) say(description)(of, name);
};
