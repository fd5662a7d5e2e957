import { type ArgumentMetadata, Injectable, type PipeTransform } from '@nestjs/common';
import { brokenRule } from './broken-rule.ts';
import { type ClassOf, checkObject, hasFields } from './compiled-class.ts';
import { type InputError, InvalidInput } from './invalid-input.ts';

/** What a door declares as a class with fields, it gets checked; anything else passes as it is. */
@Injectable()
export class CheckedInput implements PipeTransform {
  /** @throws InvalidInput naming every bad field */
  transform(value: unknown, { type, metatype }: ArgumentMetadata): unknown {
    const of = metatype as ClassOf | undefined;
    if (type === 'custom' || !of || !hasFields(of)) return value;
    const errors: InputError[] = [];
    // no body at all is one without fields
    const checked = this.bodyOf(of, value ?? {}, errors);
    if (errors.length > 0) throw new InvalidInput(errors);
    return checked;
  }

  private bodyOf(of: ClassOf, value: unknown, errors: InputError[]): object | undefined {
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return checkObject(of, value, '', errors);
    errors.push({ pointer: '', code: 'isObject', text: brokenRule('isObject') });
    return undefined;
  }
}
