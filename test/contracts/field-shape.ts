import { type DescField, ScalarType } from '@bufbuild/protobuf';

/** The type of a field as proto/ writes it, e.g. `string`, `repeated tradeloom.type.v1.OrderLine`. */
export function writtenType(field: DescField): string {
  if (field.fieldKind === 'map')
    return `map<string, ${field.mapKind === 'message' ? field.message.typeName : 'scalar'}>`;
  return field.fieldKind === 'list'
    ? `repeated ${elementType(field, field.listKind)}`
    : elementType(field, field.fieldKind);
}

function elementType(field: DescField, kind: 'scalar' | 'enum' | 'message'): string {
  if (kind === 'message') return field.message?.typeName ?? '';
  if (kind === 'enum') return field.enum?.typeName ?? '';
  return ScalarType[field.scalar ?? ScalarType.STRING].toLowerCase();
}
