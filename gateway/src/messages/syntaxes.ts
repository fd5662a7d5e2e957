import { edifactSyntax } from './edifact-syntax.ts';
import { ublSyntax } from './ubl-syntax.ts';
import { x12Syntax } from './x12-syntax.ts';

export const syntaxes = [x12Syntax, edifactSyntax, ublSyntax];
